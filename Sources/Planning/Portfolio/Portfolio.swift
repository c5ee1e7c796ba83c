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
      throw Fault(.badData, at: "portfolio", "no plan", remedy: "")
    }
    return plan(model, best, bound: search.isProven ? best.value : max(best.value, search.bound))
  }

  private static func plan(
    _ model: PortfolioModel, _ best: (value: Int, years: [Int]), bound: Int
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
      years: years)
  }
}
