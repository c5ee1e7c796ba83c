import Domain
import Store

/// The figures of one state of the project: questions in, tables out. Everything that several
/// questions need is computed once and kept, for any number of threads.
public final class ProjectFigures: FigureSource {
  let frames: RelationFrames
  private let listings: Listed

  /// Tables that come from the store as they are.
  private struct Listed: Sendable {
    let loads: Table<Released>
    let quarantine: Table<Released>
    let areas: [AreaLevel?: Table<Released>]
    let processes: Table<Released>
  }

  var state: ProjectState { frames.state }

  /// Reads one state of the project.
  /// - Throws: ``Fault`` for a damaged database.
  public init(reading reader: StoreReader) throws {
    frames = RelationFrames(ProjectState(try FactSet(reading: reader)))
    let registered = frames.state.registers.areas.areas
    var areas: [AreaLevel?: Table<Released>] = [:]
    for level in [nil] + AreaLevel.allCases.map(Optional.some) {
      areas[level] = try Listings.areas(registered, reader, level: level)
    }
    listings = Listed(
      loads: try Listings.loads(reader), quarantine: try Listings.quarantine(reader),
      areas: areas, processes: try Listings.processes(reader))
  }

  public var dataState: DataState { state.facts.dataState }
  public var cutOff: Day? { state.facts.cutOff }
  public var months: ClosedRange<Month>? { state.dimensions.months }
  public var areas: [Area] { state.registers.areas.areas }
  public var indicators: [IndicatorDescription] { IndicatorRegistry.all.map(\.description) }

  public func areaListing(level: AreaLevel?) throws -> Table<Released> { listings.areas[level]! }
  public func loadListing() throws -> Table<Released> { listings.loads }
  public func quarantineListing() throws -> Table<Released> { listings.quarantine }

  public func table(_ request: FigureRequest) throws -> Table<Exact> {
    let question = try FigureQuestion(request, state: state)
    let answer = question.rows(frames)
    let indicator = question.indicator
    let companions = FigureCompanions(
      answer, indicator, by: request.by, areas: state.registers.areas)
    let rows = zip(answer, companions.cells).map { row, beside in
      row.keys
        + [row.figure.value, row.figure.numerator, row.figure.denominator].map(
          TableCell.figure) + [.text(row.figure.value.status)] + beside
    }
    let measures = [
      ("value", indicator.name, indicator.unit),
      ("numerator", Text(de: "Zähler", en: "numerator"), .count),
      ("denominator", Text(de: "Nenner", en: "denominator"), .count),
    ].map(TableColumn.measure)
    return Disclosure.exact(
      columns: request.by.map { DimensionNames.column($0) } + measures + [
        TableColumn.measure("status", Text(de: "Status", en: "status"))
      ] + companions.columns, rows: rows,
      provenance: provenance(of: indicator, rule: question.rule, note: question.note(frames)))
  }

  public func processListing() throws -> Table<Released> {
    let active = try counts(of: .activationRate, by: "process", filter: [:])
    let listed = listings.processes
    return Disclosure.withoutCountsOfCitizens(
      columns: listed.columns + [
        TableColumn.measure(
          "authorities_active", Text(de: "aktive Behörden", en: "active authorities"), .count)
      ],
      rows: listed.rows.map { row in
        guard case .text(let id) = row[0] else { preconditionFailure("a process without id") }
        return row + [.figure(active[id]?.numerator ?? .missing)]
      }, provenance: listed.provenance)
  }

  public func competence(
    _ leika: String, in area: String, on day: Day?
  ) throws -> Table<Released> {
    let directory = CompetenceDirectory(state.facts)
    return try directory.table(directory.explain(leika, in: area, on: day ?? directory.lastDay))
  }

  public func adoptionCurve(process: String) throws -> Table<Released> {
    let curve = try counts(of: .activationRate, by: "month", filter: ["process": [process]])
    let columns =
      [DimensionNames.column("month")]
      + [
        ("active", Text(de: "aktive Behörden", en: "active authorities")),
        ("competent", Text(de: "zuständige Behörden", en: "competent authorities")),
      ].map { TableColumn.measure($0.0, $0.1, .count) }
    return Disclosure.withoutCountsOfCitizens(
      columns: columns,
      rows: curve.sorted { $0.key < $1.key }.map { month, figure in
        [
          .key(month, label: nil), .figure(figure.numerator), .figure(figure.denominator),
        ]
      }, provenance: provenance(of: .activationRate, rule: .active))
  }

  /// Counts of Behörden by one dimension: facts about Kommunen, not about citizens.
  private func counts(
    of indicator: Indicator, by dimension: String, filter: [String: [String]]
  ) throws -> [String: FigureRow] {
    precondition(!indicator.countsCitizens, "\(indicator.id) counts citizens' actions")
    let question = try FigureQuestion(
      FigureRequest(indicator.id, by: [dimension], filter: filter), state: state)
    return question.figures(frames)
  }

  private func provenance(
    of indicator: Indicator, rule: CountingRule, note: Text? = nil
  ) -> Provenance {
    Provenance(
      title: indicator.name, source: indicator.source,
      rule: indicator.hasCountingRule || indicator.fixedRule != nil ? rule.description : "",
      catalogueVersion: state.facts.catalogueVersion, cutOff: cutOff, caveat: indicator.caveat,
      note: note, definitionHash: indicator.definitionHash, dataState: dataState)
  }
}
