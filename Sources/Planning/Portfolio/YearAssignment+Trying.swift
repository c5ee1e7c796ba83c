/// The years of the parts, one part after the other, and what fits together of those set aside.
extension YearAssignment {
  mutating func settle(_ place: Int, _ year: Int) {
    years[place] = year
    let item = items[place]
    spent[year] += model.costs[item]
    for later in (year + 1)..<max(year + 1, spent.count) { spent[later] += model.cares[item] }
  }

  mutating func assign(_ position: Int) -> Bool {
    if position == parts.count { return halves.isEmpty || meet(at: position) }
    guard mayGoOn() else { return false }
    let part = parts[position]
    let cost = part.places.reduce(0) { $0 + model.costs[items[$1]] }
    restCost -= cost
    defer { restCost += cost }
    for option in 0..<part.count {
      if areYearsAlike, isSeenBefore(part.years(option).first!) { continue }
      guard take(position, option) else { continue }
      for (place, year) in zip(part.places, part.years(option)) { years[place] = year }
      for year in spent.indices { spent[year] += part.spent(option, year) }
      if part.places.allSatisfy(isInOrder), isPayable(), assign(position + 1) { return true }
      for place in part.places { years[place] = -1 }
      for year in spent.indices { spent[year] -= part.spent(option, year) }
      if isUnknown { return false }
    }
    return false
  }

  private func isInOrder(_ place: Int) -> Bool {
    needs[place].allSatisfy { years[$0] <= years[place] }
      && neededBy[place].allSatisfy { years[$0] < 0 || years[$0] >= years[place] }
  }

  private mutating func mayGoOn(after steps: Int = 1) -> Bool {
    let before = left >> 10
    left -= steps
    if left < 0 || (left >> 10 != before && expired()) { isUnknown = true }
    return !isUnknown
  }

  /// Looks for two entries of the halves that fill the years beside what is spent.
  private mutating func meet(at position: Int) -> Bool {
    let slack = slack[position * scales.count]
    let limit = MoneyWalk(model.money).limit
    let before = spent
    defer { spent = before }
    for index in 0..<halves[0].count {
      guard mayGoOn() else { return false }
      if halves[0].extra(index) > slack { continue }
      for year in spent.indices { spent[year] = before[year] + halves[0].spent(index, year) }
      let needed = scales.leastFirst(scales.worth(spent) + halves[1].least)
      var other = halves[1].first(atLeast: needed - spent[0])
      let end = halves[1].first(atLeast: limit - spent[0] + 1)
      while other < end {
        let stop = min(end, other + Self.entriesAtOnce)
        let found = halves[1].firstPayable(
          other..<stop, beside: spent, extra: slack - halves[0].extra(index))
        if let found, fits(index, found) { return true }
        let next = found.map { $0 + 1 } ?? stop
        guard mayGoOn(after: (next - other) / 16) else { return false }
        other = next
      }
    }
    return false
  }

  private static let entriesAtOnce = 1 << 10

  /// Sets the years of two entries; whether they stand in the order of what they need.
  private mutating func fits(_ first: Int, _ second: Int) -> Bool {
    for (half, index) in zip(halves, [first, second]) {
      for (place, year) in half.years(index) { years[place] = year }
    }
    let places = halves.flatMap(\.places)
    if places.allSatisfy(isInOrder) { return true }
    for place in places { years[place] = -1 }
    return false
  }

  /// - Returns: whether no scale takes more than it may.
  private mutating func take(_ position: Int, _ option: Int) -> Bool {
    let count = scales.count
    let from = position * count
    let offset = offsets[position] + option * count
    return slack.withUnsafeMutableBufferPointer { slack in
      extra.withUnsafeBufferPointer { extra in
        var sign = 0
        for scale in 0..<count {
          let rest = slack[from + scale] &- extra[offset + scale]
          slack[from + count + scale] = rest
          sign |= rest
        }
        return sign >= 0
      }
    }
  }

  /// Whether an earlier year has the same room: with nothing else to tell them apart, one is enough.
  private func isSeenBefore(_ year: Int) -> Bool {
    (0..<year).contains {
      Int(model.money.budgetsCents[$0]) - spent[$0]
        == Int(model.money.budgetsCents[year]) - spent[year]
    }
  }

  /// The limits of a partial assignment only fall when more is spent, so that a year which cannot
  /// pay ends the try.
  func isPayable() -> Bool {
    var walk = MoneyWalk(model.money)
    var room = 0
    for cents in spent {
      let rest = walk.limit - cents
      guard rest >= 0 else { return false }
      if rest >= leastCost { room += rest }
      walk.spend(cents)
    }
    return room >= restCost || restCost == 0
  }
}
