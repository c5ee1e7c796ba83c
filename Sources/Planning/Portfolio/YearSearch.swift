/// Branch and bound over the year of each item, for where care tells the years apart.
///
/// At prices λ of a cent in each year, no plan is worth more than
///
///     max Σ λ(y) · spent(y)  +  max Σ value(i) − λ(y) · cost(i) − Σ later λ · care(i)
///
/// (Lagrange): the first part is ``YearPrices``, the second one pass over ``YearForest``. In each
/// node the prices move towards the lowest bound (Polyak's step, whose aim is the best plan known);
/// then each item loses the years, or the being left out, that would cost more than the bound leaves
/// (fixing by reduced costs), ``YearRules`` draw their conclusions, and one item is tried in each of
/// its fates.
struct YearSearch {
  typealias Plan = (value: Int, years: [Int])

  var best: Plan?
  /// No plan is worth more.
  var bound = Int.max
  /// The bound before anything was tried.
  var relaxed = Int.max
  /// Whether everything was looked at.
  var isComplete = true

  let model: PortfolioModel
  let forest: PrecedenceForest
  let rules: YearRules
  var years: YearForest
  let filler: YearFiller
  let offset: Int
  let shift: Int
  let expired: () -> Bool
  var random = SplitMix(state: 7)
  var nodeCount = 0
  /// Nodes that this part of the search may still visit.
  var nodesLeft = Int.max
  /// The greatest bound of what was not looked at, scaled.
  var unseen = Int.min

  /// - Parameter alike: the years as one, with the prices of further rows.
  init(
    _ model: PortfolioModel, alike: PortfolioRelaxation, best: Plan?,
    expired: @escaping () -> Bool
  ) {
    self.model = model
    self.best = best
    self.expired = expired
    offset = alike.offset
    shift = alike.shift
    forest = PrecedenceForest(
      model, open: model.fates.map { $0 != .omitted },
      weights: Array(repeating: 0, count: model.count), profits: alike.profits)
    rules = YearRules(model, forest)
    years = YearForest(model, forest)
    filler = YearFiller(model: model)
    let total = model.money.greatestLimits.reduce(1) { $0 + Int($1) }
    highestPrice = (1 << 57) / total
    let start = alike.price > 0 ? alike.price : (1 << 52) / total + 1
    root = Array(repeating: min(start, highestPrice), count: model.yearCount)
  }

  let highestPrice: Int
  var root: [Int]

  mutating func run() {
    var fates = forest.items.map { item in
      var fate = YearFate(years: model.yearCount)
      if model.fates[item] == .chosen { fate.choose() }
      return fate
    }
    guard let committed = rules.settle(&fates) else {
      bound = Int.min
      return
    }
    if fates.allSatisfy(\.isDecided) {
      take(fates)
      bound = best?.value ?? Int.min
      return
    }
    root = lowest(fates, committed)
    improve(fates)
    unseen = Int.min
    nodesLeft = Int.max
    isComplete = true
    visit(fates, committed, prices: root)
    bound = isComplete ? best?.value ?? Int.min : max(best?.value ?? Int.min, unseen >> shift)
  }

  /// What a better plan has at least, scaled and without the offset of further rows.
  var wanted: Int {
    best.map { (($0.value + 1) << shift) - offset } ?? YearForest.never / 2
  }

  /// Prices at which the bound of the whole question is lowest.
  mutating func lowest(_ fates: [YearFate], _ committed: [Int]) -> [Int] {
    let money = YearPrices(model.money, committed: committed)
    var best = (bound: Int.max, prices: root)
    let unit = root
    let highest = highestPrice
    Subgradient.minimize(years: unit.count) { point in
      let tried = zip(point, unit).map {
        Int(max(0, min($0 * Double($1), Double(highest))))
      }
      let (bound, slope) = evaluate(tried, fates, money)
      if bound < best.bound { best = (bound, tried) }
      offer()
      return (Double(bound), slope.map { Double($0) })
    }
    relaxed = (best.bound + offset) >> shift
    return best.prices
  }

