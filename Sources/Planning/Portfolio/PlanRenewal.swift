import Foundation

/// Better plans by taking some items out and putting others, or the same in other years, where they
/// are worth most for what they take (ruin and recreate: Schrimpf et al. 2000). Between these steps
/// one year is filled with the best of all subsets (``SubsetSum``), or a few years exchange items in
/// the best of all ways (``YearExchange``). A plan that is worse by no more than the heat allows is
/// sometimes gone on from, ever less so. Proves nothing.
struct PlanRenewal {
  typealias Plan = (value: Int, years: [Int])

  struct State {
    /// Of each item, −1: not chosen.
    var years: [Int]
    var spent: [Int]
    var value = 0
    /// Forced items and items of minimums that are not chosen.
    var missing = 0
  }

  let model: PortfolioModel
  /// Of a cent in each year.
  private let prices: [Double]
  /// Items of each group of alternatives.
  let members: [[Int]]
  var random: SplitMix
  var state: State
  /// The prices of this step, and for care those of all later years.
  private var price: [Double]
  private var laterPrice: [Double]

  /// - Parameters:
  ///   - prices: of a cent in each year; `nil`: alike in all of them.
  ///   - seed: another one finds other plans.
  init(_ model: PortfolioModel, prices: [Int]?, seed: UInt64) {
    self.model = model
    random = SplitMix(state: seed)
    let known = prices ?? Array(repeating: 1, count: model.yearCount)
    let mean = max(1, known.reduce(0) { $0 + Double($1) } / Double(known.count))
    self.prices = known.map { max(0.1, Double($0) / mean) }
    var members: [[Int]] = Array(repeating: [], count: (model.groups.max() ?? -1) + 1)
    for (item, group) in model.groups.enumerated() where group >= 0 { members[group].append(item) }
    self.members = members
    (price, laterPrice) = (self.prices, self.prices)
    state = State(
      years: Array(repeating: -1, count: model.count),
      spent: Array(repeating: 0, count: model.yearCount))
  }

  /// - Parameters:
  ///   - start: a plan that keeps all rules, or none.
  ///   - heat: what may be given up for a while, at first, in the mean worth of a chosen item: with
  ///     1 whole items come and go, with less they only change places.
  /// - Returns: the best plan found, `nil` if none keeps all rules.
  mutating func improve(
    _ start: Plan?, steps: Int, heat: Double, expired: () -> Bool
  ) -> Plan? {
    var best = start
    if let start {
      for (item, year) in start.years.enumerated() where year >= 0 { put(item, year) }
    }
    state.missing = missing()
    let itemCount = max(1, state.years.count { $0 >= 0 })
    let share = heat / Double(itemCount)
    for step in 0..<steps {
      if step & 0xF == 0, expired() { break }
      let before = state
      if model.yearCount > 1, number(32) == 0 {
        exchange()
      } else if number(4) == 0 {
        fill()
      } else {
        ruin()
        recreate()
      }
      state.missing = missing()
      let isComplete = state.missing == 0
      if isComplete, state.value > best?.value ?? Int.min { best = (state.value, state.years) }
      let cooled = share * pow(Self.coolest / share, Double(step) / Double(steps))
      let allowed = -log(max(1e-9, unit())) * cooled * Double(best?.value ?? 0).magnitude
      let isWorse =
        state.missing > before.missing
        || (state.missing == before.missing
          && Double(state.value) < Double(before.value) - allowed)
      if isWorse { state = before }
    }
    return best
  }

  /// In the end a plan may be worse by a ten-millionth of its value.
  private static let coolest = 1e-7

