// Made by `lagebild release table --source`; a test solves the table anew and compares.
extension PerturbationTable {
  /// D = 5, V = 3, js = 2: for every Leistung that is not sensitive, and for all together.
  public static let standard = PerturbationTable(
    deviation: 5, variance: 3, smallest: 2,
    rows: [
      Row(
        deviations: [-1, 2, 3, 4, 5],
        thresholds: [
          0xBC06_3222_DC9F_E800, 0xDF06_4A4B_D62F_D000, 0xF1A9_11C5_FC21_9800,
          0xFB3E_0D85_97CE_E000,
        ]),
      Row(
        deviations: [-2, 1, 2, 3, 4, 5],
        thresholds: [
          0x68A7_9407_4A54_5400, 0xD0C1_5EE3_49F2_A000, 0xF68C_0E59_099A_6000,
          0xFED2_1A36_B401_D000,
          0xFFE9_BC77_1973_F000,
        ]),
      Row(
        deviations: [-3, 0, 1, 2, 3, 4, 5],
        thresholds: [
          0x3438_7026_82BE_6C00, 0x98FF_8161_EBB8_A000, 0xD85B_2AAB_D14C_4000,
          0xF4A9_61BA_FC71_2800,
          0xFDA5_D449_B2F2_E800, 0xFFAC_CD7A_0B5B_D000,
        ]),
      Row(
        deviations: [-4, -1, 0, 1, 2, 3, 4, 5],
        thresholds: [
          0x15B9_0C79_932B_B900, 0x5CDE_E509_10BE_4000, 0xA404_BD98_8E50_C800,
          0xD480_D883_21B7_A000,
          0xEF6A_58DD_0F4B_D000, 0xFB0D_4F33_DCB1_2000, 0xFEF8_B75D_99B9_4800,
        ]),
      Row(
        deviations: [-5, -2, -1, 0, 1, 2, 3, 4, 5],
        thresholds: [
          0x0528_62AA_5599_69C0, 0x3188_E299_A419_9400, 0x6A04_4AA9_2DF6_4000,
          0xA2AC_9B54_384B_5000,
          0xCF77_498E_5802_8000, 0xEB5F_C9F0_90E0_E800, 0xF914_1D43_303E_D000,
          0xFE61_DEA7_DBB6_8000,
        ]),
      Row(
        deviations: [-3, -2, -1, 0, 1, 2, 3, 4, 5],
        thresholds: [
          0x1270_8BED_B3FA_1A00, 0x3570_6FE2_888C_4C00, 0x67F6_0EAA_96F0_5400,
          0x9F6C_9FB9_7953_C000,
          0xCDBA_EC67_D4A4_5000, 0xEB21_CA8A_C8CF_F000, 0xF954_6AA8_F951_6000,
          0xFE8B_3430_1C6F_A000,
        ]),
      Row(
        deviations: [-4, -3, -2, -1, 0, 1, 2, 3, 4, 5],
        thresholds: [
          0x04B8_6E62_9058_12C0, 0x12EC_9F86_E75F_7300, 0x320F_2DE7_9DDC_7C00,
          0x63C6_CE1C_9C6F_1800,
          0x9D9C_4E77_2161_A000, 0xCE9E_9C27_3386_0000, 0xECDF_AE56_4397_3800,
          0xFA7A_AB3F_C106_E800,
          0xFEEF_B1DD_F477_9000,
        ]),
      Row(
        deviations: [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5],
        thresholds: [
          0x00F8_80DC_5849_6250, 0x0537_CE72_D7D0_7440, 0x129A_DB41_373D_2500,
          0x30FF_F84D_6589_0400,
          0x62B6_A1EE_B9EB_EC00, 0x9D49_5E11_4614_0800, 0xCF00_07B2_9A76_F000,
          0xED65_24BE_C8C2_D000,
          0xFAC8_318D_282F_8000, 0xFF07_7F23_A7B6_9000,
        ]),
    ])

