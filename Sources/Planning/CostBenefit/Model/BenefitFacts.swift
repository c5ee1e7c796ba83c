import Columns
import Domain
import Indicators
import Store

/// What the project knows for cost-benefit, read once: figures, effort, cases, the spread of
/// processes so far.
package struct BenefitFacts: Sendable {
  package let parameters: Parameters
  package let settings: BenefitSettings
  package let effort: EffortTable
  package let cases: [String: AnnualCases]
  package let history: CoverageHistory
  /// Share of all cases served digitally since the start, from released Standardprozesse or from
  /// the project's own figures `digital_share_year_1`, …; `nil` where neither is there.
  package let pooledPath: AdoptionPath?
  /// Pooled coverage of released Standardprozesse by months since release; empty without any.
  let pooledCoverage: [Double]
  let standardTakeUp: Double?
  let standardConnected: Double?
  let ledger: CaseLedger
  let candidates: ColumnBatch?
  let costs: ColumnBatch?
  let isSimulated: Bool
  let revision: String

  /// - Parameters:
  ///   - day: of wages and other figures, and the last day of cases; `nil`: the last day of the
  ///     data, or the first day with wages where that is later.
  ///   - rate: a discount rate instead of that of the day.
  /// - Throws: ``Fault`` for missing parameters or contradictory ones, or for a damaged database.
  package init(reading reader: StoreReader, on day: Day? = nil, rate: Double? = nil) throws {
    let rows = StandardAssumptions.all + (try Parameters.rows(reader))
    let firstWages = Parameters.firstWageDay(rows)
    let lastData = try Self.lastDay(reader)
    let day = day ?? [lastData, firstWages].compactMap { $0 }.max() ?? rows[0].validFrom
    parameters = try Parameters(rows, on: day)
    settings = try BenefitSettings(parameters, rate: rate)
    effort = EffortTable(try reader.current(.effort), parameters)
    candidates = try reader.current(.candidates)
    costs = try reader.current(.costs)
    isSimulated = try reader.meta("origin") == ProjectOrigin.simulated.rawValue
    revision = try reader.revision()

    let areas = try reader.current(.areas)
    let register = AreaRegister(areas)
    let processes = Self.processes(try reader.current(.processes))
    let ledger = try CaseLedger(
      reading: reader, until: day, canonical: register.canonicalAuthority)
    let served = processes.flatMap(\.leistungen) + Self.leistungen(candidates)
    let competent = CompetenceByLeistung(
      served + ledger.entries.lazy.map(\.leika),
      rules: CompetenceRules(try reader.current(.competence)), register: register, on: day)
    cases = AnnualCases.all(ledger) { competent[$0] }
    let history = CoverageHistory(
      try FactSet.coverage(reader, areas), processes, competent: { competent[$0] },
      canonical: register.canonicalAuthority)
    let standard = processes.filter { $0.kind == .standard && history.curves[$0.id] != nil }
    let coverage = CoverageHistory.pooled(standard.map { history.curves[$0.id]! })
    let takeUp = history.takeUp(standard, ledger)
    let seen = Self.pooledPath(coverage, takeUp, standard.count, settings.horizon)
    pooledPath = Self.givenPath(parameters) ?? seen
    pooledCoverage = coverage
    standardTakeUp = takeUp
    standardConnected = history.connectedShare(standard.map(\.id))
    self.history = history
    self.ledger = ledger
  }

  static func lastDay(_ reader: StoreReader) throws -> Day? {
    func last(_ feed: FeedSchema, _ column: String) throws -> Int64? {
      try reader.segments(of: feed.name).compactMap {
        try reader.zone(of: column, in: $0)?.integers?.upperBound
      }.max()
    }
    return [
      try last(.cases, "month").map { Month(number: Int32($0)).lastDay },
      try last(.activations, "snapshot_on").map { Day(number: Int32($0)) },
    ].compactMap { $0 }.max()
  }

  static func leistungen(_ candidates: ColumnBatch?) -> [String] {
    candidates?.texts("leika").flatMap { $0?.split(separator: " ").map(String.init) ?? [] } ?? []
  }

  private static func processes(_ batch: ColumnBatch?) -> [CoverageHistory.Process] {
    guard let batch else { return [] }
    let (ids, names, kinds) = (batch.texts("process_id"), batch.texts("name"), batch.texts("kind"))
    let (leika, released) = (batch.texts("leika"), batch.days("released_on"))
    return (0..<batch.rowCount).compactMap { row in
      guard let id = ids[row] else { return nil }
      return CoverageHistory.Process(
        id: id, name: names[row] ?? id, kind: kinds[row].flatMap(ProcessKind.init),
        leistungen: leika[row]?.split(separator: " ").map(String.init) ?? [],
        releasedOn: released[row])
    }
  }

  private static func givenPath(_ parameters: Parameters) -> AdoptionPath? {
    var shares: [Double] = []
    var source = ""
    while let given = parameters["digital_share_year_\(shares.count + 1)"] {
      shares.append(given.value)
      source = given.source
    }
    return shares.isEmpty ? nil : AdoptionPath(shares: shares, source: .same(source))
  }

  private static func pooledPath(
    _ coverage: [Double], _ takeUp: Double?, _ count: Int, _ years: Int
  ) -> AdoptionPath? {
    guard !coverage.isEmpty, let takeUp else { return nil }
    let percent = Int((takeUp * 1_000).rounded())
    return AdoptionPath(
      coverage: coverage, takeUp: takeUp, years: years,
      source: Text(
        de: "Verbreitung von \(count) freigegebenen Standardprozessen seit ihrer Freigabe, nach "
          + "Einwohnern, mal Online-Quote \(percent / 10),\(percent % 10) %",
        en: "adoption of \(count) released Standardprozesse since their release, by inhabitants, "
          + "times a take-up of \(percent / 10).\(percent % 10) %"))
  }
}
