/// What a cent of each year is worth where years are not alike (care, unequal carry-over): with the
/// prices λ, an item takes `λ(y) · cost + Σ later λ · care` in year y, and no more can be taken in
/// all years together than `max Σ λ(y) · spent(y)` over what the money rules allow.
struct YearPrices {
  let model: PortfolioModel
  /// Of all items that may be chosen, those that have to be among them.
  let forest: PrecedenceForest
  private let greatestLimits: [Int]

  /// Scaled value per cent of each year.
  private(set) var prices: [Int]
  /// The bound at these prices, scaled.
  private(set) var bound = Int.max

  /// - Parameters:
  ///   - profits: scaled values, with the prices of further rows.
  ///   - start: a price for all years alike.
  init(_ model: PortfolioModel, profits: [Int], start: Int) {
    self.model = model
    greatestLimits = model.money.greatestLimits.map { Int($0) }
    forest = PrecedenceForest(
      model, open: model.fates.map { $0 != .omitted },
      weights: Array(repeating: 0, count: model.count), profits: profits)
    prices = Array(repeating: start, count: model.yearCount)
  }

  /// The forest at the prices.
  var years: YearForest {
    YearForest(model, forest, prices: prices, greatestLimits: greatestLimits)
  }

  /// What an item takes in a year: `price · cost + later prices · care`; no more than what never
  /// fits, so that sums stay within bounds.
  static func taken(_ price: Int, _ cost: Int, _ laterPrice: Int, _ care: Int) -> Int {
    func product(_ price: Int, _ cents: Int) -> Int {
      let (low, isLarge) = price.multipliedReportingOverflow(by: cents)
      return isLarge ? tooMuch : min(low, tooMuch)
    }
    return min(product(price, cost) + product(laterPrice, care), tooMuch)
  }

  private static let tooMuch = 1 << 57

  /// The least that each item takes in any year, at the prices, as scaled value.
  static func weights(_ model: PortfolioModel, _ prices: [Int]) -> [Int] {
    (0..<model.count).map { item in
      var later = 0
      var least = Int.max
      for year in prices.indices.reversed() {
        least = min(least, taken(prices[year], model.costs[item], later, model.cares[item]))
        later += prices[year]
      }
      // Sums of all weights stay within bounds; what is heavier never fits either.
      return min(least, (1 << 61) / (model.count + 1))
    }
  }

  /// The most that all years can take at the prices, and how much each then spends.
  ///
  /// With carry-over of the Kommunen's share, what has moved out of a year is at most their share
  /// of its greatest limit, and nothing where the year spends all it may. So it is best to spend a
  /// year whole or not at all, and the better of the two bounds every mixture (what can be reached
  /// later is convex in what moves).
  static func most(_ money: PortfolioMoney, _ prices: [Int]) -> (worth: Int, spent: [Int]) {
    let budgets = money.budgetsCents.map { Int($0) }
    let carryIn = Int(money.standingAtFirst.movedCents)
    switch money.carryOver {
    case .nothing:
      return (zip(prices, budgets).reduce(0) { $0 + $1.0 * $1.1 }, budgets)
    case .wholeBudget:
      var spent = Array(repeating: 0, count: budgets.count)
      for year in budgets.indices {
        let best = (year..<budgets.count).max { (prices[$0], $1) < (prices[$1], $0) }!
        spent[best] += budgets[year] + (year == 0 ? carryIn : 0)
      }
      return (zip(prices, spent).reduce(0) { $0 + $1.0 * $1.1 }, spent)
    case .municipalShare:
      var moves: [Int] = []
      var carry = money.carryInCents
      for limit in money.greatestLimits {
        let available = SharePolicy.yearlyMunicipalCents + carry
        moves.append(
          Int(money.policy.shares(ofSpentCents: limit, availableCents: available).municipalCents))
        carry = available
      }
      func best(_ year: Int, _ moved: Int) -> (worth: Int, spent: [Int]) {
        if year == budgets.count { return (0, []) }
        let whole = best(year + 1, 0)
        let spent = budgets[year] + moved
        let wholeWorth = whole.worth + prices[year] * spent
        let none = best(year + 1, moves[year])
        return none.worth > wholeWorth
          ? (none.worth, [0] + none.spent) : (wholeWorth, [spent] + whole.spent)
      }
      return best(0, carryIn)
    }
  }

  mutating func improve() {
    guard let unit = prices.first, unit > 0 else { return }
    Subgradient.minimize(years: prices.count) { point in
      let tried = point.map { Int(max(0, min($0, 50)) * Double(unit)) }
      let (found, slope) = evaluate(tried)
      if found < bound { (bound, prices) = (found, tried) }
      return (Double(found), slope)
    }
  }

  /// Bound and slope at prices.
  private func evaluate(_ prices: [Int]) -> (bound: Int, slope: [Double]) {
    let most = Self.most(model.money, prices)
    let years = YearForest(model, forest, prices: prices, greatestLimits: greatestLimits)
    var slope = most.spent.map { Double($0) }
    for (node, year) in years.selection() {
      let item = forest.items[node]
      slope[year] -= Double(model.costs[item])
      for later in slope.indices where later > year { slope[later] -= Double(model.cares[item]) }
    }
    return (most.worth + years.total, slope)
  }
}
