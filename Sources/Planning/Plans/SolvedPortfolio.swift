import Domain
import Indicators
import Store

/// The selection of a project, with the money that it was made for.
package struct SolvedPortfolio: Sendable {
  let project: ProjectPortfolio
  let money: ProjectMoney
  let problem: PortfolioProblem
  let plan: PortfolioPlan

  /// - Throws: as ``ProjectMoney`` and ``Portfolio``.
  package init(
    _ project: ProjectPortfolio, _ reader: StoreReader, _ wish: ProjectMoney.Wish,
    minimums: [String: Int]
  ) throws {
    self.project = project
    money = try ProjectMoney(reader, wish)
    problem = PortfolioProblem(
      candidates: project.candidates, money: money.money, minimums: minimums)
    plan = try Portfolio.solve(problem, expired: Self.deadline())
  }

  /// Ends a search that takes too long.
  static func deadline() -> () -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(searchSeconds)
    return { clock.now > end }
  }

  private static let searchSeconds = 10

  /// How sure the selection is: it is made anew in many draws, each with so many questions at most.
  /// Their number follows from the work that they are, not from a clock: a busy machine shows the
  /// same shares.
  func frequency() throws -> Portfolio.Frequency {
    try Portfolio.frequency(
      problem, draws: project.draws(Self.draws), effort: limits.effort, work: limits.work)
  }

  private static let draws = 200
  /// Where care tells years apart, a question takes many times as long.
  private var limits: (effort: Int, work: Int) {
    money.money.yearCount == 1 ? (500, 50_000) : (100, 15_000)
  }

  func table(_ frequency: Portfolio.Frequency, _ dataState: DataState) -> Table<Exact> {
    project.table(plan, frequency: frequency, money: money, dataState)
  }

  func spendingTable(_ dataState: DataState) -> Table<Exact> {
    PortfolioSpending(plan, money).table(dataState)
  }
}