  /// D = 8, V = 4, js = 3: for records of sensitive Leistungen (health, religion, welfare).
  public static let sensitive = PerturbationTable(
    deviation: 8, variance: 4, smallest: 3,
    rows: [
      Row(
        deviations: [-1, 3, 4, 5, 6, 7, 8],
        thresholds: [
          0xCA58_A1A9_31FB_B000, 0xE71E_E853_6B16_F800, 0xF563_1E84_4D03_9800,
          0xFBE1_5DF7_C07B_E800,
          0xFE97_DC06_D811_A800, 0xFFA2_3884_E769_1800,
        ]),
      Row(
        deviations: [-2, 2],
        thresholds: [
          0x8000_0000_0000_0000
        ]),
      Row(
        deviations: [-3, 1, 2, 3, 4, 5, 6, 7, 8],
        thresholds: [
          0x4C1F_AB45_E8EE_2000, 0xD5C5_EAEB_9B34_1800, 0xFA34_BFD2_6E4E_7000,
          0xFF8B_E672_9981_C000,
          0xFFFA_E268_9666_4000, 0xFFFF_DFC1_1E0E_8800, 0xFFFF_FF8E_E047_F000,
          0xFFFF_FFFF_2486_5800,
        ]),
      Row(
        deviations: [-4, 0, 1, 2, 3, 4, 5, 6, 7, 8],
        thresholds: [
          0x2AAC_9BF2_AC2A_5600, 0x9367_8D76_E828_1800, 0xD404_4AA9_98F7_E800,
          0xF20D_E672_BA66_8000,
          0xFC93_AAD9_6D30_8800, 0xFF5A_C0FA_0C9C_9000, 0xFFE8_3333_2CBC_6000,
          0xFFFD_66C8_AABF_9800,
          0xFFFF_CBD2_C287_7800,
        ]),
      Row(
        deviations: [-5, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8],
        thresholds: [
          0x14F3_63FF_A51D_CE00, 0x5B2A_8D8B_B9CE_E800, 0xA161_B717_CE80_0000,
          0xCFAE_CAF0_9CF5_5800,
          0xEAF1_332B_F685_1000, 0xF839_BA10_1948_9800, 0xFD95_3E25_3DC9_B000,
          0xFF5F_16F0_FD2D_3800,
          0xFFDD_97F8_DDEF_D000, 0xFFFA_8622_1D8F_E800,
        ]),
      Row(
        deviations: [-6, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8],
        thresholds: [
          0x06A3_7809_B971_2D40, 0x3890_01FB_8FD0_BC00, 0x6D58_DF52_6277_C000,
          0xA221_BCA9_351E_C800,
          0xCA42_E0A4_EB9E_4000, 0xE517_1E16_3BA2_5800, 0xF44C_DA6C_9453_1000,
          0xFB9C_AEBA_D0C2_1000,
          0xFE97_B7D7_3687_7000, 0xFF9F_7957_3739_8800, 0xFFEC_C8D0_F8BC_C800,
        ]),
      Row(
        deviations: [-7, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8],
        thresholds: [
          0x00C1_2EF3_B30E_3F40, 0x19F0_DB77_2824_1100, 0x3FA2_5D12_CDE4_C000,
          0x6E4E_9F41_9721_3400,
          0x9E1F_30FE_0BAC_E800, 0xC6A6_61F1_5EF1_9800, 0xE312_4E36_7B62_1800,
          0xF38F_E900_2988_8000,
          0xFB7A_7E64_1E49_5800, 0xFE9F_6820_7D2F_7800, 0xFFA7_E8F0_900E_3000,
          0xFFEF_D2CA_6B8C_8800,
        ]),
      Row(
        deviations: [-8, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8],
        thresholds: [
          0x000A_776B_E08D_A85A, 0x08C5_37E6_E7EA_3500, 0x1BB1_FB38_35A8_EE00,
          0x3C65_3AC2_95AA_EA00,
          0x696D_FBC1_279D_1800, 0x9ADC_9985_307A_4000, 0xC61B_AE70_D10F_5000,
          0xE443_792D_B3AC_6000,
          0xF505_DA0D_4588_1800, 0xFC72_514D_B957_C000, 0xFF11_47FF_AEB8_A000,
          0xFFCE_15F4_B6DE_8800,
          0xFFF8_6E3A_8941_0800,
        ]),
      Row(
        deviations: [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8],
        thresholds: [
          0x0279_7E94_0370_BAA0, 0x09D5_2827_3120_0D00, 0x1AFC_DEC3_E7F9_EA00,
          0x3A59_642C_59E5_9400,
          0x674D_99F5_4B30_F800, 0x99D4_21BD_C2C7_9000, 0xC65B_10A0_8D09_6800,
          0xE51F_D6DC_035F_A000,
          0xF5CB_A1A4_C203_7000, 0xFCE0_C2BC_6956_4000, 0xFF3C_BE76_633C_9800,
          0xFFDA_808B_6AE5_B800,
          0xFFFA_CFC1_F1B2_9800,
        ]),
      Row(
        deviations: [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8],
        thresholds: [
          0x0095_F8A5_0573_3F60, 0x02E1_48D5_8950_1860, 0x09E3_75A1_DADF_A880,
          0x1A97_0532_1E8C_2C00,
          0x39A2_F62D_161D_6400, 0x66A8_305B_E4A2_9800, 0x9995_3009_989D_6800,
          0xC684_ED47_BCC5_2800,
          0xE573_424C_789C_0800, 0xF60E_F326_8C14_8800, 0xFD03_C81B_F84D_B000,
          0xFF49_A3E7_C6A0_7800,
          0xFFDD_F110_29BB_0800, 0xFFFB_6D50_3A54_1800,
        ]),
      Row(
        deviations: [-7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8],
        thresholds: [
          0x001C_D89E_39BB_01B3, 0x00AE_FEAB_B4AE_9DA8, 0x02EF_DCBE_4978_3AA0,
          0x09DD_C5FE_96EA_5E80,
          0x1A77_8314_0BE4_2C00, 0x3973_3A3A_4E20_B600, 0x6680_575D_57A2_5800,
          0x9989_1353_A6B7_C000,
          0xC693_121C_E1DB_B000, 0xE58A_7F4D_FB8C_4800, 0xF620_CA18_3A79_4000,
          0xFD0C_C85D_EA5E_6000,
          0xFF4C_DEE2_EA3E_D800, 0xFFDE_C847_88A7_9000, 0xFFFB_92EE_63AE_7000,
        ]),
      Row(
        deviations: [-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8],
        thresholds: [
          0x0004_6599_FF4E_2492, 0x0021_0CA9_1416_A0B2, 0x00B2_7A1D_6DFE_BBD8,
          0x02F1_610F_6B05_2F00,
          0x09DB_8274_3202_7600, 0x1A70_8A25_84DB_2B00, 0x3969_9374_F4B7_DC00,
          0x6678_C04D_B3A4_5800,
          0x9987_3FB2_4C5B_B000, 0xC696_6C8B_0B48_3000, 0xE58F_75DA_7B24_E000,
          0xF624_7D8B_CDFD_9800,
          0xFD0E_9EF0_94FA_E000, 0xFF4D_85E2_9201_5000, 0xFFDE_F356_EBE9_6800,
          0xFFFB_9A66_00B1_E800,
        ]),
    ])
}
