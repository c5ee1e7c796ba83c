import Columns
import Domain
import Indicators
import Store

/// What the project knows for cost-benefit, read once: figures, effort, cases, the spread of
/// processes so far.
package struct BenefitFacts: Sendable {
  package let parameters: Parameters
  package let settings: BenefitSettings
  let ratings: QualitativeScale
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
  /// By id.
  let candidates: [Candidate]
  let costs: ColumnBatch?
  let dataState: DataState

  /// - Parameters:
  ///   - day: of wages and other figures, and the last day of cases; `nil`: the last day of the
  ///     data, or the first day with wages where that is later.
  ///   - rate: a discount rate instead of that of the day.
  /// - Throws: ``Fault`` for missing parameters or contradictory ones, or for a damaged database.
  package init(reading reader: StoreReader, on day: Day? = nil, rate: Double? = nil) throws {
    let rows = StandardAssumptions.all + (try Parameters.rows(reader))
    let firstWages = Parameters.firstWageDay(rows)
    let lastData = try FactSet.cutOff(reader)
    let day = day ?? [lastData, firstWages].compactMap { $0 }.max() ?? rows[0].validFrom
    parameters = try Parameters(rows, on: day)
    settings = try BenefitSettings(parameters, rate: rate)
    ratings = try QualitativeScale(parameters)
    effort = EffortTable(try reader.current(.effort), parameters)
    candidates = try Candidate.all(reader)
    costs = try reader.current(.costs)
    dataState = try reader.dataState()

    let areas = try reader.current(.areas)
    let register = AreaRegister(areas)
    let processes = ProcessEntry.read(try reader.current(.processes))
    let ledger = try CaseLedger(
      reading: reader, until: day, canonical: register.canonicalAuthority)
    let served = processes.flatMap(\.leistungen) + candidates.flatMap(\.leistungen)
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
    let percent = Text.tenths(takeUp * 100)
    return AdoptionPath(
      coverage: coverage, takeUp: takeUp, years: years,
      source: Text(
        de: "Verbreitung von \(count) freigegebenen Standardprozessen seit ihrer Freigabe, nach "
          + "Einwohnern, mal Online-Quote \(percent.de) %",
        en: "adoption of \(count) released Standardprozesse since their release, by inhabitants, "
          + "times a take-up of \(percent.en) %"))
  }
}
