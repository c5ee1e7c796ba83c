/// A price for a cent of each year, for where care tells the years apart. No plan is worth more than
///
///     max Σ λ(y) · spent(y)  +  max Σ value(i) − λ(y) · cost(i) − Σ later λ · care(i)
///
/// (Lagrange): the first part is ``YearPrices``, the second one pass over ``YearForest``. At the best
/// prices, what a selection takes at least, each item in the year that is cheapest for it, is one
/// number: so the years are one knapsack again, whose selections ``CoreTable`` lists.
struct YearRelaxation: SelectionBound {
  let model: PortfolioModel
  let shift: Int
  /// Scaled and with all rows, at `prices`.
  private(set) var bound = Int.max
  /// Of a cent in each year, scaled.
  private(set) var prices: [Int]
  private let profits: [Int]
  private let offset: Int
  private let rules: YearRules
  private let highestPrice: Int
  private var fates: [YearFate]
  private let committed: [Int]

  /// - Parameters:
  ///   - alike: the years as one, with the prices of further rows.
  ///   - tried: gets the best selection at each of the prices that were tried, and what each item is
  ///     worth at them.
  /// - Returns: `nil` if no plan keeps the rules.
  init?(
    _ model: PortfolioModel, alike: PortfolioRelaxation,
    tried: (_ years: [Int], _ worth: [Int]) -> Void
  ) {
    self.model = model
    shift = alike.shift
    profits = alike.profits
    offset = alike.offset
    rules = YearRules(model)
    highestPrice = YearPrices.highest(model.money)
    let start = alike.price > 0 ? alike.price : highestPrice / 32 + 1
    prices = Array(repeating: min(start, highestPrice), count: model.yearCount)
    fates = model.fates.map { fate in
      if fate == .omitted { return .omitted }
      var open = YearFate(years: model.yearCount)
      if fate == .chosen { open.choose() }
      return open
    }
    guard let committed = rules.settle(&fates) else { return nil }
    self.committed = committed
    improve(tried)
  }

  private func forest(
    _ fates: [YearFate], isTied: (_ item: Int, _ needed: Int) -> Bool = { _, _ in true }
  ) -> YearForest {
    YearForest(
      model,
      PrecedenceForest(
        model, open: fates.map(\.mayBeIn), weights: Array(repeating: 0, count: model.count),
        profits: profits, isTied: isTied))
  }

  /// Finds the prices at which the bound is lowest.
  private mutating func improve(_ tried: (_ years: [Int], _ worth: [Int]) -> Void) {
    let unit = prices
    let money = YearPrices(model.money, committed: committed)
    var years = forest(fates)
    Ellipsoid.minimize(unit.count) { point in
      let prices = zip(point, unit).map {
        Int(max(0, min($0 * Double($1), Double(highestPrice))))
      }
      years.set(prices, fates)
      let most = money.most(prices)
      let bound = most.worth + years.total + offset
      let selection = years.selection()
      if bound < self.bound {
        (self.bound, self.prices) = (bound, prices)
        tried(selection, years.bestWorth())
      }
      var slope = most.spent
      for (item, year) in selection.enumerated() where year >= 0 {
        slope[year] -= model.costs[item]
        for later in (year + 1)..<max(year + 1, slope.count) { slope[later] -= model.cares[item] }
      }
      return (Double(bound), zip(slope, unit).map { Double($0) * Double($1) })
    }
  }

  func core(atLeast least: Int, expired: @escaping () -> Bool) -> SelectionCore.Outcome {
    var (fates, committed) = (fates, committed)
    var years = forest(fates)
    while true {
      years.set(prices, fates)
      let slack = capacity(committed) + years.total + offset - least
      if slack < 0 { return .nothing }
      let before = fates
      years.fix(&fates, slack: slack)
      guard let settled = rules.settle(&fates) else { return .nothing }
      committed = settled
      if fates == before { break }
    }
    // What is certain by the first year that is open to an item does not tie it any more.
    years = forest(fates) { item, needed in
      fates[needed].mayBeOut || fates[needed].lastYear > fates[item].firstYear
    }
    years.set(prices, fates)
    let capacity = capacity(committed)
    let ideal = capacity + years.total + offset
    if ideal < least { return .nothing }
    let structure = years.forest
    var below = Array(repeating: 0, count: structure.count * model.yearCount)
    let choices = ComponentChoices(
      structure, groups: model.groups, price: 1, worth: years.choiceWorth(fates),
      loss: ideal - least, most: 100_000, expired: expired
    ) { years.leastTaken($0, &below) }
    if choices.isCutOff { return .tooMany }
    if choices.isEmpty { return .nothing }
    return .core(
      SelectionCore(fixed: [], choices, capacity: capacity, price: 1, profit: offset))
  }

  private func capacity(_ committed: [Int]) -> Int {
    YearPrices(model.money, committed: committed).most(prices).worth
  }
}
