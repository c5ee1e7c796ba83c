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
    case .priority: return try ranking(question, reader).rankTable(reader.dataState())
    case .criteria: return try ranking(question, reader).criteriaTable(reader.dataState())
    case .portfolio: return try portfolio(question, reader)
    default: preconditionFailure("\(question.listing) is public")
    }
  }

  private func ranking(_ question: PlanQuestion, _ reader: StoreReader) throws -> Priority {
    let (weights, order) = (question.choices[.weights], question.choices[.order])
    return try rankings.value([weights, order]) {
      try Priority(
        reader: reader,
        rules: try WeightRules(
          weights: weights, orders: order.map { [$0] } ?? [], minimumBenefit: nil))
    }
  }

  /// Draws over which the selection is made anew, each with as many steps at most.
  private static let (selectionDraws, selectionEffort) = (200, 2_000)
  private static let searchSeconds = 10

  private func portfolio(_ question: PlanQuestion, _ reader: StoreReader) throws -> Table<Exact> {
    let portfolio = try ProjectPortfolio(reader: reader)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Self.searchSeconds)
    let problem = PortfolioProblem(
      candidates: portfolio.candidates, money: try money(question, reader))
    let plan = try Portfolio.solve(problem) { clock.now > end }
    let frequency = try Portfolio.frequency(
      problem, draws: portfolio.draws(Self.selectionDraws), effort: Self.selectionEffort
    ) { clock.now > end }
    return portfolio.table(plan, frequency: frequency, try reader.dataState())
  }

  /// The budgets that were sent, from this year on; else what the budget years leave.
  private func money(_ question: PlanQuestion, _ reader: StoreReader) throws -> PortfolioMoney {
    guard let text = question.choices[.budget] else {
      let rooms = try BudgetRoom.years(reader, from: today.year)
      return PortfolioMoney(
        firstYear: today.year, budgetsCents: rooms.map(\.freeCents), policy: rooms[0].policy)
    }
    let budgets = try text.split(separator: ",", omittingEmptySubsequences: false).map {
      try Self.cents($0, of: text)
    }
    guard (1...5).contains(budgets.count) else {
      throw Fault(
        .usage, at: "budget \(text)", "\(budgets.count) budget years are too many",
        remedy: "Give one to five, separated by commas")
    }
    return PortfolioMoney(firstYear: today.year, budgetsCents: budgets)
  }

  private static func cents(_ part: Substring, of text: String) throws(Fault) -> Int64 {
    let cents: Int64
    do {
      cents = try EuroText.cents(part)
    } catch {
      throw Fault(.usage, at: "budget \(text)", error.problem, remedy: error.remedy)
    }
    guard cents > 0 else {
      throw Fault(
        .usage, at: "budget \(text)", "a budget of \(part) EUR leaves nothing to choose",
        remedy: "Give more than 0 EUR for each year")
    }
    return cents
  }
}
