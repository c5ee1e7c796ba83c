import Domain
import Indicators
import Store

extension ProjectPlans {
  /// What rests on counts of citizens' actions.
  func exactTable(_ question: PlanQuestion, _ reader: StoreReader) throws -> Table<Exact> {
    switch question.listing {
    case .benefit:
      guard let process = question.choices[.process] else {
        return CostBenefit.table(try drawn(reader))
      }
      return try CostBenefit.table(reader, process: process)
    case .priority:
      let ranking = try ranking(question, reader)
      let (selected, obstacle) = try proposal(question, reader)
      return try ranking.rankTable(
        reader.dataState(), selected: selected, withoutSelection: obstacle)
    case .criteria: return try ranking(question, reader).criteriaTable(reader.dataState())
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
    case .portfolio:
      let selection = try selection(question, reader)
      return try selection.table(selection.frequency(), reader.dataState())
    case .spending: return try selection(question, reader).spendingTable(reader.dataState())
    default: preconditionFailure("\(question.listing) is public")
    }
  }

  private func drawn(_ reader: StoreReader) throws -> DrawnCandidates {
    try drawn.value(0) { try DrawnCandidates(BenefitFacts(reading: reader)) }
  }

  /// - Parameter pairs: whether each is compared with each other, which takes room and is kept by
  ///   nobody.
  private func ranking(
    _ question: PlanQuestion, _ reader: StoreReader, pairs: Bool = false
  ) throws -> Priority {
    let (weights, order) = (question.choices[.weights], question.choices[.order])
    func make() throws -> Priority {
      try Priority(
        reader, drawn(reader),
        rules: WeightRules(
          weights: weights, orders: order.map { [$0] } ?? [], minimumBenefit: nil), pairs: pairs)
    }
    return pairs ? try make() : try rankings.value([weights, order], make)
  }

  /// What the budget pays for, or why nobody can say that: without money there is no selection, but
  /// a ranking all the same.
  /// - Throws: ``Fault`` of any other kind: damage of the data is no lack of money.
  private func proposal(
    _ question: PlanQuestion, _ reader: StoreReader
  ) throws -> (selected: Set<String>?, obstacle: Text?) {
    do {
      return (Set(try selection(question, reader).plan.chosen), nil)
    } catch let fault as Fault where fault.kind == .inputMissing {
      return (nil, fault.sentences ?? .same("\(fault.problem). \(fault.remedy)."))
    }
  }

  private func selection(
    _ question: PlanQuestion, _ reader: StoreReader
  ) throws -> SolvedPortfolio {
    let (budget, policy) = (question.choices[.budget], question.choices[.policy])
    let minimum = question.choices[.minimum]
    return try selections.value([budget, policy, minimum]) {
      let wish = try ProjectPlans.wish(budget, policy, from: today.year)
      let project = try portfolio.value(0) { try ProjectPortfolio(drawn(reader)) }
      return try SolvedPortfolio(
        project, reader, wish, minimums: minimum.map { try MinimumText.minimums($0) } ?? [:])
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
    if let policy { wish.policy = try SharePolicy(named: policy) }
    return wish
  }
}
