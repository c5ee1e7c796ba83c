/// Finds the best plan and proves it: every selection of the merged years that could be worth more
/// than the best plan so far is split into years, or shown not to split.
struct PortfolioSearch {
  let model: PortfolioModel
  /// Whether the whole search is over, or only this part of it.
  var expired: () -> Bool
  /// Value and the year of each item, −1: not chosen.
  var best: (value: Int, years: [Int])?
  /// No plan is worth more.
  var bound: Int
  /// Whether nothing better than `best` is left (or, without `best`, no plan at all).
  var isProven = false
  /// A bound that rests on prices alone.
  var relaxed = Int.max
  /// A bound that rests on what has been looked at to the end, with nothing left undecided.
  var settled = Int.max
  var split: YearSplit
  var undecided: [(value: Int, items: [Int])] = []
  /// Entries of a table of selections, at most.
  let tableEntries: Int
  /// The same, while it is looked at.
  var mostEntries: Int
  /// Whether a better plan is tried for before it is looked: it costs time, and lets hard problems be
  /// looked at to the end.
  var renewsFirst = true
  /// Into how many parts the plans are parted, at most, where prices leave a gap.
  var mostParts = 200
  /// What is parted, once it is known that prices leave a gap.
  var whole: PortfolioRelaxation?
  /// Bounds of parts for which plans have been looked for.
  var tunedBounds: Set<Int> = []
  /// Of the next renewal.
  var nextSeed: UInt64 = 12

  init(
    _ model: PortfolioModel, tableEntries: Int = Portfolio.tableEntries,
    expired: @escaping () -> Bool
  ) {
    self.model = model
    self.tableEntries = tableEntries
    self.expired = expired
    mostEntries = tableEntries
    bound = model.values.reduce(0) { $0 + max(0, $1) }
    split = YearSplit(model)
  }

  mutating func run() {
    guard !model.isContradictory else {
      isProven = true
      return
    }
    let alike = PortfolioRelaxation(model, weights: model.costs, capacity: capacity, rows: rows)
    relax(to: alike.bound >> alike.shift)
    guard let relaxation = relaxation(alike) else {
      isProven = true
      return
    }
    for share in [1000, 999, 995, 990, 970, 930, 850, 700, 500, 0] where best == nil {
      offer(greedy(alike, share: share), steps: 200)
    }
    let prices = (relaxation as? YearRelaxation)?.prices
    if isFar, renewsFirst { renewQuickly(prices) }
    alternate(relaxation, prices)
    settleUndecided(prices)
    if isProven { bound = best?.value ?? bound }
  }

  /// Care tells the years apart.
  /// - Returns: `nil` if no plan keeps the rules.
  private mutating func relaxation(_ alike: PortfolioRelaxation) -> (any SelectionBound)? {
    guard model.hasCare else { return alike }
    let filler = YearFiller(model: model)
    let years = YearRelaxation(model, alike: alike) { wish, worth in
      if let years = filler.fill(wish, worth) { keep(years) }
    }
    guard let years else { return nil }
    relax(to: years.bound >> years.shift)
    split = YearSplit(model, prices: years.prices)
    return years
  }

  /// Keeps a plan if it is the best so far.
  private mutating func keep(_ years: [Int]) {
    let value = years.indices.reduce(0) { years[$1] < 0 ? $0 : $0 + model.values[$1] }
    if let best, value <= best.value { return }
    if model.isMeetingMinimums({ years[$0] >= 0 }) { best = (value, years) }
  }

  /// All that can be spent in all years.
  var capacity: Int { model.money.total }

  var rows: [PortfolioRelaxation.Row] { minimumRows + counts }

  var minimumRows: [PortfolioRelaxation.Row] {
    model.minimums.map { .init(members: $0.members, limit: $0.minimum, isAtLeast: true) }
  }

  var possible: [Int] { (0..<model.count).filter { model.fates[$0] != .omitted } }

  /// How many items at most: of all, and of the large ones of which a year holds few.
  var counts: [PortfolioRelaxation.Row] {
    let possible = possible
    var rows: [PortfolioRelaxation.Row] = []
    var rest = capacity
    let number = possible.map { model.costs[$0] }.sorted().prefix { cost in
      rest -= cost
      return rest >= 0
    }.count
    rows.append(.init(members: possible, limit: number, isAtLeast: false))
    let limits = model.money.greatestLimits
    guard model.yearCount > 1, let greatest = limits.max() else { return rows }
    for part in 2...4 {
      let large = possible.filter { model.costs[$0] > greatest / part }
      guard let least = large.map({ model.costs[$0] }).min() else { continue }
      let held = limits.reduce(0) { $0 + $1 / least }
      if held < large.count { rows.append(.init(members: large, limit: held, isAtLeast: false)) }
    }
    return rows
  }

