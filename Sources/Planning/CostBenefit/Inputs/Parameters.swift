import Columns
import Domain
import Indicators
import Store

/// The sourced figures that hold on a day, by id. Of several that hold the one that began last
/// counts; of one row that was delivered twice, the later delivery.
public struct Parameters: Sendable {
  public let day: Day
  /// The figures in force, by id.
  public let all: [Parameter]
  private let position: [String: Int]
  /// What each figure in force has displaced that came from elsewhere, by its id.
  private let displaced: [String: Parameter]

  /// - Parameter rows: in the order in which they count, the strongest delivery last.
  /// - Throws: ``Fault`` (bad data) for a wage that is not above 0, for negative minutes and costs,
  ///   for a share outside 0…1, for points that are none, whenever it holds; each names the row.
  ///   What was delivered anew since then is no fault any more.
  public init(_ rows: [Parameter], on day: Day) throws(Fault) {
    let rows = try Self.checked(rows)
    var holding: [String: Parameter] = [:]
    var displaced: [String: Parameter] = [:]
    for row in rows where row.holds(on: day) {
      guard let other = holding[row.id] else {
        holding[row.id] = row
        continue
      }
      let (weaker, stronger) = other.validFrom > row.validFrom ? (row, other) : (other, row)
      holding[row.id] = stronger
      if weaker.isElsewhere(than: stronger) { displaced[row.id] = weaker }
    }
    self.day = day
    self.displaced = displaced
    all = holding.values.sorted { $0.id < $1.id }
    position = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.id, $0) })
  }

  public subscript(id: String) -> Parameter? { position[id].map { all[$0] } }

  /// What would hold in its place if its delivery had not come; `nil` where it displaces nothing,
  /// or nothing else.
  public func displaced(by parameter: Parameter) -> Parameter? {
    displaced[parameter.id].flatMap { $0.value == parameter.value ? nil : $0 }
  }

  /// - Throws: ``Fault`` (bad data) where the figure is missing on the day.
  public func required(_ id: String) throws(Fault) -> Parameter {
    if let parameter = self[id] { return parameter }
    throw Fault(
      .badData, at: "feed parameters, row \(id)", "it is missing on \(day)",
      remedy: "Load Data/reference/parameters.csv, or a row of your own with its source")
  }

  /// The rows without those that were wrong and have been put right by a later delivery.
  private static func checked(_ rows: [Parameter]) throws(Fault) -> [Parameter] {
    func key(_ row: Parameter) -> String { "\(row.id) \(row.validFrom)" }
    let last = Dictionary(
      rows.enumerated().map { (key($1), $0) }, uniquingKeysWith: { $1 })
    var sound: [Parameter] = []
    for (index, row) in rows.enumerated() {
      guard let problem = problem(row) else {
        sound.append(row)
        continue
      }
      if last[key(row)] == index {
        throw Fault(.badData, at: row.place, problem, remedy: "Deliver the row anew")
      }
    }
    return sound
  }

  private static let shares: Set<String> = [
    "budget_effective_share_time", "risk_surcharge_cost", "risk_deduction_benefit",
    "cost_share_kommunen", "fachverfahren_share", "benefit_share_extension",
  ]

  private static func problem(_ row: Parameter) -> String? {
    if let problem = QualitativeScale.problem(row) { return problem }
    func begins(_ prefixes: String...) -> Bool { prefixes.contains(where: row.id.hasPrefix) }
    if begins("discount_rate") { return row.value > -1 ? nil : "\(row.value) is no discount rate" }
    if shares.contains(row.id) || begins("digital_share_year_", "benefit_share/") {
      return (0...1).contains(row.value) ? nil : "a share of \(row.value) is not from 0 to 1"
    }
    if row.isWage {
      return row.value > 0 ? nil : "a wage of \(row.value) EUR an hour is none"
    }
    let counted = begins("minutes_", "travel_", "cases_spread_") || row.id.contains("_factor_")
    return counted && row.value < 0 ? "\(row.value) \(row.unit) is less than nothing" : nil
  }
}

extension Parameters {
  /// The feed `parameters`, above what the program itself assumes.
  /// - Throws: ``Fault`` (input missing) without that feed; as ``init(_:on:)``.
  public init(reading reader: StoreReader, on day: Day) throws {
    try self.init(StandardAssumptions.all + Self.rows(reader), on: day)
  }

  /// All rows of the feed, the strongest delivery last.
  static func rows(_ reader: StoreReader) throws -> [Parameter] {
    // Files without manifest have no source of their own, but a name.
    let sources = Dictionary(
      uniqueKeysWithValues: try reader.loads().map {
        ($0.loadID, $0.source == "file" ? $0.file : $0.source)
      })
    let loads = try reader.loadOfSegment(of: .parameters)
    var rows: [Parameter] = []
    for segment in try reader.segmentsByPrecedence(of: .parameters) {
      let batch = try reader.read(segment, columns: FeedSchema.parameters.columns.map(\.name))
      let (ids, units, texts) = (batch.texts("id"), batch.texts("unit"), batch.texts("source"))
      let (from, to) = (batch.days("valid_from"), batch.days("valid_to"))
      for row in 0..<batch.rowCount {
        guard let id = ids[row], let value = batch["value"]![row].real, let from = from[row] else {
          continue
        }
        rows.append(
          Parameter(
            id: id, value: value, unit: units[row] ?? "", validFrom: from, validTo: to[row],
            source: texts[row] ?? "", delivery: sources[loads[segment.id]!]!))
      }
    }
    guard !rows.isEmpty else {
      throw Fault(
        .inputMissing, at: "feed parameters",
        Text(
          de: "Es sind keine Lohnsätze und Standardzeiten geliefert",
          en: "the project has no wages and standard times"),
        remedy: Text(
          de: "Laden Sie sie mit lagebild ingest Data/reference/parameters.csv",
          en: "Load them with lagebild ingest Data/reference/parameters.csv"))
    }
    return rows
  }

  /// The day from which on there are wages; `nil` without any.
  static func firstWageDay(_ rows: [Parameter]) -> Day? {
    rows.lazy.filter(\.isWage).map(\.validFrom).min()
  }
}
