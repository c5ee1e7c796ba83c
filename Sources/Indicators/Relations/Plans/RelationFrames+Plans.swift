import Domain

/// The frames of `RelationSchema.plans`.
extension RelationFrames {
  /// Relations with one frame for all times.
  static let undatedPlans: Set<String> = [
    "order_states", "budget_years", "cost_items", "source_pairs", "feed_ages", "feed_months",
    "loaded_rows",
  ]

  func undatedPlanFrame(_ table: String) -> Frame? {
    switch table {
    case "order_states": state.orderStates()
    case "budget_years": state.budgetYears()
    case "cost_items": state.costItems()
    case "source_pairs": state.sourcePairs()
    case "feed_ages": state.feedAges()
    case "feed_months": state.feedMonths()
    case "loaded_rows": state.loadedRows()
    default: preconditionFailure("no one makes frames of \(table)")
    }
  }

  /// The state at the end of a month.
  func planFrame(_ table: String, _ month: Month, _ rule: CountingRule) -> Frame? {
    switch table {
    case "milestone_states": state.milestoneStates(month)
    case "promise_states": promiseStates(month)
    case "field_states": state.fieldStates(month)
    case "federal_pairs": state.federalPairs(month, rule)
    case "federal_differences": state.federalDifferences(month, rule)
    default: preconditionFailure("no one makes frames of \(table)")
    }
  }
}
