/// Where each of the 44 Stadt- und Landkreise stands in the tile-grid map: column from the west,
/// row from the north. Placed by the centroid of each Kreis and moved by hand so that neighbours
/// stay neighbours; a test compares compass directions with real coordinates where they are there.
public enum KreisTiles {
  public struct Tile: Sendable, Hashable {
    /// The first five digits of the AGS.
    public let ags5: String
    /// At most four letters; unlike the car plate it tells town and Landkreis apart.
    public let short: String
    public let column: Int
    public let row: Int

    init(_ ags5: String, _ short: String, _ column: Int, _ row: Int) {
      self.ags5 = ags5
      self.short = short
      self.column = column
      self.row = row
    }
  }

  public static let columns = 8
  public static let rows = 9

  public static let all: [Tile] = [
    // Mannheim, Heidelberg, Neckar-Odenwald, Main-Tauber
    .init("08222", "MA", 1, 0), .init("08221", "HD", 2, 0), .init("08225", "NOK", 4, 0),
    .init("08128", "MTK", 5, 0),
    // Rhein-Neckar, Heilbronn (Stadt, Land), Hohenlohe, Schwäbisch Hall
    .init("08226", "RNK", 2, 1), .init("08121", "HN", 3, 1), .init("08125", "HN-L", 4, 1),
    .init("08126", "KÜN", 5, 1), .init("08127", "SHA", 6, 1),
    // Karlsruhe (Stadt, Land), Enzkreis, Ludwigsburg, Rems-Murr, Ostalb
    .init("08212", "KA", 1, 2), .init("08215", "KA-L", 2, 2), .init("08236", "ENZ", 3, 2),
    .init("08118", "LB", 4, 2), .init("08119", "WN", 5, 2), .init("08136", "AA", 6, 2),
    // Rastatt, Pforzheim, Böblingen, Stuttgart, Esslingen, Göppingen, Heidenheim
    .init("08216", "RA", 1, 3), .init("08231", "PF", 2, 3), .init("08115", "BB", 3, 3),
    .init("08111", "S", 4, 3), .init("08116", "ES", 5, 3), .init("08117", "GP", 6, 3),
    .init("08135", "HDH", 7, 3),
    // Baden-Baden, Calw, Tübingen, Reutlingen, Alb-Donau, Ulm
    .init("08211", "BAD", 1, 4), .init("08235", "CW", 2, 4), .init("08416", "TÜ", 3, 4),
    .init("08415", "RT", 4, 4), .init("08425", "ADK", 5, 4), .init("08421", "UL", 6, 4),
    // Ortenau, Freudenstadt, Zollernalb, Sigmaringen, Biberach
    .init("08317", "OG", 1, 5), .init("08237", "FDS", 2, 5), .init("08417", "BL", 3, 5),
    .init("08437", "SIG", 4, 5), .init("08426", "BC", 5, 5),
    // Emmendingen, Rottweil, Tuttlingen, Bodensee, Ravensburg
    .init("08316", "EM", 1, 6), .init("08325", "RW", 2, 6), .init("08327", "TUT", 3, 6),
    .init("08435", "FN", 4, 6), .init("08436", "RV", 5, 6),
    // Freiburg, Breisgau-Hochschwarzwald, Schwarzwald-Baar, Konstanz
    .init("08311", "FR", 0, 7), .init("08315", "BHS", 1, 7), .init("08326", "SBK", 2, 7),
    .init("08335", "KN", 3, 7),
    // Lörrach, Waldshut
    .init("08336", "LÖ", 0, 8), .init("08337", "WT", 1, 8),
  ]

  public static let byKey: [String: Tile] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.ags5, $0) })
}
