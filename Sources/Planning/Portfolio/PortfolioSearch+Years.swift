extension PortfolioSearch {
  /// Where care tells the years apart: a price for each year, then all combinations within a loss
  /// that grows until nothing better than the best plan lies beyond it.
  ///
  /// - Returns: the years as one at these prices, for what is too much to combine.
  mutating func meet(_ alike: PortfolioRelaxation) -> PortfolioRelaxation {
    var prices = YearPrices(model, profits: alike.profits, start: alike.price)
    prices.improve()
    combine(prices, offset: alike.offset, unit: 1 << alike.shift)
    // Rounded so that no selection gets heavier and the capacity no smaller.
    let coarse = 14
    return PortfolioRelaxation(
      model, weights: YearPrices.weights(model, prices.prices).map { $0 >> coarse },
      capacity: (YearPrices.most(model.money, prices.prices).worth >> coarse) + 1, rows: rows)
  }

  private mutating func combine(_ prices: YearPrices, offset: Int, unit: Int) {
    let shift = unit.trailingZeroBitCount
    let bound = prices.bound + offset
    if bound < -(1 << 57) {
      isProven = true
      return
    }
    relax(to: bound >> shift)
    let years = prices.years
    let losses = years.losses()
    let least = -model.values.reduce(0) { $0 + abs($1) } - 1
    var horizon = max(4 * unit, bound / 400)
    while !expired() {
      let wanted = ((best?.value ?? least) + 1) * unit
      if wanted > bound {
        isProven = true
        return
      }
      horizon = min(horizon, bound - wanted)
      let choices = YearChoices(model, years, losses: losses, limit: horizon, most: 20_000)
      if choices.isCutOff { return }
      if !choices.isEmpty {
        var lists = YearLists(
          choices.components, money: model.money, prices: prices.prices, offset: offset)
        lists.improve(floor: bound - horizon)
        lists.center(within: unit / 1000)
        relax(to: max(lists.bound, bound - horizon - 1) >> shift)
        guard deepen(lists, floor: bound - horizon, offset: offset, unit: unit) else { return }
      }
      // Everything above the floor was looked at, and nothing below it could be better.
      if horizon >= bound - ((best?.value ?? least) + 1) * unit {
        isProven = true
        return
      }
      relax(to: max(best?.value ?? least, (bound - horizon - 1) >> shift))
      horizon *= 4
    }
  }

  /// - Parameter floor: plans below are not looked for.
  /// - Returns: whether everything above the floor was looked at.
  private mutating func deepen(_ lists: YearLists, floor: Int, offset: Int, unit: Int) -> Bool {
    // First good plans: few changes, but also dear ones.
    for most in [40_000, 150_000] {
      let wanted = lack(lists, floor, unit)
      if wanted < 0 { return true }
      var meeting = YearMeeting(lists, loss: wanted / 2, most: most, expired: expired)
      meeting.forEach(loss: wanted) { items in
        take(items)
        return lack(lists, floor, unit)
      }
    }
    // Where most years of most items are as good as others, there is no end to the combinations.
    if lists.tied(within: unit / 1000) > 40 { return false }
    var loss = max(unit / 4, lists.bound / 100_000)
    var most = 100_000
    while !expired() {
      let needed = lack(lists, floor, unit)
      if needed < 0 { return true }
      if loss * 4 / 3 >= needed { loss = needed }
      var meeting = YearMeeting(lists, loss: loss, most: most, expired: expired)
      meeting.forEach(loss: min(needed, 4 * loss)) { items in
        take(items)
        return lack(lists, floor, unit)
      }
      if !meeting.isComplete { return false }
      if loss >= lack(lists, floor, unit) { return true }
      relax(to: max(best?.value ?? Int.min, (lists.bound - loss - 1) / unit))
      loss = loss * 5 / 4
      most = 1_500_000
    }
    return false
  }

  /// What a better plan above the floor can lose at most; negative: there is none.
  private func lack(_ lists: YearLists, _ floor: Int, _ unit: Int) -> Int {
    lists.bound - max(floor, best.map { ($0.value + 1) * unit } ?? floor)
  }

  private mutating func take(_ items: [(item: Int, year: Int)]) {
    let value = items.reduce(0) { $0 + model.values[$1.item] }
    if let best, value <= best.value { return }
    var yearOf = Array(repeating: -1, count: model.count)
    for (item, year) in items { yearOf[item] = year }
    guard model.isMeetingMinimums({ yearOf[$0] >= 0 }) else { return }
    best = (value, yearOf)
  }
}
