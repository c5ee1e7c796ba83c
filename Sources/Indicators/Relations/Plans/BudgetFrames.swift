import Columns
import Domain

/// The frames of the budget years and of what was spent.
extension ProjectState {
  func budgetYears() -> Frame? {
    // An unknown reading or a missing year is told by `lagebild financing list`; here nothing is
    // known then.
    guard
      let entries = try? FinancingYear.entries(
        budget: facts.plans.budget, costs: facts.plans.costs), !entries.isEmpty
    else { return nil }
    var rows = FrameRows(.budgetYears, dimensions)
    for year in FinancingYear.account(entries) {
      // Of a year that has not begun only the plan is known.
      if let cutOff = facts.cutOff, year.entry.year > cutOff.year { continue }
      let spent = year.shares
      rows.add(
        keys: [
          code("year", String(year.entry.year)), code("policy", year.entry.policy.rawValue),
        ],
        [
          spent == nil ? nil : year.entry.budgetCents, spent?.totalCents, spent?.municipalCents,
          year.carryOverCents, year.operatingShares.totalCents,
          year.operatingShares.municipalCents,
        ])
    }
    return rows.frame
  }

  func costItems() -> Frame? {
    guard let costs = facts.plans.costs else { return nil }
    var rows = FrameRows(.costItems, dimensions, subject: .process)
    let (processes, kinds) = (costs.texts("process_id"), costs.texts("kind"))
    let (payers, states) = (costs.texts("paid_by"), costs.texts("plan_or_actual"))
    let (months, amounts) = (costs.integers("month"), costs.integers("amount_eur"))
    for row in 0..<costs.rowCount {
      let year = months[row].map { String(Month(number: Int32($0)).year) }
      let isActual = states[row] == "actual"
      rows.add(
        subject: processes[row].flatMap { registers.processCode[$0] },
        keys: [code("payer", payers[row]), code("cost_kind", kinds[row]), code("year", year)],
        [isActual ? amounts[row] : nil, isActual ? nil : amounts[row]])
    }
    return rows.frame
  }
}

extension FinancingYear {
  /// The feeds `budget` and `costs` → the years of § 5, ascending.
  /// - Parameter policy: a reading of § 5 (2) for all years; `nil`: the one that each year names.
  /// - Throws: ``Fault`` (bad data) for an unknown reading, or for a gap between budget years.
  package static func entries(
    budget: ColumnBatch?, costs: ColumnBatch?, policy: SharePolicy? = nil, before: Int = .max
  ) throws(Fault) -> [Entry] {
    guard let budget else { return [] }
    let spent = costs.map(actualCosts) ?? [:]
    let (years, policies) = (budget.integers("year"), budget.texts("policy_id"))
    let (totals, operating) = (budget.integers("total_eur"), budget.integers("operating_eur"))
    var entries: [Entry] = []
    for row in 0..<budget.rowCount {
      let year = Int(years[row]!)
      guard year < before else { continue }
      var reading = policy
      if reading == nil { reading = try named(policies[row]!, year: year) }
      entries.append(
        Entry(
          year: year, policy: reading!, budgetCents: totals[row]!,
          spentCents: spent[year]?.project,
          // The plan stands for as long as no actual operating costs are reported.
          operatingCents: spent[year]?.operation ?? operating[row]!))
    }
    entries.sort { $0.year < $1.year }
    for (entry, next) in zip(entries, entries.dropFirst()) where entry.year + 1 != next.year {
      throw Fault(
        .badData, at: "budget: year \(entry.year + 1)", "the budget year is missing",
        remedy: "Deliver it, so that what was carried over into \(next.year) is known")
    }
    return entries
  }

  private static func named(_ name: String, year: Int) throws(Fault) -> SharePolicy {
    if let policy = SharePolicy(rawValue: name) { return policy }
    throw Fault(
      .badData, at: "budget: year \(year), policy_id", "\"\(name)\" is no known reading of § 5",
      remedy: "Known are "
        + SharePolicy.allCases.map { "\($0.rawValue) (\($0.name.en))" }.joined(separator: ", "))
  }

  /// Reported budget-effective costs of Land and Kommunen by year, in cents: operation apart.
  private static func actualCosts(
    _ batch: ColumnBatch
  ) -> [Int: (project: Int64?, operation: Int64?)] {
    var sums: [Int: (project: Int64?, operation: Int64?)] = [:]
    let (kinds, states) = (batch.texts("kind"), batch.texts("plan_or_actual"))
    let (payers, effective) = (batch.texts("paid_by"), batch.integers("budget_effective"))
    let (months, amounts) = (batch.integers("month"), batch.integers("amount_eur"))
    for row in 0..<batch.rowCount {
      guard states[row] == "actual", effective[row] == 1,
        ["land", "kommunen"].contains(payers[row])
      else { continue }
      let year = Month(number: Int32(months[row]!)).year
      if kinds[row] == "operation" {
        sums[year, default: (nil, nil)].operation = (sums[year]?.operation ?? 0) + amounts[row]!
      } else {
        sums[year, default: (nil, nil)].project = (sums[year]?.project ?? 0) + amounts[row]!
      }
    }
    // Benefits are negative items; a year in which they exceed the costs spent nothing.
    return sums.mapValues {
      (project: $0.project.map { max(0, $0) }, operation: $0.operation.map { max(0, $0) })
    }
  }
}
