/// What a cent of each year is worth where years are not alike (care, unequal carry-over): with the
/// prices λ, an item takes `λ(y) · cost + Σ later λ · care` in year y, and no more can be taken in
/// all years together than `max Σ λ(y) · spent(y)` over what the money rules allow.
struct YearPrices {
  let model: PortfolioModel
  private let shift: Int
  private let profits: [Int]
  private let open: [Bool]

  /// Scaled value per cent of each year.
  private(set) var prices: [Int]
  /// The bound at these prices, scaled.
  private(set) var bound = Int.max

  /// - Parameter start: a price for all years alike.
  init(_ model: PortfolioModel, profits: [Int], open: [Bool], start: Int, shift: Int) {
    self.model = model
    self.profits = profits
    self.open = open
    self.shift = shift
    prices = Array(repeating: start, count: model.yearCount)
  }

  /// The least that each item takes in any year, at the prices, as scaled value.
  static func weights(_ model: PortfolioModel, _ prices: [Int]) -> (weights: [Int], years: [Int]) {
    // A weight beyond this is as good as this: it never fits.
    let heaviest = (1 << 61) / (model.count + 1)
    func product(_ price: Int, _ cents: Int) -> Int {
      let (low, isLarge) = price.multipliedReportingOverflow(by: cents)
      return isLarge ? heaviest : min(low, heaviest)
    }
    var later = Array(repeating: 0, count: prices.count + 1)
    for year in prices.indices.reversed() { later[year] = later[year + 1] + prices[year] }
    var weights: [Int] = []
    var years: [Int] = []
    for item in 0..<model.count {
      var best = (weight: Int.max, year: 0)
      for year in prices.indices {
        let weight =
          product(prices[year], model.costs[item]) + product(later[year + 1], model.cares[item])
        if weight < best.weight { best = (weight, year) }
      }
      weights.append(min(best.weight, heaviest))
      years.append(best.year)
    }
    return (weights, years)
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

  /// Shor's r-algorithm: subgradient steps in a space that is stretched along the difference of
  /// successive subgradients; a few hundred steps in at most five dimensions.
  mutating func improve() {
    let unit = Double(prices[0])
    guard unit > 0 else { return }
    var point = prices.map { _ in 1.0 }
    let count = point.count
    var space = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0.0 } }
    var step = 0.2
    var (_, slope) = evaluate(point, unit)
    for _ in 0..<120 {
      var direction = (0..<count).map { column in
        (0..<count).reduce(0.0) { $0 + space[$1][column] * slope[$1] }
      }
      let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { return }
      direction = direction.map { $0 / length }
      let move = (0..<count).map { row in
        (0..<count).reduce(0.0) { $0 + space[row][$1] * direction[$1] }
      }
      let before = slope
      var walked = 0
      repeat {
        for year in 0..<count { point[year] -= step * move[year] }
        slope = evaluate(point, unit).slope
        walked += 1
        if walked % 3 == 0 { step *= 1.3 }
      } while zip(slope, move).reduce(0, { $0 + $1.0 * $1.1 }) > 0 && walked < 60
      if walked == 1 { step *= 0.85 }
      if step < 1e-9 { return }
      var change = (0..<count).map { column in
        (0..<count).reduce(0.0) { $0 + space[$1][column] * (slope[$1] - before[$1]) }
      }
      let size = change.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard size > 0 else { continue }
      change = change.map { $0 / size }
      for row in 0..<count {
        let along = (0..<count).reduce(0.0) { $0 + space[row][$1] * change[$1] }
        for column in 0..<count { space[row][column] -= 0.6 * along * change[column] }
      }
    }
  }

  /// Bound and slope; outside of the prices ≥ 0 the bound of the nearest point and a way back.
  private mutating func evaluate(
    _ point: [Double], _ unit: Double
  ) -> (bound: Double, slope: [Double]) {
    let tried = point.map { Int(max(0, min($0, 50)) * unit) }
    let (weights, years) = Self.weights(model, tried)
    let most = Self.most(model.money, tried)
    let forest = PrecedenceForest(model, open: open, weights: weights, profits: profits)
    let pricing = forest.price(1)
    let selection =
      forest.selection(pricing) + (0..<model.count).filter { model.fates[$0] == .chosen }
    let fixed = (0..<model.count).reduce(0) {
      model.fates[$1] == .chosen ? $0 + profits[$1] - weights[$1] : $0
    }
    let found = most.worth + pricing.total + fixed
    if found < bound { (bound, prices) = (found, tried) }
    var slope = most.spent.map { Double($0) }
    for item in selection {
      slope[years[item]] -= Double(model.costs[item])
      for later in slope.indices where later > years[item] {
        slope[later] -= Double(model.cares[item])
      }
    }
    for year in point.indices where point[year] < 0 && slope[year] > 0 { slope[year] *= -1 }
    return (Double(found), slope)
  }
}
