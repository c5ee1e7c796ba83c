import Domain

/// What cost-benefit needs besides ``SmallWorld``, so little that a clerk can reckon it on paper
/// (docs/planning.md).
public enum BenefitFeeds {
  public static let parameters =
    """
    id,value,unit,valid_from,valid_to,source
    wage_kommunen_ed_md,30.00,eur_per_hour,2024-01-01,,Lohntafel
    travel_minutes_gemeinde,15,minutes,2024-01-01,,Wegetafel
    travel_cost_gemeinde,1.10,eur,2024-01-01,,Wegetafel
    discount_rate_nominal,0.25,share,2024-01-01,,Zinstafel
    horizon_years,2,years,2024-01-01,,Beschluss
    budget_effective_share_time,0.25,share,2024-01-01,,Beschluss
    minutes_retyping,4,minutes,2024-01-01,,Messung
    minutes_citizen_5_simple,20,minutes,2024-01-01,,Zeitwerte
    digital_share_year_1,0.4,share,2024-01-01,,Beschluss
    digital_share_year_2,0.7,share,2024-01-01,,Beschluss

    """

  public static let files: [(name: String, text: String)] = [
    ("parameters", parameters),
    (
      "effort",
      """
      leika,side,mode,activity_no,complexity,minutes,grade,share_of_cases,material_cost_eur
      99001001001000,administration,before,5,,20,ed_md,1,1.00
      99001001001000,administration,digital,5,,16,ed_md,0.5,
      99001001001000,citizen,before,5,,30,,1,
      99001001001000,citizen,digital,5,simple,,,1,

      """
    ),
    (
      "cases",
      "month,authority_ars,leika,channel,cases\n"
        + (0..<12).map { index in
          let month = Month("2024-03")! + index
          return """
            \(month),081110000000,99001001001000,counter,80
            \(month),081110000000,99001001001000,online,20

            """
        }.joined()
    ),
    (
      "candidates",
      """
      candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year,depends_on
      k1,Eins,99001001001000,2500.00,3000.00,4000.00,600.00,
      k2,Eins: Zusatz,99001001001000,250.00,300.00,400.00,0.00,k1
      k3,Zwei,99001001002000,2500.00,3000.00,4000.00,600.00,

      """
    ),
  ]
}
