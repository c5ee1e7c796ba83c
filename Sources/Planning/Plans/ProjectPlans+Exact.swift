import Domain
import Indicators
import Store

extension ProjectPlans {
  /// What rests on counts of citizens' actions.
  func exactTable(_ question: PlanQuestion, _ reader: StoreReader) throws -> Table<Exact> {
    switch question.listing {
    case .benefit:
      guard let process = question.choices[.process] else { return try CostBenefit.table(reader) }
      return try CostBenefit.table(reader, process: process)
    case .priority:
      // Where there is no selection, a ranking is still one.
      let selected = try? selection(question, reader).plan.chosen
      return try ranking(question, reader).rankTable(
        reader.dataState(), selected: selected.map { Set($0) })
    case .criteria: return try ranking(question, reader).criteriaTable(reader.dataState())
    case .portfolio: return try selection(question, reader).table(reader.dataState())
    case .frontier: return try selection(question, reader).frontierTable(reader.dataState())
    case .regret: return try selection(question, reader).regretTable(reader.dataState())
    case .sheet:
      return try CostBenefit.sheet(reader, id: question.choices[.process] ?? "").table
    case .values: return try ranking(question, reader).valueTable(reader.dataState())
    case .acceptability:
      return try ranking(question, reader).acceptabilityTable(reader.dataState())
    case .centralWeights:
      return try ranking(question, reader).centralWeightTable(reader.dataState())
    case .pairwise:
      return try ranking(question, reader, pairs: true).pairTable(reader.dataState())
    case .spending: return try selection(question, reader).spendingTable(reader.dataState())
    default: preconditionFailure("\(question.listing) is public")
    }
  }

  /// - Parameter pairs: whether each is compared with each other, which takes room and is kept by
  ///   nobody.
  private func ranking(
    _ question: PlanQuestion, _ reader: StoreReader, pairs: Bool = false
  ) throws -> Priority {
    let (weights, order) = (question.choices[.weights], question.choices[.order])
    func make() throws -> Priority {
      try Priority(
        reader: reader,
        rules: try WeightRules(
          weights: weights, orders: order.map { [$0] } ?? [], minimumBenefit: nil), pairs: pairs)
    }
    return pairs ? try make() : try rankings.value([weights, order], make)
  }

  private func selection(
    _ question: PlanQuestion, _ reader: StoreReader
  ) throws -> SolvedPortfolio {
    let (budget, policy) = (question.choices[.budget], question.choices[.policy])
    return try selections.value([budget, policy]) {
      try SolvedPortfolio(reader, ProjectPlans.wish(budget, policy, from: today.year))
    }
  }

  /// The budgets that were sent, from this year on; else what the budget years leave.
  private static func wish(
    _ budget: String?, _ policy: String?, from year: Int
  ) throws(Fault) -> ProjectMoney.Wish {
    var wish = ProjectMoney.Wish(firstYear: year)
    if let budget {
      do { wish.budgetsCents = try BudgetText.cents(budget) } catch { throw error.fault }
    }
    wish.policy = try Self.policy(policy)
    return wish
  }
}
