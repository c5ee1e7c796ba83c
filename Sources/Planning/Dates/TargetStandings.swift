import Domain
import Indicators
import Store

/// Where the indicators of targets stand, as far as that may be told to everyone: shares that rest
/// on facts about Kommunen and plans, not on what citizens did.
struct TargetStandings: Sendable {
  private var figures: [String: Figure] = [:]

  /// - Parameters:
  ///   - ids: of the targets asked for; `nil`: all.
  ///   - month: the figure is that of its end, or of the last month of the data before it.
  init(_ reader: StoreReader, of ids: Set<String>? = nil, in month: Month) throws {
    guard ids?.isEmpty != true, let batch = try reader.current(.targets) else { return }
    let (keys, indicators) = (batch.texts("target_id"), batch.texts("indicator"))
    let areas = batch.texts("area_ars")
    let processes = Set(ProcessEntry.read(try reader.current(.processes)).map(\.id))
    var known: ProjectFigures?
    for row in 0..<batch.rowCount {
      guard let id = keys[row], ids?.contains(id) != false, let area = areas[row],
        let indicator = IndicatorRegistry.all.first(where: { $0.id == indicators[row] }),
        indicator.unit == .share, !indicator.countsCitizens
      else { continue }
      let source = try known ?? ProjectFigures(reading: reader)
      known = source
      let process = Self.process(id, indicator, among: processes)
      figures[id] = try Self.figure(indicator, area, process, source, in: month)
    }
  }

  /// What cannot be computed is missing.
  subscript(target: String) -> Figure { figures[target] ?? .missing }

  private static func figure(
    _ indicator: Indicator, _ area: String, _ process: [String: [String]]?,
    _ figures: ProjectFigures, in month: Month
  ) throws -> Figure? {
    guard let months = figures.months, months.lowerBound <= month,
      let place = place(area, in: figures), let process
    else { return nil }
    let filter = place.merging(process) { $1 }
    guard filter.keys.allSatisfy(indicator.dimensions.contains) else { return nil }
    let hasMonths = indicator.dimensions.contains("month")
    let table = try figures.table(
      FigureRequest(
        indicator.id, to: hasMonths ? min(month, months.upperBound) : nil, filter: filter))
    guard let row = table.rows.first, case .figure(let figure) = row[table.index(of: "value")!]
    else { return nil }
    return figure
  }

  /// The Land as a whole, or a registered Kreis; `nil`: no figure is told of other areas.
  private static func place(_ area: String, in figures: ProjectFigures) -> [String: [String]]? {
    if area.hasSuffix("0000000000") { return [:] }
    let key = String(area.prefix(5))
    let isKreis = figures.areas.contains { $0.level == .kreis && $0.ags == key }
    return isKreis && area.hasSuffix("0000000") ? ["kreis": [key]] : nil
  }

  /// A target of which the id is a process, or begins with it and a slash, is for that process alone
  /// (``AdoptionTarget``); `nil`: it is for a process that nobody knows.
  private static func process(
    _ id: String, _ indicator: Indicator, among processes: Set<String>
  ) -> [String: [String]]? {
    guard indicator.id == "activation_rate" else { return [:] }
    let name = String(id.prefix { $0 != "/" })
    if processes.contains(name) { return ["process": [name]] }
    return id.contains("/") ? nil : [:]
  }
}