  mutating func lower(to value: Int) { bound = min(bound, value) }

  /// A bound that stays, whatever is looked at again.
  mutating func settle(at value: Int) {
    settled = min(settled, value)
    lower(to: value)
  }

  /// A bound that rests on no search.
  mutating func relax(to value: Int) {
    relaxed = min(relaxed, value)
    lower(to: value)
  }

  /// Looks at all selections within a loss of the bound, with a loss that grows until nothing
  /// better than the best plan lies beyond it.
  mutating func deepen(_ relaxation: any SelectionBound) {
    let unit = 1 << relaxation.shift
    let least = -model.values.reduce(0) { $0 + abs($1) } - 1
    var loss: Int?
    while true {
      let needed = relaxation.bound - ((best?.value ?? least) + 1) * unit
      if isProven || needed < 0 || isReached {
        isProven = true
        return
      }
      let step = loss.map { $0 * 4 } ?? max(unit, min(needed, relaxation.bound / 512) / 16)
      loss = step >= needed / 2 ? needed : step
      guard look(relaxation, loss: loss!) else { return }
      if loss! >= needed {
        isProven = true
        return
      }
      lower(to: max(best?.value ?? least, (relaxation.bound - loss! - 1) >> relaxation.shift))
    }
  }

  /// - Returns: whether all selections within the loss were seen.
  mutating func look(_ relaxation: any SelectionBound, loss: Int) -> Bool {
    if expired() { return false }
    let least = relaxation.bound - loss
    let core: SelectionCore
    switch relaxation.core(atLeast: least, expired: expired) {
    case .nothing: return true
    case .tooMany: return false
    case .core(let found): core = found
    }
    guard core.capacity >= 0 else { return true }
    if wanted(1 << relaxation.shift) <= least { offerLess(core, least: least, expired) }
    let table = CoreTable(
      core.components, capacity: core.capacity, price: core.price, least: least - core.profit,
      most: mostEntries, expired: expired)
    if table.isCutOff { return false }
    guard let most = table.best else { return true }
    let unit = 1 << relaxation.shift
    var upper = most
    var width = unit
    while upper >= least - core.profit {
      let floor = max(least, wanted(unit)) - core.profit
      if upper < floor { break }
      let lowest = max(floor, upper - width + 1)
      let isDone = table.forEach(lowest...upper) { items in
        offer(core.fixed + items, steps: 200_000)
        return expired() ? nil : wanted(unit) - core.profit
      }
      if !isDone { return false }
      lower(to: max(best?.value ?? .min, (lowest - 1 + core.profit) >> relaxation.shift))
      upper = lowest - 1
      width *= 4
    }
    return true
  }

  /// Offers the best selection that takes less than all money, so that the search has a plan to
  /// beat where years hold few items and are hard to fill.
  private mutating func offerLess(
    _ core: SelectionCore, least: Int, _ expired: @escaping () -> Bool
  ) {
    let before = best?.value
    for share in [998, 995, 990, 980, 970, 950, 920, 880, 840, 800] where best?.value == before {
      let capacity = core.capacity / 1000 * share
      let lost = core.price * (core.capacity - capacity)
      let table = CoreTable(
        core.components, capacity: capacity, price: core.price, least: least - core.profit - lost,
        most: min(1_000_000, mostEntries), expired: expired)
      if table.isCutOff { return }
      guard let most = table.best else { continue }
      _ = table.forEach(most...most) { items in
        offer(core.fixed + items, steps: 2_000)
        return nil
      }
    }
  }

  /// Least profit with all rows that beats the best plan.
  func wanted(_ unit: Int) -> Int {
    best.map { ($0.value + 1) * unit } ?? Int.min / 4
  }

  /// What looking has left open: soon decided, or perhaps below a better plan, or with patience.
  private mutating func settleUndecided(_ prices: [Int]?) {
    retry(steps: 1_000_000)
    if !isProven || !undecided.isEmpty { renew(prices: prices) }
    retry(steps: 100_000_000)
    if let most = undecided.map(\.value).max() {
      bound = min(relaxed, settled, isProven ? most : max(bound, most))
      isProven = false
    }
  }

  private mutating func retry(steps: Int) {
    let open = undecided.sorted { $0.value > $1.value }
    undecided = []
    for (value, items) in open where value > best?.value ?? Int.min { offer(items, steps: steps) }
    undecided.removeAll { $0.value <= best?.value ?? Int.min }
  }
}
