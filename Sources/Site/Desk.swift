import Domain
import Indicators
import Planning

/// What a reader of the public scope can be handed: registers, plans, listings, definitions, facts
/// about Kommunen, released counts. It has no function that returns `Table<Exact>`, so an open route
/// cannot show one.
public struct ReleasedDesk: Sendable {
  private let source: any FigureSource
  private let published: PublicFigures?
  private let plans: ProjectPlans?
  /// The published runs, newest last; `nil` where the site was given none.
  let runs: Table<Released>?
  /// The run that was asked for; `nil`: this is the current state.
  let frozen: FrozenState?
  /// The last published run of just this state of the data; `nil`: what was loaded since then is in
  /// no run yet.
  var runID: String? {
    frozen?.run
      ?? runs.flatMap { runs in
        runs.rows.last { runs.text($0, "revision") == dataState.revision }.map {
          runs.text($0, "run_id")
        }
      }
  }
  let names: AreaNames

  init(
    _ source: any FigureSource, published: PublicFigures?, runs: Table<Released>?,
    plans: ProjectPlans?, frozen: FrozenState?
  ) {
    self.frozen = frozen
    self.source = source
    self.plans = plans
    self.published = published
    self.runs = runs
    names = AreaNames(source.areas)
  }

  var dataState: DataState { source.dataState }
  var cutOff: Day? { source.cutOff }
  var months: ClosedRange<Month>? { source.months }
  var areas: [Area] { names.all }
  var indicators: [IndicatorDescription] { source.indicators }

  func indicator(_ id: String) -> IndicatorDescription? { indicators.first { $0.id == id } }
  /// The period of published counts that are asked for without one; `nil`: nothing is published.
  var publishedPeriod: PublicPeriod? { published?.latest }
  /// - Throws: ``NotPublic`` with the reason for what is not; ``Fault`` as of an exact table.
  func table(_ request: FigureRequest) throws -> Table<Released> {
    try source.publicTable(request, published)
  }
  func areaListing(level: AreaLevel?) throws -> Table<Released> {
    try source.areaListing(level: level)
  }
  func processListing() throws -> Table<Released> { try source.processListing() }
  func loadListing() throws -> Table<Released> { try source.loadListing() }
  func quarantineListing() throws -> Table<Released> { try source.quarantineListing() }
  func competence(_ leika: String, in area: String, on day: Day?) throws -> Table<Released> {
    try source.competence(leika, in: area, on: day)
  }
  func adoptionCurve(process: String) throws -> Table<Released> {
    try source.adoptionCurve(process: process)
  }
  /// - Throws: ``NotPublic`` with the reason for a planning table made from counts of citizens.
  func plan(_ question: PlanQuestion) throws -> Table<Released> {
    try plans.orMissing.released(question)
  }
  /// What a question says that a reader has left open, as text; `nil` without plans.
  func standard(_ parameter: PlanListing.Parameter) -> String? { plans?.standard(parameter) }
  /// Cents that each budget year has for new processes where a reader says nothing; `nil`: unknown.
  var usualBudgets: [Int64]? { plans?.usualBudgets }
  /// The day that "until now" means in plans.
  var today: Day? { plans?.today }
}

extension ProjectPlans? {
  fileprivate var orMissing: ProjectPlans {
    get throws {
      guard let self else { throw Problem.notFound("This site knows no plans.") }
      return self
    }
  }
}

/// What an internal reader gets besides: exact figures. Only a site of the internal scope makes
/// one, so a public site has no way to an exact table.
public struct ExactDesk: Sendable {
  private let source: any FigureSource
  private let plans: ProjectPlans?
  private let events: SiteProvider.Events?

  init(_ source: any FigureSource, plans: ProjectPlans?, events: SiteProvider.Events?) {
    self.source = source
    self.plans = plans
    self.events = events
  }

  func table(_ request: FigureRequest) throws -> Table<Exact> { try source.table(request) }
  func plan(_ question: PlanQuestion) throws -> Table<Exact> {
    try plans.orMissing.exact(question)
  }
  /// - Throws: ``Fault`` of kind `tryAgain` where the data has changed since the desk was set up:
  ///   an answer would bear the mark of a state of which it is not.
  func usage(_ query: UsageQuery, _ usage: UsageSource) throws -> Table<Exact> {
    guard let events else { throw Problem.notFound("This site knows no events.") }
    let table = try events(query, usage)
    guard table.provenance.dataState.revision == source.dataState.revision else {
      throw Fault(
        .tryAgain, at: UsageAPI.path, "the data has changed at this very moment",
        remedy: "Ask again in a second")
    }
    return table
  }
}

/// Names of areas with their kind, because names are not unique (two Heilbronns, two Karlsruhes).
struct AreaNames: Sendable {
  let all: [Area]
  private let byLevel: [AreaLevel: [String: Area]]

  init(_ areas: [Area]) {
    all = areas
    var byLevel: [AreaLevel: [String: Area]] = [:]
    for area in areas {
      guard let level = area.level else { continue }
      byLevel[level, default: [:]][area.ags] = area
      // A key may come as ARS too; the longer one never collides with the AGS of its level.
      byLevel[level, default: [:]][area.ars.digits] = area
    }
    self.byLevel = byLevel
  }

  func area(_ level: AreaLevel, _ key: String) -> Area? { byLevel[level]?[key] }

  func kreise(_ kind: AreaKind) -> [Area] {
    all.filter { $0.level == .kreis && $0.kind == kind }
  }

  /// `Böblingen`, `Karlsruhe (Stadt)`; `nil` for an unknown key.
  func short(_ level: AreaLevel, _ key: String) -> String? { area(level, key)?.name }

  /// `Landkreis Böblingen`, `Stadtkreis Karlsruhe`, but `Ortenaukreis`, which says so itself.
  func long(_ level: AreaLevel, _ key: String) -> String? {
    guard let area = area(level, key) else { return nil }
    return Self.long(area)
  }

  static func long(_ area: Area) -> String {
    switch area.kind {
    case .landkreis:
      area.name.lowercased().hasSuffix("kreis") || area.name.contains("kreis ")
        ? area.name : "Landkreis " + area.name
    case .stadtkreis: area.level == .kreis ? "Stadtkreis " + area.name : area.name
    case .regierungsbezirk:
      area.name.hasPrefix("Regierungsbezirk") ? area.name : "Regierungsbezirk " + area.name
    default: area.name
    }
  }
}
