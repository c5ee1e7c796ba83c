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
  }

  public static func frequency(
    _ problem: PortfolioProblem, draws: [Draw], expired: @escaping () -> Bool = { false }
  ) throws -> Frequency {
    try PortfolioChecks.check(problem)
    var counts: [String: Int] = [:]
    var (plans, unproven, impossible) = (0, 0, 0)
    for draw in draws {
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
      var search = PortfolioSearch(model, expired: expired)
      search.run()
      guard let best = search.best else {
        if search.isProven { impossible += 1 } else { unproven += 1 }
        continue
      }
      plans += 1
      if !search.isProven, best.value < search.bound { unproven += 1 }
      for item in 0..<model.count where best.years[item] >= 0 {
        counts[model.ids[item], default: 0] += 1
      }
    }
    return Frequency(
      chosenCounts: counts, planCount: plans, unprovenCount: unproven,
      impossibleCount: impossible)
  }
}
