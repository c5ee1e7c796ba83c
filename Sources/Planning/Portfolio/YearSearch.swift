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

  private(set) var best: Plan?
  /// No plan is worth more.
  private(set) var bound = Int.max
  /// The bound before anything was tried.
  private(set) var relaxed = Int.max
  /// Whether everything was looked at.
  private(set) var isComplete = true

  private let model: PortfolioModel
  private let forest: PrecedenceForest
  private let rules: YearRules
  private var years: YearForest
  private let filler: YearFiller
  private let offset: Int
  private let shift: Int
  private let expired: () -> Bool
  private var random = SplitMix(state: 7)
  private var nodeCount = 0
  /// Nodes that this part of the search may still visit.
  private var nodesLeft = Int.max
  /// The greatest bound of what was not looked at, scaled.
  private var unseen = Int.min

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

  private let highestPrice: Int
  private var root: [Int]

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
    root = lowest(fates, committed)
    improve(fates)
    unseen = Int.min
    nodesLeft = Int.max
    isComplete = true
    visit(fates, committed, prices: root)
    bound = isComplete ? best?.value ?? Int.min : max(best?.value ?? Int.min, unseen >> shift)
  }

  /// What a better plan has at least, scaled and without the offset of further rows.
  private var wanted: Int {
    best.map { (($0.value + 1) << shift) - offset } ?? YearForest.never / 2
  }

  /// Prices at which the bound of the whole question is lowest.
  private mutating func lowest(_ fates: [YearFate], _ committed: [Int]) -> [Int] {
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

  /// Frees some items of the best plan and searches again with all others where they are, as long
  /// as that helps (large neighbourhood search, Shaw 1998).
  private mutating func improve(_ open: [YearFate]) {
    var idle = 0
    while idle < 60, let known = best, !expired() {
      var isFree = Array(repeating: false, count: open.count)
      for _ in 0..<min(12, open.count) {
        isFree[Int.random(in: 0..<open.count, using: &random)] = true
      }
      var fates = open
      for (node, item) in forest.items.enumerated() where !isFree[node] {
        fates[node] = YearFate(known.years[item] < 0 ? nil : known.years[item])
      }
      idle += 1
      guard let committed = rules.settle(&fates) else { continue }
      nodesLeft = 300
      visit(fates, committed, prices: root)
      if best!.value > known.value { idle = 0 }
    }
  }

  private mutating func evaluate(
    _ prices: [Int], _ fates: [YearFate], _ money: YearPrices
  ) -> (bound: Int, slope: [Int]) {
    years.set(prices, fates)
    let most = money.most(prices)
    var slope = most.spent
    for (node, year) in years.selection() {
      let item = forest.items[node]
      slope[year] -= model.costs[item]
      for later in (year + 1)..<max(year + 1, slope.count) { slope[later] -= model.cares[item] }
    }
    return (most.worth + years.total, slope)
  }

  private mutating func visit(_ open: [YearFate], _ known: [Int], prices start: [Int]) {
    var (fates, committed, prices) = (open, known, start)
    var bound = Int.max
    for round in 0..<4 {
      guard let found = descend(&prices, fates, committed) else { return }
      bound = found
      if round == 0 {
        nodesLeft -= 1
        nodeCount += 1
        if nodesLeft < 0 || expired() { return leave(bound) }
        if nodeCount & 7 == 0 || best == nil { offer() }
      }
      let before = fates
      fix(&fates, slack: bound - wanted)
      guard let settled = rules.settle(&fates) else { return }
      committed = settled
      if fates.allSatisfy(\.isDecided) { return take(fates) }
      if fates == before { break }
      // Little has changed: the next node will see.
      if zip(fates, before).count(where: { $0 != $1 }) * 20 < fates.count { break }
    }
    guard let found = descend(&prices, fates, committed) else { return }
    bound = min(bound, found)
    branch(fates, prices, bound)
  }

  /// Moves the prices towards a lower bound.
  ///
  /// - Returns: the lowest bound, with the forest at its prices; `nil` if nothing better than the
  ///   best plan is left.
  private mutating func descend(
    _ prices: inout [Int], _ fates: [YearFate], _ committed: [Int]
  ) -> Int? {
    let money = YearPrices(model.money, committed: committed)
    var best = (bound: Int.max, prices: prices)
    var tried = prices
    var idle = 0
    for _ in 0..<15 where idle < 3 {
      let (bound, slope) = evaluate(tried, fates, money)
      if bound < wanted { return nil }
      idle = bound < best.bound - (best.bound - wanted) / 20 ? 0 : idle + 1
      if bound < best.bound { best = (bound, tried) }
      let length = slope.reduce(0.0) { $0 + Double($1) * Double($1) }
      if length == 0 { break }
      let aim = self.best == nil ? bound - bound / 100 : wanted - 1
      let step = Double(bound - aim) / length
      let next = zip(tried, slope).map { price, slope in
        Int(max(0, min(Double(price) - step * Double(slope), Double(highestPrice))))
      }
      if next == tried { break }
      tried = next
    }
    prices = best.prices
    return evaluate(prices, fates, money).bound
  }

  /// Takes away what costs more than `slack`.
  private func fix(_ fates: inout [YearFate], slack: Int) {
    let (whenChosen, whenOmitted) = years.losses()
    for node in fates.indices where !fates[node].isDecided {
      for year in 0..<model.yearCount where whenChosen[node * model.yearCount + year] > slack {
        fates[node].remove(year: year)
      }
      if whenOmitted[node] > slack { fates[node].choose() }
    }
  }

  /// Tries the fates of one item, the best first: whether it is chosen, where that is open to any,
  /// since a year more or less changes the bound little; else in which year.
  private mutating func branch(_ fates: [YearFate], _ prices: [Int], _ bound: Int) {
    let (whenChosen, whenOmitted) = years.losses()
    let count = model.yearCount
    let price = Double(prices.reduce(0, +)) / Double(count)
    var most = (score: -1.0, node: 0, loss: (in: 0, out: 0))
    let isOpen = fates.contains { $0.mayBeOut && $0.mayBeIn }
    for node in fates.indices where !fates[node].isDecided {
      guard !isOpen || fates[node].mayBeOut else { continue }
      let cost = Double(model.costs[forest.items[node]])
      let inLoss = (0..<count).reduce(Int.max) { min($0, whenChosen[node * count + $1]) }
      let loss = (in: inLoss, out: whenOmitted[node])
      // Large items that could as well have the other fate.
      let doubt = isOpen ? Double(max(loss.in, loss.out)) / (price * cost + 1) : 0
      let score = cost / (doubt + 0.1)
      if score > most.score { most = (score, node, loss) }
    }
    var children: [(loss: Int, fate: YearFate)] = []
    if isOpen {
      var chosen = fates[most.node]
      chosen.choose()
      children = [(most.loss.in, chosen), (most.loss.out, .omitted)]
    } else {
      children = (0..<count).filter { fates[most.node].mayBe(in: $0) }
        .map { (whenChosen[most.node * count + $0], YearFate($0)) }
    }
    for (loss, fate) in children.sorted(by: { $0.loss < $1.loss }) where bound - loss >= wanted {
      if nodesLeft < 0 || expired() {
        leave(bound - loss)
        continue
      }
      var child = fates
      child[most.node] = fate
      guard let committed = rules.settle(&child) else { continue }
      if child.allSatisfy(\.isDecided) {
        take(child)
      } else {
        visit(child, committed, prices: prices)
      }
    }
  }

  /// Part of the search that is not looked at.
  private mutating func leave(_ bound: Int) {
    isComplete = false
    unseen = max(unseen, bound + offset)
  }

  private mutating func take(_ fates: [YearFate]) {
    var yearOf = Array(repeating: -1, count: model.count)
    for (node, fate) in fates.enumerated() {
      if let year = fate.decidedYear { yearOf[forest.items[node]] = year }
    }
    take(yearOf)
  }

  private mutating func take(_ yearOf: [Int]) {
    let value = yearOf.indices.reduce(0) { yearOf[$1] < 0 ? $0 : $0 + model.values[$1] }
    if let best, value <= best.value { return }
    if model.isMeetingMinimums({ yearOf[$0] >= 0 }) { best = (value, yearOf) }
  }

  /// A plan near the best selection at the prices.
  private mutating func offer() {
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