  private mutating func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }

  mutating func number(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  private func missing() -> Int {
    let forced = model.fates.indices.count { model.fates[$0] == .chosen && state.years[$0] < 0 }
    return model.minimums.reduce(forced) { sum, row in
      sum + max(0, row.minimum - row.members.count { state.years[$0] >= 0 })
    }
  }

  mutating func put(_ item: Int, _ year: Int) { change(item, year, 1) }

  mutating func change(_ item: Int, _ year: Int, _ sign: Int) {
    state.years[item] = sign > 0 ? year : -1
    state.value += sign * model.values[item]
    state.spent[year] += sign * model.costs[item]
    for later in (year + 1)..<max(year + 1, state.spent.count) {
      state.spent[later] += sign * model.cares[item]
    }
  }

  /// Takes out an item and all that needs it.
  private mutating func takeOut(_ item: Int) {
    guard state.years[item] >= 0 else { return }
    for child in model.children[item] { takeOut(child) }
    change(item, state.years[item], -1)
  }

  private mutating func ruin() {
    let chosen = (0..<model.count).filter { state.years[$0] >= 0 }
    guard !chosen.isEmpty else { return }
    if number(4) == 0 {
      // One year, or most of it.
      let year = number(model.yearCount)
      let kept = number(3)
      for item in chosen where state.years[item] == year && number(4) >= kept { takeOut(item) }
    } else {
      for _ in 0...number(min(10, chosen.count)) { takeOut(chosen[number(chosen.count)]) }
    }
  }

  /// Fills one year with the best of all subsets of some loose items: those of the year and those
  /// that are not chosen, which nothing chosen needs and which need nothing that is not chosen.
  private mutating func fill() {
    let year = number(model.yearCount)
    let before = state
    var items: [Int] = []
    var inGroup: Set<Int> = []
    for _ in 0..<60 where items.count < 20 {
      let item = number(model.count)
      let group = model.groups[item]
      let known = state.years[item]
      guard known == year || known < 0, model.fates[item] == .open, !items.contains(item),
        model.parents[item].allSatisfy({ 0...year ~= state.years[$0] && !items.contains($0) }),
        !model.children[item].contains(where: { state.years[$0] >= 0 || items.contains($0) }),
        group < 0
          || (!inGroup.contains(group)
            && !members[group].contains { $0 != item && state.years[$0] >= 0 })
      else { continue }
      if group >= 0 { inGroup.insert(group) }
      items.append(item)
    }
    for item in items where state.years[item] >= 0 { change(item, year, -1) }
    var walk = MoneyWalk(model.money)
    for spent in state.spent[..<year] { walk.spend(spent) }
    let room = walk.limit - state.spent[year]
    let best = SubsetSum.best(
      items.map { model.costs[$0] }, worths: items.map { model.values[$0] }, within: room)
    for index in best { put(items[index], year) }
    if !model.money.canPay(state.spent) { state = before }
  }

  /// Puts in what is worth most for what it takes, at prices that are a little different each time.
  private mutating func recreate() {
    var later = 0.0
    for year in price.indices.reversed() {
      price[year] = prices[year] * exp((unit() - 0.5) * 1.5)
      laterPrice[year] = later
      later += price[year]
    }
    let noise = number(2) == 0 ? 0.1 : 0.8
    var open: [(item: Int, key: Double)] = []
    for item in 0..<model.count where model.fates[item] != .omitted && state.years[item] < 0 {
      let least = price.indices.reduce(Double.infinity) { min($0, taken($1, item: item)) }
      let worth = Double(model.values[item]) * exp((unit() - 0.5) * noise) / max(1, least)
      open.append((item, model.fates[item] == .chosen ? .infinity : worth))
    }
    open.sort { ($1.key, $0.item) < ($0.key, $1.item) }
    for row in model.minimums {
      for (item, _) in open where state.years[item] < 0 && row.members.contains(item) {
        if row.members.count(where: { state.years[$0] >= 0 }) >= row.minimum { break }
        insert(item, isWanted: true)
      }
    }
    for (item, key) in open where state.years[item] < 0 && key > 0 {
      insert(item, isWanted: key == .infinity)
    }
  }

  private func taken(_ year: Int, item: Int) -> Double {
    price[year] * Double(model.costs[item]) + laterPrice[year] * Double(model.cares[item])
  }

  /// Puts in an item and what it needs, in the cheapest year that can pay all of it.
  private mutating func insert(_ item: Int, isWanted: Bool) {
    var items: [Int] = []
    var first = 0
    gather(item, &items, &first)
    var (cost, care, value) = (0, 0, 0)
    for (index, one) in items.enumerated() {
      let group = model.groups[one]
      guard model.fates[one] != .omitted,
        group < 0
          || !items[..<index].contains(where: { model.groups[$0] == group })
            && !members[group].contains(where: { state.years[$0] >= 0 })
      else { return }
      cost += model.costs[one]
      care += model.cares[one]
      value += model.values[one]
    }
    guard isWanted || value > 0 else { return }
    var best: (taken: Double, year: Int)?
    for year in first..<model.yearCount {
      let taken = price[year] * Double(cost) + laterPrice[year] * Double(care)
      if let best, taken >= best.taken { continue }
      if model.money.canPay(state.spent, and: cost, in: year, later: care) { best = (taken, year) }
    }
    guard let best else { return }
    for one in items { put(one, best.year) }
  }

  /// What is not chosen of an item and of what it needs, and the first year open to all of it.
  private func gather(_ item: Int, _ items: inout [Int], _ first: inout Int) {
    if state.years[item] >= 0 {
      first = max(first, state.years[item])
    } else if !items.contains(item) {
      for needed in model.parents[item] { gather(needed, &items, &first) }
      items.append(item)
    }
  }
}
