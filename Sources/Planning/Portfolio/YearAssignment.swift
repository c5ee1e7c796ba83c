/// The year of each item of a selection, found by trying; or the proof that there is none.
///
/// On each of the ``YearScales``, an item in a year takes more than in the year that is cheapest for
/// it. All that the items take more stays within what the scale leaves for the whole selection:
/// most items lose most of their years by that before anything is tried, and most tries end early.
/// First a few tries, the dearest items first, so that the small ones fill the years in the end.
/// Then the parts (``YearPart``) that hardly care about their years are set aside in two ``YearHalf``
/// lists, and what fits together of both is looked up for each assignment of the others.
struct YearAssignment {
  let model: PortfolioModel
  let scales: YearScales
  let items: [Int]
  /// Places of what an item needs, and of what needs it.
  let needs: [[Int]]
  let neededBy: [[Int]]
  var open: [YearFate]
  /// `[place × scale]`: what the item takes in the cheapest year that is open to it.
  var least: [Int] = []
  let areYearsAlike: Bool
  let expired: () -> Bool

  // While years are tried:
  /// What is tried, one after the other.
  var parts: [YearPart] = []
  /// `[part]`: where its options begin in `extra`.
  var offsets: [Int] = []
  /// `[option of each part × scale]`: what it takes more than the least.
  var extra: [Int] = []
  /// `[position × scale]`: how much more may still be taken.
  var slack: [Int] = []
  /// Of each place, −1: open.
  var years: [Int]
  var spent: [Int]
  var restCost = 0
  var leastCost = 0
  var left = 0
  /// Steps of all searches.
  var tried = 0
  var isUnknown = false
  /// Parts that are looked up, none while all are tried.
  var halves: [YearHalf] = []

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
    let isFound = assign(0)
    tried += steps - left
    if isFound { return .years(years) }
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
}
