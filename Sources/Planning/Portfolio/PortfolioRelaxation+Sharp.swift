import Foundation

/// The lowest bound that prices give, for where its last units matter.
extension PortfolioRelaxation {
  /// The bound with rows for what the forest leaves out: all that an item needs beside what it hangs
  /// from. Only rows that the best selections break get a price.
  func sharpened() -> PortfolioRelaxation {
    var sharp = self
    for _ in 0..<Self.sharpenings {
      let broken = sharp.brokenNeeds().prefix(Self.mostNeeds)
      guard let next = PortfolioRelaxation(sharpening: sharp, and: Array(broken)) else { break }
      let isDone = broken.isEmpty || next.bound >> next.shift >= sharp.bound >> sharp.shift
      if next.bound >> next.shift <= sharp.bound >> sharp.shift { sharp = next }
      if isDone { break }
    }
    return sharp
  }

  private static let sharpenings = 3
  private static let mostNeeds = 12
  /// Of a sum: what a chain of items loses, one added to the other, has room above.
  private static let mostBits = 56
  /// That each further price may take of the precision of those before.
  private static let spareBits = 4

  func forest() -> (forest: PrecedenceForest, capacity: Int, profit: Int) {
    let profits = profits
    let (open, capacity, profit) = remainder(model, profits)
    return (
      PrecedenceForest(model, open: open, weights: weights, profits: profits), capacity, profit
    )
  }

  /// What is needed and missing in the best selections around the price.
  private func brokenNeeds() -> [Row] {
    let (forest, capacity, _) = forest()
    guard capacity >= 0 else { return [] }
    var isKnown = Set<[Int]>()
    for row in rows where !row.against.isEmpty { isKnown.insert(row.members + row.against) }
    var found: [Row] = []
    for price in [max(0, price - 1), price + 1] {
      let selection = Set(forest.selection(forest.price(price)))
      for (node, item) in forest.items.enumerated() where selection.contains(item) {
        for needed in forest.needs[node] where !selection.contains(forest.items[needed]) {
          let pair = [item, forest.items[needed]]
          guard isKnown.insert(pair).inserted else { continue }
          found.append(
            Row(members: [pair[0]], against: [pair[1]], limit: 0, isAtLeast: false))
        }
      }
    }
    return found
  }

  /// The best prices of the priced rows of `known` and of `more`; `nil` where the numbers would become
  /// too large.
  private init?(sharpening known: PortfolioRelaxation, and more: [Row], enough: Int? = nil) {
    // Prices up to four times those expected have room.
    let rows = known.rows.filter { $0.price > 0 } + more
    let values = known.model.values.map(abs)
    let mean = max(1, values.reduce(0, +) / max(1, values.count))
    let expected = rows.map { row in
      row.price == 0 ? mean / 2 + 1 : row.price >> known.shift + 1
    }
    let total = zip(rows, expected).reduce(values.reduce(1) { $0 + Double($1) }) { sum, row in
      sum + 4 * Double(row.1) * Double(max(row.0.limit, row.0.members.count))
    }
    let shift = Self.mostBits - Int(log2(total).rounded(.up))
    guard shift >= max(0, known.shift - Self.spareBits) else { return nil }
    self.init(
      known.model, weights: known.weights, capacity: known.capacity,
      pricedRows: rows.map { row in
        var row = row
        row.price <<= shift - known.shift
        return row
      }, shift: shift, price: known.price << (shift - known.shift))
    // Where money has had no price it may get one now: at most that of all that it could buy.
    let typical = (values.reduce(0, +) << shift) / max(1, capacity, weights.reduce(0, +))
    let units = [max(1, price > 0 ? price : typical)] + expected.map { $0 << shift }
    minimize(units: units, enough: enough)
    // Where values follow the costs, the best price of a cent is just a unit or several, and one that
    // lies a little beside it costs units over all money.
    let unit = 1 << shift
    let whole = (price + unit / 2) / unit * unit
    if abs(price - whole) < whole >> 10, price != whole {
      minimize(units: units, money: whole, enough: enough)
    }
  }

  /// With one more row, at the best prices of all; `nil` where the numbers would become too large.
  /// - Parameter enough: a bound, in whole units, below which no lower one is looked for.
  func adding(_ row: Row, enough: Int) -> PortfolioRelaxation? {
    var row = row
    let greatest = model.values.reduce(1) { max($0, abs($1)) }
    row.price = (greatest / 2 + 1) << shift
    return PortfolioRelaxation(sharpening: self, and: [row], enough: enough)
  }

  /// Finds the best price of weight and rows together.
  /// - Parameters:
  ///   - units: what the prices are about.
  ///   - money: the price of weight where it is known.
  ///   - enough: where only whole units matter, what is low enough for them.
  private mutating func minimize(units: [Int], money: Int? = nil, enough: Int?) {
    guard units.count > 1 else { return }
    let precision = enough == nil ? 1e-11 : 0.05 / max(1, Double(bound.magnitude >> shift))
    var trial = self
    var (forest, capacity, _) = forest()
    let fixed = (0..<model.count).filter { model.fates[$0] == .chosen }
    var best = self
    Ellipsoid.minimize(units.count, precision: max(1e-11, precision), rounds: 800) { point in
      let prices = zip(point, units).map { Int(max(0, min($0, 4) * Double($1))) }
      trial.price = money ?? prices[0]
      for index in trial.rows.indices { trial.rows[index].price = prices[index + 1] }
      let profits = trial.profits
      forest.profits = forest.items.map { profits[$0] }
      let pricing = forest.price(trial.price)
      trial.bound =
        trial.price * capacity + fixed.reduce(pricing.total + trial.offset) { $0 + profits[$1] }
      if trial.bound < best.bound { best = trial }
      if let enough, best.units <= enough { return (Double(trial.bound), units.map { _ in 0 }) }
      let selection = forest.selection(pricing)
      var isIn = Array(repeating: false, count: model.count)
      for item in selection + fixed { isIn[item] = true }
      let left = selection.reduce(capacity) { $0 - weights[$1] }
      var slope = [money == nil ? Double(left) * Double(units[0]) : 0]
      for (row, unit) in zip(trial.rows, units.dropFirst()) {
        let count = row.members.count { isIn[$0] } - row.against.count { isIn[$0] }
        slope.append(Double((row.limit - count) * (row.isAtLeast ? -1 : 1)) * Double(unit))
      }
      return (Double(trial.bound), slope)
    }
    self = best
  }

  /// The best selection at the price, without what stands against a rule.
  var closedSelection: [Int] {
    let (forest, capacity, _) = forest()
    guard capacity >= 0 else { return [] }
    var isIn = model.fates.map { $0 == .chosen }
    var usedGroups = Set((0..<model.count).filter { isIn[$0] }.map { model.groups[$0] })
    usedGroups.remove(-1)
    let wished = Set(forest.selection(forest.price(price)))
    for item in model.topological where wished.contains(item) {
      guard model.parents[item].allSatisfy({ isIn[$0] }),
        !usedGroups.contains(model.groups[item])
      else { continue }
      isIn[item] = true
      if model.groups[item] >= 0 { usedGroups.insert(model.groups[item]) }
    }
    return (0..<model.count).filter { isIn[$0] }
  }
}
