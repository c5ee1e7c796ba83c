import Domain

/// What the state relations are made of: registers, activation states, competence by period.
/// Everything is computed on first use and kept.
final class ProjectState: Sendable {
  let facts: FactSet
  let registers: Registers
  let dimensions: DimensionTables
  /// Months for which states are known: from the first snapshot to the end of the data.
  let stateMonths: ClosedRange<Month>?
  /// Months with usage.
  let usageMonths: ClosedRange<Month>?
  /// Months from the first snapshot of embedding on, months with case counts, with a backlog.
  let embeddingMonths: ClosedRange<Month>?
  let caseMonths: ClosedRange<Month>?
  let backlogMonths: ClosedRange<Month>?
  /// The named lists of Leistungen, by id.
  let lists: [NamedList]
  private let coverageMemo = Memo<Int, CoverageState>()
  private let activeMemo = Memo<Month, [Int32]>()
  private let assessmentMemo = Memo<Month, [Assessment]>()
  private let competenceMemo = Memo<Int, CompetenceMap>()
  private let pairsMemo = Memo<Int, PairRows>()
  private let expectedMemo = Memo<Int, ExpectedCases>()
  private let firstActiveMemo = Memo<Int, [UInt64: Day]>()
  private let reachMemo = Memo<Month, ReachRows>()
  private let usageMemo = Memo<Int, SubmissionHistory>()
  private let ratesMemo = Memo<Int, SubmissionRates>()
  private let reportsMemo = Memo<Int, FeedReports>()
  private let federalMemo = Memo<RuledMonth, [FederalStatement]?>(limit: 8)
  private let columnsMemo = Memo<ColumnsKey, PairColumns>(limit: 8)
  private let servedMemo = Memo<RuledMonth, ServedLeistungen>(limit: 24)

  init(_ facts: FactSet) {
    self.facts = facts
    registers = Registers(facts)
    stateMonths = facts.coverage.state.snapshots.map { days in
      days.lowerBound.month...max(facts.cutOff ?? days.upperBound, days.upperBound).month
    }
    usageMonths = facts.usage.month.min().map {
      Month(number: $0)...Month(number: facts.usage.month.max()!)
    }
    let lastState = stateMonths?.upperBound
    embeddingMonths = Self.span(facts.embedding?.days("snapshot_on").compactMap { $0?.month })
      .map { $0.lowerBound...max($0.upperBound, lastState ?? $0.upperBound) }
    let reported = [facts.cases, facts.backlog].map { batch in
      Self.span(batch?.rawIntegers("month")?.map { Month(number: Int32($0)) })
    }
    caseMonths = reported[0]
    backlogMonths = reported[1]
    let ranges = ([stateMonths, usageMonths, embeddingMonths] + reported).compactMap { $0 }
    let months = ranges.map(\.lowerBound).min().map { $0...ranges.map(\.upperBound).max()! }
    lists = NamedList.all(facts.lists)
    var own = facts.plans.keySpaces
    own["step"] = KeySpace(numbers: Int(facts.funnel.step.max() ?? -1) + 1)
    dimensions = DimensionTables(registers, lists: lists, months: months, more: own)
  }

  private static func span(_ months: [Month]?) -> ClosedRange<Month>? {
    guard let months, let first = months.min() else { return nil }
    return first...months.max()!
  }

  /// The months of which a relation can say something.
  func months(of relation: RelationSchema) -> ClosedRange<Month>? {
    switch relation {
    case .embeddingStates: embeddingMonths
    case .backlogCounts: backlogMonths
    case .transactionCosts: caseMonths
    // Before the first snapshot there is nothing to hold against what the Bund says.
    case .federalPairs, .federalDifferences: stateMonths
    default: relation.isState ? stateMonths : dimensions.months
    }
  }

  var gemeindeCount: Int { registers.areas.gemeinden.count }

  /// The activation snapshots as intervals.
  var coverage: CoverageState {
    coverageMemo.value(0) { facts.coverage.numbered(registers) }
  }

  /// The day whose end stands for a month: its last one, in the running month the last of the data.
  func day(of month: Month) -> Day {
    guard let cutOff = facts.cutOff, cutOff >= month.firstDay else { return month.lastDay }
    return min(month.lastDay, cutOff)
  }

  /// Positions of the intervals that are active in prod at the end of a month.
  func active(in month: Month) -> [Int32] {
    activeMemo.value(month) {
      let day = day(of: month)
      let intervals = coverage.intervals
      return intervals.indices.filter {
        intervals[$0].record.isActive && intervals[$0].contains(day)
      }.map { Int32($0) }
    }
  }

  /// What can be said about the use of each interval of ``active(in:)``, whatever the rule.
  func assessments(in month: Month) -> [Assessment] {
    assessmentMemo.value(month) {
      Assessment.all(self, active(in: month), in: month)
    }
  }

  private struct ColumnsKey: Hashable {
    let period: Int
    let place: PairColumns.Place
    let splits: Bool
  }

  func pairColumns(
    _ month: Month, _ place: PairColumns.Place, _ splits: Bool, _ make: () -> PairColumns
  ) -> PairColumns {
    columnsMemo.value(ColumnsKey(period: period(of: month), place: place, splits: splits), make)
  }

  private struct RuledMonth: Hashable {
    let month: Month
    let rule: CountingRule
  }

  /// The latest federal statements up to the end of a month; `nil`: there are none.
  func federalStatements(_ month: Month, _ rule: CountingRule) -> [FederalStatement]? {
    federalMemo.value(RuledMonth(month: month, rule: rule)) { makeFederalStatements(month, rule) }
  }

  func served(_ month: Month, _ rule: CountingRule) -> ServedLeistungen {
    servedMemo.value(RuledMonth(month: month, rule: rule)) { ServedLeistungen(self, month, rule) }
  }

  /// The period without change of competence in which the end of a month lies.
  func period(of month: Month) -> Int {
    let day = day(of: month)
    return registers.changeDays.count { $0 <= day }
  }

  func competence(in month: Month) -> CompetenceMap {
    competenceMemo.value(period(of: month)) { CompetenceMap(registers, on: day(of: month)) }
  }

  func pairs(in month: Month) -> PairRows {
    pairsMemo.value(period(of: month)) { PairRows(self, competence(in: month)) }
  }

  func reach(in month: Month) -> ReachRows {
    reachMemo.value(month) { ReachRows(self, month) }
  }

  /// What Kreise delivered, the usage events from the cube included.
  var reports: FeedReports { reportsMemo.value(0) { makeReports() } }

  var expectedCases: ExpectedCases { expectedMemo.value(0) { ExpectedCases(self) } }

  /// (authority, process) → first day on which a snapshot shows it active in prod.
  var firstActive: [UInt64: Day] {
    firstActiveMemo.value(0) {
      coverage.intervals.reduce(into: [:]) { first, interval in
        guard interval.record.isActive else { return }
        let pair = Self.pair(interval.authority, interval.process)
        first[pair] = min(first[pair] ?? interval.from, interval.from)
      }
    }
  }

  var submissions: SubmissionHistory { usageMemo.value(0) { SubmissionHistory(self) } }
  var rates: SubmissionRates { ratesMemo.value(0) { SubmissionRates(self) } }

  /// Inhabitants by number of the Gemeinde, ``Frame/null`` where unknown.
  var populations: [Int64] { registers.areas.gemeinden.map { $0.population ?? Frame.null } }
}
