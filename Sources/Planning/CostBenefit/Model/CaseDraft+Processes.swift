import Columns
import Domain
import Indicators

extension CaseDraft {
  /// A running process: year 0 ends with its release, its path is its own as far as it has been
  /// seen, and nobody else's cases are its merit.
  static func process(_ process: ProcessEntry, _ facts: BenefitFacts) -> CaseDraft {
    let name = process.name ?? process.id
    var missing: [Text] = []
    if process.releasedOn == nil {
      missing.append(Text(de: "Tag der Freigabe", en: "day of release"))
    }
    let costs = process.releasedOn.flatMap {
      ProcessCosts(process.id, released: $0.month, facts.costs)?.costs(facts.settings)
    }
    if costs == nil { missing.append(Text(de: "Kosten", en: "costs")) }
    let path = path(process, facts)
    if path == nil {
      missing.append(Text(de: "Verbreitung und Online-Quote", en: "adoption and take-up"))
    }
    if process.leistungen.isEmpty { missing.append(Text(de: "Leistung", en: "Leistung")) }
    guard missing.isEmpty, let costs, let path else {
      return CaseDraft(
        id: process.id, name: name, leistungen: process.leistungen, missing: missing,
        benefit: nil)
    }
    let (connected, source) = facts.connected(
      facts.history.connectedShare([process.id]) ?? facts.standardConnected)
    return CaseDraft(
      id: process.id, name: name, leistungen: process.leistungen, missing: [],
      benefit: BenefitCase(
        id: process.id, name: name, kind: .process, leistungen: process.leistungen,
        costs: costs, effect: 1, effectSource: "eigener Prozess: die ganze Ersparnis",
        isExtension: false, countsCurrentShare: false, path: path, connected: connected,
        connectedSource: source))
  }

  private static func path(
    _ process: ProcessEntry, _ facts: BenefitFacts
  ) -> AdoptionPath? {
    let horizon = facts.settings.horizon
    guard let own = facts.history.curves[process.id],
      let takeUp = facts.history.takeUp([process], facts.ledger) ?? facts.standardTakeUp
    else { return facts.pooledPath }
    let coverage = CoverageHistory.continued(
      own, by: facts.pooledCoverage, months: 12 * horizon)
    return AdoptionPath(
      coverage: coverage, takeUp: takeUp, years: horizon,
      source: Text(
        de: "eigene Verbreitung seit der Freigabe (\(own.coverage.count) Monate), dann wie andere "
          + "Standardprozesse, mal eigene Online-Quote",
        en: "own adoption since its release (\(own.coverage.count) months), then as other "
          + "Standardprozesse, times own take-up"))
  }
}

/// The items of `costs` that name a process. Where an actual amount is known for a kind and month,
/// the planned one is not counted.
private struct ProcessCosts {
  private struct Item {
    let kind: String
    let month: Month
    let amount: Double
    let bearer: Bearer
    let isBudget: Bool
    let isActual: Bool
  }

  private let items: [Item]
  private let released: Month

  /// - Returns: `nil` without items.
  init?(_ process: String, released: Month, _ batch: ColumnBatch?) {
    guard let batch else { return nil }
    let (ids, kinds, payers) = (
      batch.texts("process_id"), batch.texts("kind"), batch.texts("paid_by")
    )
    let (months, amounts) = (batch.integers("month"), batch.integers("amount_eur"))
    let (budget, status) = (batch.integers("budget_effective"), batch.texts("plan_or_actual"))
    let all = (0..<batch.rowCount).compactMap { row -> Item? in
      guard ids[row] == process, let month = months[row], let amount = amounts[row] else {
        return nil
      }
      return Item(
        kind: kinds[row] ?? "other", month: Month(number: Int32(month)),
        amount: Double(amount) / 100,
        bearer: Bearer.allCases.first { $0.key == payers[row] } ?? .other,
        isBudget: budget[row] == 1, isActual: status[row] == "actual")
    }
    let actual = Set(all.filter(\.isActual).map { "\($0.kind) \($0.month)" })
    items = all.filter { $0.isActual || !actual.contains("\($0.kind) \($0.month)") }
    self.released = released
    guard !items.isEmpty else { return nil }
  }

  private static let oneOff: Set<String> = ["development", "training", "other"]

  /// One-off items up to the release are making, later ones lie in their year; the others are
  /// care, as a mean of the calendar years that have some.
  func costs(_ settings: BenefitSettings) -> BenefitCase.Costs {
    let once = items.filter { Self.oneOff.contains($0.kind) }
    let care = items.filter { !Self.oneOff.contains($0.kind) }
    var years = [Double](repeating: 0, count: settings.horizon + 1)
    for item in once {
      let months = item.month - released
      let year = months <= 0 ? 0 : (months + 11) / 12
      if year <= settings.horizon { years[year] += item.amount }
    }
    let careYears = Set(care.map(\.month.year)).count
    return BenefitCase.Costs(
      making: Pert(certain: years[0]), later: Array(years.dropFirst()),
      care: careYears == 0 ? 0 : care.reduce(0) { $0 + $1.amount } / Double(careYears),
      makingShares: Self.shares(once), careShares: Self.shares(care),
      makingBudgetShare: Self.share(once, \.isBudget),
      careBudgetShare: Self.share(care, \.isBudget),
      source: "Kostenposten des Prozesses (feed costs)")
  }

  private static func shares(_ items: [Item]) -> [Double] {
    Bearer.allCases.map { bearer in share(items) { $0.bearer == bearer } }
  }

  private static func share(_ items: [Item], _ isWanted: (Item) -> Bool) -> Double {
    let all = items.reduce(0) { $0 + $1.amount }
    return all == 0 ? 0 : items.filter(isWanted).reduce(0) { $0 + $1.amount } / all
  }
}
