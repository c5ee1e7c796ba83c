/// The year of each item of a selection, found by trying; or the proof that there is none.
///
/// On each of the ``YearScales``, an item in a year takes more than in the year that is cheapest for
/// it. All that the items take more stays within what the scale leaves for the whole selection:
/// most items lose most of their years by that before anything is tried, and most tries end early.
/// First a few tries, the dearest items first, so that the small ones fill the years in the end.
/// Then the parts (``YearPart``) that hardly care about their years are set aside in two ``YearHalf``
/// lists, and what fits together of both is looked up for each assignment of the others.
struct YearAssignment {
  private let model: PortfolioModel
  private let scales: YearScales
  private let items: [Int]
  /// Places of what an item needs, and of what needs it.
  private let needs: [[Int]]
  private let neededBy: [[Int]]
  private var open: [YearFate]
  /// `[place × scale]`: what the item takes in the cheapest year that is open to it.
  private var least: [Int] = []
  private let areYearsAlike: Bool
  private let expired: () -> Bool

  // While years are tried:
  /// What is tried, one after the other.
  private var parts: [YearPart] = []
  /// `[part]`: where its options begin in `extra`.
  private var offsets: [Int] = []
  /// `[option of each part × scale]`: what it takes more than the least.
  private var extra: [Int] = []
  /// `[position × scale]`: how much more may still be taken.
  private var slack: [Int] = []
  /// Of each place, −1: open.
  private var years: [Int]
  private var spent: [Int]
  private var restCost = 0
  private var leastCost = 0
  private var left = 0
  private var isUnknown = false
  /// Parts that are looked up, none while all are tried.
  private var halves: [YearHalf] = []

  /// - Parameters:
  ///   - items: a closed selection.
  ///   - place: of each item among them, −1: not among them.
  init(
    _ model: PortfolioModel, _ scales: YearScales, _ items: [Int], place: [Int],
    expired: @escaping () -> Bool
  ) {
    self.model = model
    self.scales = scales
    self.items = items
    self.expired = expired
    needs = items.map { model.parents[$0].map { place[$0] } }
    precondition(needs.allSatisfy { !$0.contains(-1) }, "a selection that is not closed")
    neededBy = items.map { model.children[$0].map { place[$0] }.filter { $0 >= 0 } }
    var any = YearFate(years: model.yearCount)
    any.choose()
    open = Array(repeating: any, count: items.count)
    areYearsAlike =
      model.money.carryOver == .nothing && !model.hasCare && needs.allSatisfy(\.isEmpty)
    years = Array(repeating: -1, count: items.count)
    spent = Array(repeating: 0, count: model.yearCount)
  }

  /// Tries the years of all items, the dearest first.
  mutating func tryAll(steps: Int) -> YearSplit.Outcome {
    guard narrow(), join() else { return .impossible }
    let costs = parts.map { part in part.places.reduce(0) { $0 + model.costs[items[$1]] } }
    let order = parts.indices.sorted { (costs[$1], $0) < (costs[$0], $1) }
    parts = order.map { parts[$0] }
    restCost = costs.reduce(0, +)
    leastCost = parts.flatMap(\.places).map { model.costs[items[$0]] }.min() ?? 0
    return search(steps)
  }

  /// Tries the years of the items that care about theirs, and looks up those of the others.
  /// - Precondition: ``tryAll(steps:)`` has found nothing.
  mutating func meet(steps: Int) -> YearSplit.Outcome {
    let doubts = parts.map(\.doubt)
    var rest = parts.indices.sorted { (doubts[$0], $0) < (doubts[$1], $1) }[...]
    var halves = [YearHalf(scales, slack, model), YearHalf(scales, slack, model)]
    while let part = rest.first {
      let half = halves[0].count <= halves[1].count ? 0 : 1
      guard halves[half].hasRoom(for: parts[part]) else { break }
      halves[half].add(parts[part])
      rest.removeFirst()
    }
    halves[1].sort()
    self.halves = halves
    parts = rest.reversed().map { parts[$0] }
    return search(steps)
  }

  private mutating func search(_ steps: Int) -> YearSplit.Outcome {
    prepare()
    (left, isUnknown) = (steps, false)
    guard isPayable() else { return .impossible }
    if assign(0) { return .years(years) }
    return isUnknown ? .unknown : .impossible
  }

  private func offset(_ place: Int, _ year: Int) -> Int {
    (items[place] * model.yearCount + year) * scales.count
  }

  /// What an item takes on each scale in the cheapest year that is open to it.
  private mutating func updateLeast(_ place: Int) {
    let fate = open[place]
    let from = place * scales.count
    for scale in 0..<scales.count { least[from + scale] = .max }
    for year in fate.firstYear...fate.lastYear where fate.mayBe(in: year) {
      let offset = offset(place, year)
      for scale in 0..<scales.count {
        least[from + scale] = min(least[from + scale], scales.taken[offset + scale])
      }
    }
  }

  /// What the scales leave beside the cheapest years.
  /// - Returns: whether that is nowhere less than nothing.
  private mutating func updateRoom() -> Bool {
    slack = scales.capacities
    for place in items.indices {
      var sign = 0
      for scale in slack.indices {
        slack[scale] -= least[place * scales.count + scale]
        sign |= slack[scale]
      }
      if sign < 0 { return false }
    }
    return true
  }

