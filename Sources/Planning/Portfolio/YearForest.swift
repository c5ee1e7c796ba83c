/// The forest of the items with a year for each: what an item is worth in a year, with the best
/// below it in that year or later.
struct YearForest {
  let forest: PrecedenceForest
  let yearCount: Int
  private let costs: [Int]
  private let cares: [Int]
  /// `[node × year]`: value less what the item takes at the prices, with the best below it.
  private(set) var worth: [Int]
  /// `[unit × year]`: best of the unit's nodes in that year or later; at least 0 where none may be
  /// chosen.
  private(set) var unitWorth: [Int]
  /// `[node × year]`: the item alone.
  private(set) var own: [Int]
  private(set) var total = 0
  /// Units of which a node has to be chosen.
  private(set) var isForced: [Bool]

  static let never = -1 << 59

  init(_ model: PortfolioModel, _ forest: PrecedenceForest) {
    self.forest = forest
    yearCount = model.yearCount
    costs = forest.items.map { model.costs[$0] }
    cares = forest.items.map { model.cares[$0] }
    own = Array(repeating: Self.never, count: forest.count * yearCount)
    worth = own
    unitWorth = Array(repeating: Self.never, count: forest.unitNodes.count * yearCount)
    isForced = Array(repeating: false, count: forest.unitNodes.count)
  }

  /// - Parameters:
  ///   - prices: of a cent in each year.
  ///   - fates: what is still open to each node.
  mutating func set(_ prices: [Int], _ fates: [YearFate]) {
    let count = yearCount
    for unit in isForced.indices { isForced[unit] = false }
    for node in fates.indices where !fates[node].mayBeOut { isForced[forest.unit[node]] = true }
    for place in unitWorth.indices { unitWorth[place] = Self.never }
    var below = Array(repeating: 0, count: forest.count * count)
    var later = Array(repeating: 0, count: count + 1)
    for year in prices.indices.reversed() { later[year] = later[year + 1] + prices[year] }
    total = 0
    for node in stride(from: forest.count - 1, through: 0, by: -1) {
      let unit = forest.unit[node]
      let parent = forest.parent[node]
      let isLast = forest.unitNodes[unit][0] == node
      var best = Self.never
      for year in stride(from: count - 1, through: 0, by: -1) {
        let here = node * count + year
        own[here] = Self.never
        worth[here] = Self.never
        if fates[node].mayBe(in: year) {
          own[here] =
            forest.profits[node]
            - YearPrices.taken(prices[year], costs[node], later[year + 1], cares[node])
          worth[here] = max(Self.never, own[here] + below[here])
        }
        best = max(best, worth[here])
        let place = unit * count + year
        unitWorth[place] = max(unitWorth[place], best)
        guard isLast else { continue }
        if !isForced[unit] { unitWorth[place] = max(0, unitWorth[place]) }
        if parent >= 0 {
          let sum = below[parent * count + year] + unitWorth[place]
          below[parent * count + year] = max(Self.never, sum)
        } else if year == 0 {
          total = max(Self.never, total + unitWorth[place])
        }
      }
    }
  }

  /// The best selection with its years.
  func selection() -> [(node: Int, year: Int)] {
    var yearOf = Array(repeating: -1, count: forest.count)
    var isUsed = Array(repeating: false, count: forest.unitNodes.count)
    var result: [(node: Int, year: Int)] = []
    for node in 0..<forest.count {
      let unit = forest.unit[node]
      let parent = forest.parent[node]
      guard !isUsed[unit], parent < 0 || yearOf[parent] >= 0 else { continue }
      let first = parent < 0 ? 0 : yearOf[parent]
      let best = unitWorth[unit * yearCount + first]
      guard best > 0 || isForced[unit],
        let year = (first..<yearCount).first(where: { worth[node * yearCount + $0] == best })
      else { continue }
      isUsed[unit] = true
      yearOf[node] = year
      result.append((node, year))
    }
    return result
  }

  /// What it costs at least, in bound, to choose each node in each year, and to omit it.
  func losses() -> (whenChosen: [Int], whenOmitted: [Int]) {
    var whenChosen = Array(repeating: -Self.never, count: worth.count)
    var whenOmitted = Array(repeating: -Self.never, count: forest.count)
    for node in 0..<forest.count {
      let unit = forest.unit[node]
      let parent = forest.parent[node]
      if parent >= 0 { whenOmitted[node] = whenOmitted[parent] }
      for first in 0..<(parent < 0 ? 1 : yearCount) {
        let path = parent < 0 ? 0 : whenChosen[parent * yearCount + first]
        if path >= -Self.never { continue }
        let best = path + unitWorth[unit * yearCount + first]
        var others = isForced[unit] ? Self.never : 0
        for other in forest.unitNodes[unit] where other != node {
          for year in first..<yearCount { others = max(others, worth[other * yearCount + year]) }
        }
        whenOmitted[node] = min(whenOmitted[node], best - others)
        for year in first..<yearCount where worth[node * yearCount + year] > Self.never {
          let place = node * yearCount + year
          whenChosen[place] = min(whenChosen[place], best - worth[place])
        }
      }
    }
    return (whenChosen, whenOmitted)
  }
}
