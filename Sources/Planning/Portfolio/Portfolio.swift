import Domain

/// Which processes in which year, under § 5: the exact optimum, or the best plan found with a bound.
///
///     max Σ x(i,y) · value(i)
///     costs of a year + care of what was chosen before ≤ limit of the year (``PortfolioMoney``)
///     what an item needs is chosen in the same year or earlier
///     at most one of each group of alternatives; minimums per Themenfeld
public enum Portfolio {
  /// - Parameter expired: asked now and then; once true, the best plan so far is given back.
  /// - Throws: ``Fault`` (bad data or usage) for contradictory constraints, naming them.
  public static func solve(
    _ problem: PortfolioProblem, expired: @escaping () -> Bool = { false }
  ) throws -> PortfolioPlan {
    try PortfolioChecks.check(problem)
    let model = PortfolioModel(problem)
    var search = PortfolioSearch(model, expired: expired)
    search.run()
    guard let best = search.best else {
      throw search.isProven ? contradiction(problem, expired) : late
    }
    return plan(
      model, best, bound: search.isProven ? best.value : max(best.value, search.bound),
      relaxed: max(best.value, search.relaxed))
  }

  private static let late = Fault(
    .tryAgain, at: "portfolio", "no plan that keeps all rules was found in time",
    remedy: "Give it more time or fewer minimums")

  /// Names minimums and forced items that cannot be kept together: dropping any one of them would
  /// leave a plan.
  private static func contradiction(
    _ problem: PortfolioProblem, _ expired: @escaping () -> Bool
  ) -> Fault {
    var reduced = problem
    for index in reduced.candidates.indices {
      reduced.candidates[index].value = ExactDecimal(digits: 0)
    }
    func hasPlan(_ problem: PortfolioProblem) -> Bool {
      var search = PortfolioSearch(PortfolioModel(problem), expired: expired)
      search.run()
      return search.best != nil || !search.isProven
    }
    for field in problem.minimums.keys.sorted() {
      var without = reduced
      without.minimums[field] = nil
      if !hasPlan(without) { reduced = without }
    }
    for id in problem.forcedIn.sorted() {
      var without = reduced
      without.forcedIn.remove(id)
      if !hasPlan(without) { reduced = without }
    }
    let minimums = reduced.minimums.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    let rules =
      minimums.map { "at least \($0.value) of \($0.key)" }
      + reduced.forcedIn.sorted().map { "\($0) chosen" }
    return Fault(
      .badData, at: "portfolio",
      "within the budgets, with dependencies and alternatives, these cannot be kept together: "
        + rules.joined(separator: ", "),
      remedy: "Lower one of them or raise a budget")
  }

  private static func plan(
    _ model: PortfolioModel, _ best: (value: Int, years: [Int]), bound: Int, relaxed: Int
  ) -> PortfolioPlan {
    let money = model.money
    var standing = money.standingAtFirst
    var care: Int64 = 0
    let years = (0..<model.yearCount).map { year -> PortfolioPlan.Year in
      let items = (0..<model.count).filter { best.years[$0] == year }
      let cost = items.reduce(Int64(0)) { $0 + Int64(model.costs[$1]) }
      let limit = money.limit(year, standing)
      let shares = money.policy.shares(
        ofSpentCents: cost + care,
        availableCents: SharePolicy.yearlyMunicipalCents + standing.carryCents)
      precondition(cost + care <= limit, "a year that spends more than it may")
      standing = money.next(year, standing, spentCents: cost + care)
      defer { care += items.reduce(Int64(0)) { $0 + Int64(model.cares[$1]) } }
      return PortfolioPlan.Year(
        year: money.firstYear + year, budgetCents: money.budgetsCents[year], limitCents: limit,
        chosen: items.map { model.ids[$0] }.sorted(), costCents: cost, careCents: care,
        shares: shares, carryOverCents: standing.carryCents)
    }
    return PortfolioPlan(
      optimal: best.value == bound, value: model.decimal(best.value), bound: model.decimal(bound),
      relaxedBound: model.decimal(relaxed), years: years)
  }
}