  /// Moves the prices towards a lower bound.
  ///
  /// - Returns: the lowest bound, with the forest at its prices; `nil` if nothing better than the
  ///   best plan is left.
  mutating func descend(
    _ prices: inout [Int], _ fates: [YearFate], _ committed: [Int], steps: Int
  ) -> Int? {
    let money = YearPrices(model.money, committed: committed)
    var best = (bound: Int.max, prices: prices)
    var tried = prices
    var isAtBest = false
    var idle = 0
    for _ in 0..<steps where idle < 3 {
      let (bound, slope) = evaluate(tried, fates, money)
      if bound < wanted { return nil }
      isAtBest = bound < best.bound
      let isMuch = best.bound == Int.max || best.bound - bound > (bound - wanted) / 20
      idle = isMuch ? 0 : idle + 1
      if isAtBest { best = (bound, tried) }
      let length = slope.reduce(0.0) { $0 + Double($1) * Double($1) }
      if length == 0 || steps == 1 { break }
      let aim = self.best == nil ? bound - bound / 100 : wanted - 1
      let step = Double(bound - aim) / length
      let next = zip(tried, slope).map { price, slope in
        Int(max(0, min(Double(price) - step * Double(slope), Double(highestPrice))))
      }
      if next == tried { break }
      tried = next
    }
    prices = best.prices
    if !isAtBest { _ = evaluate(prices, fates, money) }
    return best.bound
  }

  /// Takes away what costs more than `slack`.
  func fix(_ fates: inout [YearFate], slack: Int) {
    let (whenChosen, whenOmitted) = years.losses()
    for node in fates.indices where !fates[node].isDecided {
      for year in 0..<model.yearCount where whenChosen[node * model.yearCount + year] > slack {
        fates[node].remove(year: year)
      }
      if whenOmitted[node] > slack { fates[node].choose() }
    }
  }

  /// Tries all fates of one item, the best first: of those in doubt the one that spends most, since
  /// large items decide how the years can be filled.
  mutating func branch(_ fates: [YearFate], _ prices: [Int], _ bound: Int) {
    let (whenChosen, whenOmitted) = years.losses()
    let count = model.yearCount
    let price = Double(prices.reduce(0, +)) / Double(count)
    var most = (score: -1.0, node: 0)
    for node in fates.indices where !fates[node].isDecided {
      let cost = Double(model.costs[forest.items[node]])
      var losses = (0..<count).reduce(Int.max) { min($0, whenChosen[node * count + $1]) }
      losses = fates[node].mayBeOut ? max(losses, whenOmitted[node]) : 0
      let doubt = Double(losses) / (price * cost + 1)
      let score = cost / (doubt + 0.1)
      if score > most.score { most = (score, node) }
    }
    let node = most.node
    var children = (0..<count).filter { fates[node].mayBe(in: $0) }
      .map { (loss: whenChosen[node * count + $0], fate: YearFate($0)) }
    if fates[node].mayBeOut { children.append((whenOmitted[node], .omitted)) }
    for (loss, fate) in children.sorted(by: { $0.loss < $1.loss }) where bound - loss >= wanted {
      if nodesLeft < 0 || expired() {
        leave(bound - loss)
        continue
      }
      var child = fates
      child[node] = fate
      guard let committed = rules.settle(&child) else { continue }
      if child.allSatisfy(\.isDecided) {
        take(child)
      } else {
        visit(child, committed, prices: prices)
      }
    }
  }

  /// Part of the search that is not looked at.
  mutating func leave(_ bound: Int) {
    isComplete = false
    unseen = max(unseen, bound + offset)
  }

  mutating func take(_ fates: [YearFate]) {
    var yearOf = Array(repeating: -1, count: model.count)
    for (node, fate) in fates.enumerated() {
      if let year = fate.decidedYear { yearOf[forest.items[node]] = year }
    }
    take(yearOf)
  }

  mutating func take(_ yearOf: [Int]) {
    let value = yearOf.indices.reduce(0) { yearOf[$1] < 0 ? $0 : $0 + model.values[$1] }
    if let best, value <= best.value { return }
    if model.isMeetingMinimums({ yearOf[$0] >= 0 }) { best = (value, yearOf) }
  }

  /// A plan near the best selection at the prices.
  mutating func offer() {
    var wish = Array(repeating: -1, count: model.count)
    for (node, year) in years.selection() { wish[forest.items[node]] = year }
    var worth = Array(repeating: Int.min, count: model.count)
    for (node, item) in forest.items.enumerated() {
      for year in 0..<model.yearCount {
        worth[item] = max(worth[item], years.own[node * model.yearCount + year])
      }
    }
    if let yearOf = filler.fill(wish, worth) { take(yearOf) }
  }
}
