/// The year of each item of a selection, found by trying, the dearest items first; or the proof that
/// there is none.
///
/// On each of the ``YearScales``, an item in a year takes more than in the year that is cheapest for
/// it. All that the items take more stays within what the scale leaves for the whole selection:
/// most items lose most of their years by that before anything is tried, and most tries end early.
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
  private var left: Int
  private let expired: () -> Bool

  // While years are tried:
  /// Places of the items with more than one year.
  private var order: [Int] = []
  /// Years of each of them, the cheapest first.
  private var tries: [[Int]] = []
  /// `[position × year × scale]`: what the item takes more than in its cheapest year.
  private var extra: [Int] = []
  /// `[position × scale]`: how much more may still be taken.
  private var slack: [Int] = []
  /// Of each place, −1: open.
  private var years: [Int]
  private var spent: [Int]
  private var restCost = 0
  private var leastCost = 0
  private var isUnknown = false

  /// - Parameters:
  ///   - items: a closed selection.
  ///   - place: of each item among them, −1: not among them.
  ///   - steps: how many years are tried at most.
  init(
    _ model: PortfolioModel, _ scales: YearScales, _ items: [Int], place: [Int], steps: Int,
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
    left = steps
    years = Array(repeating: -1, count: items.count)
    spent = Array(repeating: 0, count: model.yearCount)
  }

  mutating func run() -> YearSplit.Outcome {
    guard narrow() else { return .impossible }
    prepare()
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

  private mutating func prepare() {
    for place in items.indices {
      if let year = open[place].decidedYear {
        years[place] = year
        add(items[place], year, 1)
      }
    }
    order = items.indices.filter { years[$0] < 0 }.sorted {
      (model.costs[items[$1]], $0) < (model.costs[items[$0]], $1)
    }
    restCost = order.reduce(0) { $0 + model.costs[items[$1]] }
    leastCost = order.last.map { model.costs[items[$0]] } ?? 0
    slack += Array(repeating: 0, count: order.count * scales.count)
    extra.reserveCapacity(order.count * model.yearCount * scales.count)
    for place in order {
      let fate = open[place]
      for year in 0..<model.yearCount {
        let (offset, from) = (offset(place, year), place * scales.count)
        for scale in 0..<scales.count {
          extra.append(scales.taken[offset + scale] - least[from + scale])
        }
      }
      tries.append(
        (0..<model.yearCount).filter { fate.mayBe(in: $0) }.sorted {
          (scales.taken[offset(place, $0)], $0) < (scales.taken[offset(place, $1)], $1)
        })
    }
  }

  private mutating func assign(_ position: Int) -> Bool {
    if position == order.count { return true }
    left -= 1
    if left < 0 || (left & 0x3FF == 0 && expired()) {
      isUnknown = true
      return false
    }
    let place = order[position]
    let item = items[place]
    var first = 0
    for needed in needs[place] { first = max(first, years[needed]) }
    var last = model.yearCount - 1
    for other in neededBy[place] where years[other] >= 0 { last = min(last, years[other]) }
    restCost -= model.costs[item]
    defer { restCost += model.costs[item] }
    for year in tries[position] where year >= first && year <= last {
      if areYearsAlike, isSeenBefore(year, from: first) { continue }
      guard take(position, year) else { continue }
      add(item, year, 1)
      if isPayable() {
        years[place] = year
        if assign(position + 1) { return true }
        years[place] = -1
      }
      add(item, year, -1)
      if isUnknown { return false }
    }
    return false
  }

  /// - Returns: whether no scale takes more than it may.
  private mutating func take(_ position: Int, _ year: Int) -> Bool {
    let count = scales.count
    let from = position * count
    let offset = (position * model.yearCount + year) * count
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
  private func isSeenBefore(_ year: Int, from first: Int) -> Bool {
    (first..<year).contains {
      Int(model.money.budgetsCents[$0]) - spent[$0]
        == Int(model.money.budgetsCents[year]) - spent[year]
    }
  }

  private mutating func add(_ item: Int, _ year: Int, _ sign: Int) {
    spent[year] += sign * model.costs[item]
    for later in (year + 1)..<max(year + 1, spent.count) {
      spent[later] += sign * model.cares[item]
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
}
