/// The forest of the items with a year for each: what an item is worth in a year, with the best
/// below it in that year or later.
struct YearForest {
  let forest: PrecedenceForest
  let yearCount: Int
  private let itemCount: Int
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
    itemCount = model.count
    costs = forest.items.map { model.costs[$0] }
    cares = forest.items.map { model.cares[$0] }
    own = Array(repeating: Self.never, count: forest.count * yearCount)
    worth = own
    unitWorth = Array(repeating: Self.never, count: forest.unitNodes.count * yearCount)
    isForced = Array(repeating: false, count: forest.unitNodes.count)
  }

  /// - Parameters:
  ///   - prices: of a cent in each year.
  ///   - fates: what is still open to each item.
  mutating func set(_ prices: [Int], _ fates: [YearFate]) {
    let count = yearCount
    for unit in isForced.indices { isForced[unit] = false }
    for (node, item) in forest.items.enumerated() where !fates[item].mayBeOut {
      isForced[forest.unit[node]] = true
    }
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
        if fates[forest.items[node]].mayBe(in: year) {
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

  /// The year of each item in the best selection, −1: not chosen.
  func selection() -> [Int] {
    var yearOf = Array(repeating: -1, count: forest.count)
    var isUsed = Array(repeating: false, count: forest.unitNodes.count)
    var years = Array(repeating: -1, count: itemCount)
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
      years[forest.items[node]] = year
    }
    return years
  }

  /// Worth of each item alone in its best year, `never` where it has none.
  func bestWorth() -> [Int] {
    var best = Array(repeating: Self.never, count: itemCount)
    for (node, item) in forest.items.enumerated() {
      for year in 0..<yearCount { best[item] = max(best[item], own[node * yearCount + year]) }
    }
    return best
  }

  /// Bounds for ``ComponentChoices``: what hangs below a node may not stand before its first year.
  func choiceWorth(_ fates: [YearFate]) -> ComponentChoices.Worth {
    let best = bestWorth()
    return ComponentChoices.Worth(
      units: forest.unitParent.enumerated().map { unit, parent in
        let first = parent < 0 ? 0 : fates[forest.items[parent]].firstYear
        return unitWorth[unit * yearCount + first]
      },
      nodes: forest.items.map { best[$0] }, isForced: isForced)
  }

  /// Takes away the years, and the being left out, that cost more than `slack` in bound.
  func fix(_ fates: inout [YearFate], slack: Int) {
    var whenChosen = Array(repeating: -Self.never, count: worth.count)
    var whenOmitted = Array(repeating: -Self.never, count: forest.count)
    for (node, item) in forest.items.enumerated() {
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
      if fates[item].isDecided { continue }
      for year in 0..<yearCount where whenChosen[node * yearCount + year] > slack {
        fates[item].remove(year: year)
      }
      if whenOmitted[node] > slack { fates[item].choose() }
    }
  }

  /// The least that nodes take together at the prices, each in the year that is cheapest for it and
  /// what hangs below it; `nil` if they have no years. What the forest leaves out is not regarded.
  ///
  /// - Parameters:
  ///   - chosen: nodes, each after its parent.
  ///   - below: room for `[node × year]`, all 0 before and after.
  func leastTaken(_ chosen: [Int], _ below: inout [Int]) -> Int? {
    let tooMuch = -Self.never
    var total = 0
    for node in chosen.reversed() {
      let parent = forest.parent[node]
      var least = tooMuch
      for year in (0..<yearCount).reversed() {
        let here = node * yearCount + year
        if own[here] > Self.never {
          least = min(least, forest.profits[node] - own[here] + below[here])
        }
        below[here] = 0
        if parent >= 0 {
          let place = parent * yearCount + year
          below[place] = min(tooMuch, below[place] + least)
        }
      }
      if parent < 0 { total = min(tooMuch, total + least) }
    }
    return total < tooMuch ? total : nil
  }
}
