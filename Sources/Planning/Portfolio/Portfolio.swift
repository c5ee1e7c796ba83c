import Domain

/// Which processes in which year, under § 5: the exact optimum, or the best plan found with a bound.
///
///     max Σ x(i,y) · value(i)
///     costs of a year + care of what was chosen before ≤ limit of the year (``PortfolioMoney``)
///     what an item needs is chosen in the same year or earlier
///     at most one of each group of alternatives; minimums per Themenfeld
///
/// ``PortfolioChecks`` refuses what contradicts itself, ``PortfolioModel`` turns the rest into
/// integers: cents, and values on their finest decimal place. No step compares floating point
/// numbers, so that "optimal" means to the last digit.
///
/// **Years that are alike.** Without care an item costs the same in every year, and the years have
/// no time preference: a plan and all its permutations are worth the same, on which a general
/// solver founders. So the years are merged into one knapsack of all their money
/// (``PortfolioRelaxation``), whose optimum bounds every plan. Its price per cent comes from a pass
/// over the forest of dependencies (``PrecedenceForest``; Lagrange, cf. Samphaiboon and Yamada
/// 2000). All selections within a loss of the bound follow: items whose other fate loses more are
/// settled, tied items become choices (``ComponentChoices``), and a dynamic programme over Pareto
/// lists of the rest combines them (``CoreTable``; cf. Pisinger 1997, Kellerer, Pferschy and
/// Pisinger 2004). ``PortfolioSearch`` visits them from the best downwards and gives each to
/// ``YearSplit``, which finds a year for every item or shows that there is none. The first that can
/// be split is the optimum: everything better was visited and refuted. The loss grows until it
/// reaches the best plan.
///
/// **The last units.** Where a short table proves nothing, very many selections come close to the
/// bound, as where values are the costs, or the costs and a constant. There the number of candidates
/// that can be chosen gets a price as well, and so does what a candidate needs beside what it hangs
/// from (``PortfolioRelaxation``); a few dozen loose items have enough subsets to fill the years to
/// the cent (``SelectionTuning``, ``SelectionHalves``), so that a plan is worth what the bound allows.
/// Where a fraction of a candidate is what the bound has too much, plans with fewer and with more
/// are bounded apart, and these parts parted again.
///
/// **Care** tells the years apart: what is chosen later costs less. ``YearRelaxation`` finds a price
/// for a cent of each year at which the bound is lowest. In the year that is cheapest for it, an item
/// takes one number of the priced money, so that the years are one knapsack again and its selections
/// are listed and split in the same way. ``YearAssignment`` splits them: at prices around those of
/// the bound, whatever takes more than a selection leaves is no year for an item
/// (``YearScales``).
///
/// Where the selections within a loss are too many to list, or `expired` ends the search, the bound
/// is that of what was not looked at.
///
/// Of plans that are worth the same the first one found counts, with its items as early as they can
/// be where there is no care. The search depends on the
/// candidates (by id) and the rules alone, on no clock and no hash, unless `expired` ends it.
public enum Portfolio {
  /// How many entries the lists of selections may have.
  public static let tableEntries = 8_000_000

  /// - Parameters:
  ///   - tableEntries: with fewer less is proven.
  ///   - expired: asked now and then; once true, the best plan so far is given back.
  /// - Throws: ``Fault`` (bad data or usage) for contradictory constraints, naming them.
  public static func solve(
    _ problem: PortfolioProblem, tableEntries: Int = tableEntries,
    expired: @escaping () -> Bool = { false }
  ) throws -> PortfolioPlan {
    try PortfolioChecks.check(problem)
    let model = PortfolioModel(problem)
    var search = PortfolioSearch(model, tableEntries: tableEntries, expired: expired)
    search.run()
    guard let best = search.best else {
      throw search.isProven ? contradiction(problem, tableEntries, expired) : late
    }
    return plan(
      model, (best.value, model.advanced(best.years)),
      bound: search.isProven ? best.value : max(best.value, search.bound),
      relaxed: max(best.value, search.relaxed))
  }

  private static let late = Fault(
    .tryAgain, at: "portfolio", "no plan that keeps all rules was found in time",
    remedy: "Give it more time or fewer minimums")

  /// Names minimums and forced items that cannot be kept together: dropping any one of them would
  /// leave a plan.
  private static func contradiction(
    _ problem: PortfolioProblem, _ tableEntries: Int, _ expired: @escaping () -> Bool
  ) -> Fault {
    var reduced = problem
    for index in reduced.candidates.indices {
      reduced.candidates[index].value = ExactDecimal(digits: 0)
    }
    func hasPlan(_ problem: PortfolioProblem) -> Bool {
      var search = PortfolioSearch(
        PortfolioModel(problem), tableEntries: tableEntries, expired: expired)
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
      minimums.map {
        Text(
          de: "mindestens \($0.value) vom Themenfeld „\($0.key)“",
          en: "at least \($0.value) of \($0.key)")
      } + reduced.forcedIn.sorted().map { Text(de: "\($0) gewählt", en: "\($0) chosen") }
    return Fault(
      .badData, at: "portfolio",
      Text(
        de: "In den Budgets, mit Voraussetzungen und Alternativen, lässt sich nicht zusammen "
          + "einhalten: " + rules.map(\.de).joined(separator: ", "),
        en: "within the budgets, with dependencies and alternatives, these cannot be kept "
          + "together: " + rules.map(\.en).joined(separator: ", ")),
      remedy: Text(
        de: "Senken Sie eine Zahl oder erhöhen Sie ein Budget",
        en: "Lower one of them or raise a budget"))
  }

  private static func plan(
    _ model: PortfolioModel, _ best: (value: Int, years: [Int]), bound: Int, relaxed: Int
  ) -> PortfolioPlan {
    let money = model.money
    var walk = MoneyWalk(money)
    var care = 0
    let years = (0..<model.yearCount).map { year -> PortfolioPlan.Year in
      let items = (0..<model.count).filter { best.years[$0] == year }
      let cost = items.reduce(0) { $0 + model.costs[$1] }
      let (limit, shares) = (walk.limit, walk.shares(cost + care))
      precondition(cost + care <= limit, "a year that spends more than it may")
      walk.spend(cost + care)
      defer { care += items.reduce(0) { $0 + model.cares[$1] } }
      return PortfolioPlan.Year(
        year: money.firstYear + year, budgetCents: money.budgetsCents[year],
        limitCents: Int64(limit), chosen: items.map { model.ids[$0] }.sorted(),
        costCents: Int64(cost), careCents: Int64(care), shares: shares,
        carryOverCents: Int64(walk.carry))
    }
    return PortfolioPlan(
      optimal: best.value == bound, value: model.decimal(best.value), bound: model.decimal(bound),
      relaxedBound: model.decimal(relaxed), years: years)
  }
}
