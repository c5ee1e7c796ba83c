/// Scales on which years are weighed against each other: prices for a cent of each year, those of
/// the bound and others around them. On each of them, what a plan takes is no more than what the
/// money rules can pay, so that each can refute a split of a selection into years.
struct YearScales {
  let count: Int
  /// `[scale × year]`: of a cent. The first scale is that of the bound.
  let prices: [Int]
  /// Scales on which the first year is cheaper and the others are not.
  private let cheaperFirst: [Int]
  private let years: Int
  /// `[item × year × scale]`: what an item takes.
  let taken: [Int]
  /// `[item × scale]`: the same in the year that is cheapest.
  let least: [Int]
  /// What all years can pay at most.
  let capacities: [Int]

  /// - Parameter prices: of a cent in each year; `nil`: alike in all of them.
  init(_ model: PortfolioModel, prices: [Int]? = nil) {
    let highest = YearPrices.highest(model.money)
    let prices = prices ?? Array(repeating: highest / 2, count: model.yearCount)
    let scales = Self.around(prices, highest: highest)
    let money = YearPrices(model.money, committed: Array(repeating: 0, count: prices.count))
    count = scales.count
    self.prices = scales.flatMap { $0 }
    years = prices.count
    cheaperFirst = scales.indices.filter {
      scales[$0][0] < prices[0] && scales[$0].dropFirst() == prices.dropFirst()
    }
    capacities = scales.map { money.most($0).worth }
    var taken: [Int] = []
    taken.reserveCapacity(model.count * prices.count * scales.count)
    let later = scales.map { scale in
      prices.indices.map { year in scale[(year + 1)...].reduce(0, +) }
    }
    for item in 0..<model.count {
      for year in prices.indices {
        for (scale, later) in zip(scales, later) {
          taken.append(
            YearPrices.taken(scale[year], model.costs[item], later[year], model.cares[item]))
        }
      }
    }
    self.taken = taken
    let (years, count) = (years, count)
    least = (0..<model.count * count).map { place in
      let (item, scale) = place.quotientAndRemainder(dividingBy: count)
      return (0..<years).reduce(Int.max) { min($0, taken[(item * years + $1) * count + scale]) }
    }
  }

  /// What the years spend, on the first scale.
  func worth(_ spent: [Int]) -> Int {
    spent.indices.reduce(0) { $0 + prices[$1] * spent[$1] }
  }

  /// What the first year spends at least, in a plan that is worth so much on the first scale: those
  /// scales on which only the first year is cheaper do not allow less.
  func leastFirst(_ worth: Int) -> Int {
    cheaperFirst.reduce(0) { least, scale in
      let reduction = prices[0] - prices[scale * years]
      let missing = worth - capacities[scale]
      return missing <= 0 ? least : max(least, (missing + reduction - 1) / reduction)
    }
  }

  /// The prices, and the same with one year dearer or cheaper, or two years turned against each
  /// other, by little and by much.
  private static func around(_ prices: [Int], highest: Int) -> [[Int]] {
    let years = prices.indices
    let mean = max(1, prices.reduce(0, +) / prices.count)
    var scales = [prices]
    guard prices.count > 1 else { return scales }
    func add(_ part: Int, up: Int?, down: Int?) {
      var scale = prices
      if let up { scale[up] = min(highest, scale[up] + max(scale[up], mean) / part) }
      if let down { scale[down] = max(0, scale[down] - max(scale[down], mean) / part) }
      scales.append(scale)
    }
    for part in [400, 100, 25, 6, 2] {
      for year in years {
        add(part, up: year, down: nil)
        add(part, up: nil, down: year)
        for other in years where other != year { add(part, up: year, down: other) }
      }
    }
    return scales
  }
}
