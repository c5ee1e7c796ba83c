import Domain
import Indicators
import Store

/// The selection of a project, with the money that it was made for and how sure it is.
struct SolvedPortfolio: Sendable {
  let project: ProjectPortfolio
  let money: ProjectMoney
  let plan: PortfolioPlan
  private let frequency: Portfolio.Frequency

  /// Draws over which the selection is made anew, each with as many steps at most.
  private static let (selectionDraws, selectionEffort) = (200, 2_000)
  private static let searchSeconds = 10

  /// - Throws: as ``ProjectPortfolio``, ``ProjectMoney`` and ``Portfolio``.
  init(_ reader: StoreReader, _ wish: ProjectMoney.Wish) throws {
    project = try ProjectPortfolio(reader: reader)
    money = try ProjectMoney(reader, wish)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Self.searchSeconds)
    let problem = PortfolioProblem(candidates: project.candidates, money: money.money)
    plan = try Portfolio.solve(problem) { clock.now > end }
    frequency = try Portfolio.frequency(
      problem, draws: project.draws(Self.selectionDraws), effort: Self.selectionEffort
    ) { clock.now > end }
  }

  var problem: PortfolioProblem {
    PortfolioProblem(candidates: project.candidates, money: money.money)
  }

  /// Ends a search that takes too long.
  static func deadline() -> () -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(searchSeconds)
    return { clock.now > end }
  }

  func table(_ dataState: DataState) -> Table<Exact> {
    project.table(plan, frequency: frequency, money: money, dataState)
  }

  func spendingTable(_ dataState: DataState) -> Table<Exact> {
    PortfolioSpending(plan, money).table(dataState)
  }
}
