import Domain

/// Answers the evaluator's question for frames: built on first use, then kept.
final class RelationFrames: Sendable {
  private struct Key: Hashable {
    let table: String
    let month: Month?
    let rule: CountingRule
  }

  let state: ProjectState
  private let memo = Memo<Key, Frame?>()

  init(_ state: ProjectState) { self.state = state }

  /// All frames under a rule, as far as they lie in `months`.
  func frameSet(_ rule: CountingRule, months: ClosedRange<Month>?) -> FrameSet {
    var keySpaces = state.dimensions.keySpaces
    keySpaces["session"] = KeySpace(numbers: state.sessionCount)
    return FrameSet(
      keySpaces: keySpaces,
      months: { [self] table in
        isMonthly(table) ? span(table, months).map { state.dimensions.monthCode($0) } : nil
      }
    ) { [self] table, month in
      let only = month.map { state.dimensions.month($0) }
      return frames(table, rule, only.map { $0...$0 } ?? months)
    }
  }

  /// Whether a table's frames lie in one month each.
  private func isMonthly(_ table: String) -> Bool {
    !Self.wholeTables.contains(table) && !Self.undatedPlans.contains(table)
  }

  private static let wholeTables: Set = [
    "usage_cells", "usage_spanning", "funnel_steps", "quarter_cells", "duration_counts",
    "case_counts", "backlog_counts", "transaction_costs",
  ]

  /// The months of a monthly table that lie among those asked for.
  private func span(_ table: String, _ months: ClosedRange<Month>?) -> [Month] {
    guard let relation = RelationSchema.named(table), let known = state.months(of: relation),
      let months
    else { return [] }
    let first = max(known.lowerBound, months.lowerBound)
    let last = min(known.upperBound, months.upperBound)
    return first <= last ? (0...(last - first)).map { first + $0 } : []
  }

  private func frames(
    _ table: String, _ rule: CountingRule, _ months: ClosedRange<Month>?
  ) -> [Frame] {
    switch table {
    case "usage_cells": return frame(table, nil, .active) { self.state.usageCells() }
    case "usage_spanning": return frame(table, nil, .active) { self.state.usageSpanning() }
    case "funnel_steps": return frame(table, nil, .active) { self.state.funnelSteps() }
    case "quarter_cells": return frame(table, nil, .active) { self.state.quarterCells() }
    case "duration_counts": return frame(table, nil, .active) { self.state.durationCounts() }
    case "case_counts": return frame(table, nil, .active) { self.state.caseCounts() }
    case "backlog_counts": return frame(table, nil, .active) { self.state.backlogCounts() }
    case "transaction_costs": return frame(table, nil, .active) { self.state.transactionCosts() }
    case _ where Self.undatedPlans.contains(table):
      return frame(table, nil, .active) { undatedPlanFrame(table) }
    default: break
    }
    return span(table, months).flatMap { month in
      frame(table, month, rule) { self.make(table, month, rule) }
    }
  }

  private func frame(
    _ table: String, _ month: Month?, _ rule: CountingRule, _ make: () -> Frame?
  ) -> [Frame] {
    memo.value(Key(table: table, month: month, rule: rule), make).map { [$0] } ?? []
  }

  private func make(_ table: String, _ month: Month, _ rule: CountingRule) -> Frame? {
    switch table {
    case "competent_pairs": state.competentPairs(month, rule, splits: false)
    case "competent_pairs_by_kind": state.competentPairs(month, rule, splits: true)
    case "listed_pairs": state.listedPairs(month, rule)
    case "authority_pairs": state.authorityPairs(month, rule, splits: false)
    case "authority_pairs_by_kind": state.authorityPairs(month, rule, splits: true)
    case "authority_panel": state.authorityPanel(month, rule)
    case "active_pairs": state.activePairs(month)
    case "text_ages": state.textAges(month)
    case "embedding_states": state.embeddingStates(month)
    case "process_pairs": state.processPairs(month, rule)
    case "assessed_activations": state.assessedActivations(month, rule)
    case "waiting_activations": state.waitingActivations(month)
    case "release_cohorts": state.releaseCohorts(month, rule)
    case "activation_times": state.activationTimes(month)
    case "process_reach": state.processReach(month)
    default: planFrame(table, month, rule)
    }
  }
}
