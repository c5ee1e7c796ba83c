/// One knapsack over all years: what every plan has to keep, whatever year its items fall into.
///
/// Each item has a weight, all weights together stay within the capacity. Further rows (minimums
/// of Themenfelder, how many large items the years can hold) are priced into the profits. What
/// remains is bounded by the best price of a unit of weight.
struct PortfolioRelaxation {
  /// `Σ of members − Σ of those against ≤ limit` or `≥ limit`, with its price.
  struct Row {
    let members: [Int]
    var against: [Int] = []
    let limit: Int
    let isAtLeast: Bool
    var price = 0
  }

  let model: PortfolioModel
  /// Of each item: the least it takes of the capacity in any year.
  let weights: [Int]
  let capacity: Int
  /// Values count 2^shift, so that prices can be whole numbers.
  let shift: Int
  var rows: [Row]
  /// Price of a unit of weight, scaled.
  var price = 0
  /// No plan is worth more, scaled and with all rows.
  var bound = 0

  init(_ model: PortfolioModel, weights: [Int], capacity: Int, rows: [Row]) {
    self.model = model
    self.weights = weights
    self.capacity = capacity
    self.rows = rows
    shift = Self.shift(model.values.reduce(1) { $0 + abs($1) })
    improve()
  }

  /// At given prices of the rows.
  /// - Parameters:
  ///   - shift: leaves room for the values and those prices.
  ///   - price: of a unit of weight; `nil`: the best.
  init(
    _ model: PortfolioModel, weights: [Int], capacity: Int, pricedRows: [Row], shift: Int,
    price: Int? = nil
  ) {
    self.model = model
    self.weights = weights
    self.capacity = capacity
    self.shift = shift
    rows = pricedRows
    set(price.map { ($0, bound(at: $0)) } ?? evaluate(rows.map(\.price)))
  }

  /// With the rows as they are priced.
  private func bound(at price: Int) -> Int {
    let profits = profits
    let (open, capacity, profit) = remainder(model, profits)
    guard capacity >= 0 else { return Int.min / 4 }
    let forest = PrecedenceForest(model, open: open, weights: weights, profits: profits)
    return price * capacity + forest.price(price).total + profit + offset
  }

  /// How far values that are `total` together can be scaled.
  static func shift(_ total: Int) -> Int {
    max(0, 52 - (Int.bitWidth - total.leadingZeroBitCount))
  }

  /// Scaled value of each item with the prices of the rows.
  var profits: [Int] {
    var profits = model.values.map { $0 << shift }
    for row in rows where row.price > 0 {
      let price = row.isAtLeast ? row.price : -row.price
      for item in row.members { profits[item] += price }
      for item in row.against { profits[item] -= price }
    }
    return profits
  }

  /// What the rows add to the profits of a selection: value ≤ profit + offset.
  var offset: Int { rows.reduce(0) { $0 + ($1.isAtLeast ? -1 : 1) * $1.price * $1.limit } }

  /// What is left to decide once the chosen items of `model` are paid: the open items that fit
  /// with all that they need.
  func remainder(
    _ model: PortfolioModel, _ profits: [Int]
  ) -> (open: [Bool], capacity: Int, profit: Int) {
    var capacity = capacity
    var profit = 0
    for item in 0..<model.count where model.fates[item] == .chosen {
      capacity -= weights[item]
      profit += profits[item]
    }
    return (model.open { weights[$0] <= capacity }, capacity, profit)
  }

  private mutating func improve() {
    set(evaluate(rows.map(\.price)))
    for _ in 0..<2 {
      for index in rows.indices where isViolated(rows[index]) { raise(index) }
    }
  }

  private mutating func set(_ found: (price: Int, bound: Int)) {
    price = found.price
    bound = found.bound
  }

  private func evaluate(_ prices: [Int]) -> (price: Int, bound: Int) {
    var copy = self
    for index in rows.indices { copy.rows[index].price = prices[index] }
    let profits = copy.profits
    let (open, capacity, profit) = remainder(model, profits)
    guard capacity >= 0 else { return (0, Int.min / 4) }
    let forest = PrecedenceForest(model, open: open, weights: weights, profits: profits)
    let found = forest.bestPrice(capacity: capacity)
    return (found.price, found.bound + profit + copy.offset)
  }

  /// Whether the best selection around the price breaks a row.
  private func isViolated(_ row: Row) -> Bool {
    if row.price > 0 { return true }
    let profits = profits
    let (open, capacity, _) = remainder(model, profits)
    guard capacity >= 0 else { return false }
    let forest = PrecedenceForest(model, open: open, weights: weights, profits: profits)
    let members = Set(row.members)
    let fixed = row.members.count { model.fates[$0] == .chosen }
    return [max(0, price - 1), price + 1].contains { price in
      let count = fixed + forest.selection(forest.price(price)).count { members.contains($0) }
      return row.isAtLeast ? count < row.limit : count > row.limit
    }
  }

  /// Finds the best price of one row: the bound is convex in it.
  private mutating func raise(_ index: Int) {
    var prices = rows.map(\.price)
    func bound(_ price: Int) -> (price: Int, bound: Int) {
      prices[index] = price
      return evaluate(prices)
    }
    var (low, high) = (0, 1 << shift)
    let most = model.values.reduce(1) { max($0, abs($1)) } << shift
    var best = (rowPrice: rows[index].price, found: (price: price, bound: self.bound))
    func note(_ price: Int) -> Int {
      let found = bound(price)
      if found.bound < best.found.bound { best = (price, found) }
      return found.bound
    }
    var before = note(high)
    while high < most {
      let next = note(high * 2)
      high *= 2
      if next >= before { break }
      before = next
    }
    for _ in 0..<48 where high - low > 2 {
      let (a, b) = (low + (high - low) * 3 / 8, high - (high - low) * 3 / 8)
      if note(a) <= note(b) { high = b } else { low = a }
    }
    rows[index].price = best.rowPrice
    set(best.found)
  }
}

extension PrecedenceForest {
  /// Items of the best selection at a price, all relaxations granted.
  func selection(_ pricing: Pricing) -> [Int] {
    var isIn = Array(repeating: false, count: count)
    for node in 0..<count {
      let unit = unit[node]
      guard parent[node] < 0 || isIn[parent[node]], pricing.unitWorth[unit] > 0,
        pricing.worth[node] == pricing.unitWorth[unit],
        !unitNodes[unit].contains(where: { isIn[$0] })
      else { continue }
      isIn[node] = true
    }
    return (0..<count).filter { isIn[$0] }.map { items[$0] }
  }
}
