import Columns
import Domain

/// Questions around a plan: each is the optimum of a changed problem.
extension Portfolio {
  /// What more or less money is worth: the plan for each list of yearly budgets, in their order.
  public static func frontier(
    _ problem: PortfolioProblem, budgetsCents: [[Int64]],
    expired: @escaping () -> Bool = { false }
  ) throws -> [PortfolioPlan] {
    try budgetsCents.map { budgets in
      var changed = problem
      changed.money.budgetsCents = budgets
      return try solve(changed, expired: expired)
    }
  }

  /// What a plan loses if one candidate has the opposite fate.
  public struct Regret: Sendable, Equatable {
    public let id: String
    public let isChosen: Bool
    /// Value lost if the omitted candidate is forced in, or the chosen one is left out; `nil` where
    /// no plan keeps the rules then.
    public let lost: ExactDecimal?
    /// Whether both plans are proven.
    public let isExact: Bool
  }

  /// - Parameters:
  ///   - plan: of `problem`.
  ///   - ids: `nil`: every candidate, in the order of the problem.
  public static func regrets(
    _ problem: PortfolioProblem, plan: PortfolioPlan, ids: [String]? = nil,
    expired: @escaping () -> Bool = { false }
  ) throws -> [Regret] {
    try PortfolioChecks.check(problem)
    let chosen = Set(plan.chosen)
    return try (ids ?? problem.candidates.map(\.id)).map { id in
      var changed = problem
      if chosen.contains(id) {
        changed.forcedOut.insert(id)
      } else {
        changed.forcedIn.insert(id)
      }
      try PortfolioChecks.check(changed)
      var search = PortfolioSearch(PortfolioModel(changed), expired: expired)
      search.run()
      guard let best = search.best else {
        return Regret(id: id, isChosen: chosen.contains(id), lost: nil, isExact: search.isProven)
      }
      return Regret(
        id: id, isChosen: chosen.contains(id),
        lost: ExactDecimal(
          digits: plan.value.digits - Int64(best.value), scale: plan.value.scale),
        isExact: plan.optimal && search.isProven)
    }
  }

  /// Values and costs of all candidates in one draw, in the order of the problem.
  public struct Draw: Sendable {
    public let values: [ExactDecimal]
    public let costsCents: [Int64]

    public init(values: [ExactDecimal], costsCents: [Int64]) {
      self.values = values
      self.costsCents = costsCents
    }
  }

  /// How often each candidate is chosen.
  public struct Frequency: Sendable, Equatable {
    public let chosenCounts: [String: Int]
    /// Draws with a plan.
    public let planCount: Int
    /// Plans that were not proven.
    public let unprovenCount: Int
    /// Draws in which no plan keeps the rules.
    public let impossibleCount: Int
    /// Draws that were not looked at, or in which no plan was found, before time or work was over.
    public let skippedCount: Int
  }

  /// The optimum of each draw, or the best plan that some effort finds.
  /// - Parameters:
  ///   - effort: how often a search may ask whether to go on: the same on every machine, whatever
  ///     its clock.
  ///   - work: of all draws, where one is a draw, a question or ``triedAtOnce`` steps of a split: once it
  ///     is spent, the others are counted as skipped. The same on every machine, and with any number
  ///     of threads, for it is looked at only between whole groups of draws.
  ///   - threads: `nil`: as many as there are cores. Changes nothing in the result.
  ///   - isOver: ends the study; draws that were not looked at are counted as skipped.
  public static func frequency(
    _ problem: PortfolioProblem, draws: [Draw], effort: Int = .max, work: Int = .max,
    threads: Int? = nil,
    isOver: @escaping @Sendable () -> Bool = { false }
  ) throws -> Frequency {
    try PortfolioChecks.check(problem)
    var found: [Outcome] = []
    var left = work
    while found.count < draws.count, left > 0 {
      let group = draws[found.count...].prefix(drawsAtOnce)
      let reckoned = try Parallel.map(Array(group), threads: threads ?? Parallel.cores) { draw in
        try isOver() ? (Outcome.skipped, 0) : outcome(problem, draw, effort, isOver)
      }
      found += reckoned.map(\.0)
      left -= reckoned.reduce(0) { $0 + $1.1 }
    }
    var counts: [String: Int] = [:]
    var (plans, unproven, impossible, skipped) = (0, 0, 0, draws.count - found.count)
    for outcome in found {
      switch outcome {
      case .skipped: skipped += 1
      case .impossible: impossible += 1
      case .plan(let chosen, let isProven):
        plans += 1
        if !isProven { unproven += 1 }
        for id in chosen { counts[id, default: 0] += 1 }
      }
    }
    return Frequency(
      chosenCounts: counts, planCount: plans, unprovenCount: unproven,
      impossibleCount: impossible, skippedCount: skipped)
  }

  private static let drawsAtOnce = 8
  /// Where a draw has a gap that numbers can close, a few parts do.
  private static let partsOfDraw = 12
  /// About as long as what lies between two other questions.
  private static let triedAtOnce = 32

  private enum Outcome: Sendable {
    case plan(chosen: [String], isProven: Bool)
    case impossible, skipped
  }

  private static func outcome(
    _ problem: PortfolioProblem, _ draw: Draw, _ effort: Int, _ isOver: @escaping () -> Bool
  ) throws -> (Outcome, work: Int) {
    precondition(
      draw.values.count == problem.candidates.count
        && draw.costsCents.count == problem.candidates.count,
      "a draw has a value and a cost for each candidate")
    var drawn = problem
    for index in drawn.candidates.indices {
      drawn.candidates[index].value = draw.values[index]
      drawn.candidates[index].costCents = draw.costsCents[index]
    }
    try PortfolioChecks.check(drawn)
    let model = PortfolioModel(drawn)
    var asked = 0
    var search = PortfolioSearch(model) {
      asked += 1
      return asked > effort || isOver()
    }
    // Of one year no plan needs to be split; over many draws looking is quicker than trying first.
    search.renewsFirst = model.yearCount > 1
    search.mostParts = partsOfDraw
    search.run()
    let work = 1 + asked + search.split.tried / triedAtOnce
    guard let best = search.best else { return (search.isProven ? .impossible : .skipped, work) }
    let chosen = (0..<model.count).filter { best.years[$0] >= 0 }.map { model.ids[$0] }
    return (.plan(chosen: chosen, isProven: search.isProven || best.value >= search.bound), work)
  }
}