  /// Takes away the years that are too dear on some scale, or too early or late for what is tied.
  private mutating func narrow() -> Bool {
    for item in items {
      least += scales.least[item * scales.count..<(item + 1) * scales.count]
    }
    while true {
      guard updateRoom() else { return false }
      let before = open
      for place in items.indices where !open[place].isDecided {
        for year in 0..<model.yearCount where open[place].mayBe(in: year) {
          let (offset, from) = (offset(place, year), place * scales.count)
          var sign = 0
          for scale in slack.indices {
            sign |= slack[scale] + least[from + scale] - scales.taken[offset + scale]
          }
          if sign < 0 { open[place].remove(year: year) }
        }
        if open[place].isEmpty { return false }
      }
      for place in items.indices {
        for needed in needs[place] {
          open[place].remove(before: open[needed].firstYear)
          if open[place].isEmpty { return false }
          open[needed].remove(after: open[place].lastYear)
          if open[needed].isEmpty { return false }
        }
      }
      if open == before { return true }
      for place in items.indices where open[place] != before[place] { updateLeast(place) }
    }
  }

  /// Makes parts of what is open; what is tied by care and needs becomes one part, as long as its
  /// options are few.
  private mutating func join() -> Bool {
    var partOf = Array(repeating: -1, count: items.count)
    var found: [YearPart?] = []
    for place in items.indices {
      if let year = open[place].decidedYear {
        settle(place, year)
      } else {
        let years = (0..<model.yearCount).filter { open[place].mayBe(in: $0) }
        partOf[place] = found.count
        found.append(YearPart(place: place, item: items[place], years: years, model, scales))
      }
    }
    for place in items.indices where model.hasCare && partOf[place] >= 0 {
      for needed in needs[place] where partOf[needed] >= 0 {
        let (first, second) = (partOf[needed], partOf[place])
        guard first != second, open[needed].lastYear > open[place].firstYear,
          let a = found[first], let b = found[second], a.count * b.count <= Self.mostOptions
        else { continue }
        found[first] = YearPart(a, b, slack: slack, isInOrder: isInOrder)
        found[second] = nil
        for other in b.places { partOf[other] = first }
      }
    }
    parts = found.compactMap(\.self)
    return narrowParts()
  }

  private static let mostOptions = 2_000

  /// Whether nothing stands before what it needs, as far as both are among the places.
  private func isInOrder(_ places: [Int], _ years: [Int]) -> Bool {
    zip(places, years).allSatisfy { place, year in
      needs[place].allSatisfy { needed in
        places.firstIndex(of: needed).map { years[$0] <= year } ?? true
      }
    }
  }

  private mutating func narrowParts() -> Bool {
    var isLess = true
    while isLess {
      slack = scales.capacities
      for place in items.indices where years[place] >= 0 {
        let from = offset(place, years[place])
        for scale in slack.indices { slack[scale] -= scales.taken[from + scale] }
      }
      for part in parts {
        guard part.count > 0 else { return false }
        for (scale, least) in part.least.enumerated() { slack[scale] -= least }
        if slack.contains(where: { $0 < 0 }) { return false }
      }
      isLess = false
      for index in parts.indices where parts[index].count > 1 {
        if parts[index].narrow(slack) { isLess = true }
      }
    }
    for part in parts where part.count == 1 {
      for (place, year) in zip(part.places, part.years(0)) { settle(place, year) }
    }
    parts.removeAll { $0.count == 1 }
    for index in parts.indices { parts[index].sort() }
    return true
  }

  private mutating func settle(_ place: Int, _ year: Int) {
    years[place] = year
    let item = items[place]
    spent[year] += model.costs[item]
    for later in (year + 1)..<max(year + 1, spent.count) { spent[later] += model.cares[item] }
  }

  private mutating func prepare() {
    slack.removeLast(slack.count - scales.count)
    slack += Array(repeating: 0, count: parts.count * scales.count)
    (offsets, extra) = ([], [])
    for part in parts {
      offsets.append(extra.count)
      let least = part.least
      for (index, taken) in part.taken.enumerated() {
        extra.append(taken - least[index % scales.count])
      }
    }
  }

  private mutating func assign(_ position: Int) -> Bool {
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

  private mutating func mayGoOn() -> Bool {
    left -= 1
    if left < 0 || (left & 0x3FF == 0 && expired()) { isUnknown = true }
    return !isUnknown
  }

  /// Looks for two entries of the halves that fill the years beside what is spent.
  private mutating func meet(at position: Int) -> Bool {
    let slack = slack[position * scales.count]
    let limit = Int(model.money.limit(0, model.money.standingAtFirst))
    let before = spent
    defer { spent = before }
    for index in 0..<halves[0].count {
      guard mayGoOn() else { return false }
      if halves[0].extra(index) > slack { continue }
      for year in spent.indices { spent[year] = before[year] + halves[0].spent(index, year) }
      let needed = scales.leastFirst(scales.worth(spent) + halves[1].least)
      var other = halves[1].first(atLeast: needed - spent[0])
      let most = limit - spent[0]
      while other < halves[1].count, halves[1].spent(other, 0) <= most {
        for year in spent.indices { spent[year] += halves[1].spent(other, year) }
        if isWithinLimits(), fits(index, other) { return true }
        for year in spent.indices { spent[year] -= halves[1].spent(other, year) }
        other += 1
        if other & 0xF == 0, !mayGoOn() { return false }
      }
    }
    return false
  }

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
  private func isPayable() -> Bool {
    var standing = model.money.standingAtFirst
    var room = 0
    for year in spent.indices {
      let limit = Int(model.money.limit(year, standing))
      guard spent[year] <= limit else { return false }
      if limit - spent[year] >= leastCost { room += limit - spent[year] }
      standing = model.money.next(year, standing, spentCents: Int64(spent[year]))
    }
    return room >= restCost || restCost == 0
  }

  private func isWithinLimits() -> Bool {
    var standing = model.money.standingAtFirst
    for year in spent.indices {
      guard spent[year] <= Int(model.money.limit(year, standing)) else { return false }
      standing = model.money.next(year, standing, spentCents: Int64(spent[year]))
    }
    return true
  }
}
