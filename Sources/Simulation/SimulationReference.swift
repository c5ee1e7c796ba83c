import Domain

/// What the simulation takes from `Data/reference`: real Kreise, their neighbours, real
/// Leistungen, rules of competence; and assumptions about demand.
public struct SimulationReference: Sendable {
  /// Names of the tables, without `.csv`.
  public static let tables = [
    "kreise", "nachbarn", "leistungen", "competence", "simulated-demand", "parameters",
  ]

  struct Kreis: Sendable {
    let ags5: String
    let name: String
    let isStadtkreis: Bool
    let population: Int
    /// Hundredths of a square kilometre.
    let hectares: Int
    let gemeinden: Int
    let grosseKreisstaedte: Int
    let verwaltungsraeume: Int
  }

  struct Leistung: Sendable {
    let leika: String
    let name: String
    let kind: AuthorityKind
    /// Cases a year and 1,000 inhabitants over all channels (assumption).
    let demand: Double
  }

  let kreise: [Kreis]
  /// `[Kreis]` → positions of its neighbours.
  let neighbours: [[Int]]
  let leistungen: [Leistung]
  /// The tables as they are, for feeds that deliver them.
  let rows: [String: [[String: String]]]

  /// - Parameter table: gives the rows of a table by column name.
  /// - Throws: what `table` throws; ``Fault`` for a row that cannot be read.
  public init(tables table: (String) throws -> [[String: String]]) throws {
    var rows: [String: [[String: String]]] = [:]
    for name in Self.tables { rows[name] = try table(name) }
    func integer(_ row: [String: String], _ column: String, _ name: String) throws -> Int {
      if let value = Int(row[column] ?? "") { return value }
      throw Self.fault(name, column, row[column])
    }
    kreise = try rows["kreise"]!.map { row in
      guard let key = row["ags5"], let name = row["name"], let area = row["area_km2"],
        let hectares = Self.hundredths(area)
      else { throw Self.fault("kreise", "area_km2", row["area_km2"]) }
      return Kreis(
        ags5: key, name: name, isStadtkreis: row["kind"] == AreaKind.stadtkreis.rawValue,
        population: try integer(row, "population", "kreise"), hectares: hectares,
        gemeinden: try integer(row, "gemeinden", "kreise"),
        grosseKreisstaedte: try integer(row, "grosse_kreisstaedte", "kreise"),
        verwaltungsraeume: try integer(row, "verwaltungsraeume", "kreise"))
    }
    let position = Dictionary(uniqueKeysWithValues: kreise.enumerated().map { ($1.ags5, $0) })
    var neighbours = [[Int]](repeating: [], count: kreise.count)
    for row in rows["nachbarn"]! {
      guard let a = position[row["ags5_a"] ?? ""], let b = position[row["ags5_b"] ?? ""] else {
        throw Self.fault("nachbarn", "ags5_a", row["ags5_a"])
      }
      neighbours[a].append(b)
      neighbours[b].append(a)
    }
    self.neighbours = neighbours
    let kindOf = Dictionary(
      rows["competence"]!.map { ($0["leika"] ?? "", $0["authority_kind"] ?? "") },
      uniquingKeysWith: { first, _ in first })
    let demandOf = Dictionary(
      rows["simulated-demand"]!.map { ($0["leika"] ?? "", $0["cases_per_1000_a_year"] ?? "") },
      uniquingKeysWith: { first, _ in first })
    leistungen = try rows["leistungen"]!.map { row in
      let key = row["leika"] ?? ""
      guard let kind = kindOf[key].flatMap(AuthorityKind.init) else {
        throw Self.fault("competence", "authority_kind", kindOf[key])
      }
      return Leistung(
        leika: key, name: row["name"] ?? key, kind: kind, demand: Double(demandOf[key] ?? "") ?? 1)
    }
    self.rows = rows
  }

  /// `617.78` → 61778
  private static func hundredths(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = Int(parts[0]), parts.count <= 2 else { return nil }
    guard parts.count == 2 else { return whole * 100 }
    return Int(parts[1].prefix(2)).map { whole * 100 + (parts[1].utf8.count == 1 ? 10 * $0 : $0) }
  }

  private static func fault(_ table: String, _ column: String, _ value: String?) -> Fault {
    Fault(
      .badData, at: "Data/reference/\(table).csv, column \(column)",
      "\"\(value ?? "")\" cannot be read", remedy: "Restore the file from the release")
  }
}
