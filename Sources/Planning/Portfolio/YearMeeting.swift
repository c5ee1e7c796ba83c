/// Combines one choice of each component so that every year can pay: all combinations within the
/// loss are made for two halves of the components, and the halves meet where their spending fills
/// the years.
///
/// Within a small loss the years have to be filled nearly to their limits, and few items can leave
/// their best fate: that is what keeps both halves small.
struct YearMeeting {
  /// Whether all combinations within the loss were looked at.
  private(set) var isComplete: Bool
  /// Entries of the halves.
  var counts: [Int] { halves.map(\.count) }

  private let lists: YearLists
  /// The most that all years can take at the prices.
  private let worth: Int
  private let halves: [YearHalf]
  /// Components of each half.
  private let parts: [[Int]]
  private let expired: () -> Bool
  private var yearCount: Int { lists.prices.count }

  /// - Parameter most: entries of each half.
  init(_ lists: YearLists, loss: Int, most: Int, expired: @escaping () -> Bool) {
    self.lists = lists
    self.expired = expired
    worth = lists.most.worth
    let loose = lists.components.indices.filter { lists.components[$0].count > 1 }
      .sorted { (lists.components[$0][1].loss, $0) < (lists.components[$1][1].loss, $1) }
    let parts = [0, 1].map { part in
      loose.indices.filter { $0 % 2 == part }.map { loose[$0] }
    }
    self.parts = parts
    halves = parts.map { part in
      YearHalf(
        part.map { lists.components[$0] }, years: lists.prices.count, loss: loss, most: most,
        expired: expired)
    }
    isComplete = halves.allSatisfy(\.isComplete)
  }

  /// Every combination that loses at most `loss`, what the years leave unspent included.
  ///
  /// - Parameter visit: gets the items with their years; gives back the loss that is still wanted.
  mutating func forEach(loss: Int, visit: ([(item: Int, year: Int)]) -> Int) {
    let base = (0..<yearCount).map { year in
      lists.components.reduce(0) { $0 + $1[0].spent[year] }
    }
    guard let limits = limits(loss: loss) else { return }
    let widths = limits.map { max(1, $0.highest - $0.lowest + 1) }
    // What the right half may spend at most, for each left entry.
    let targets = (0..<halves[0].spent.count).map { place in
      limits[place % yearCount].highest - base[place % yearCount] - halves[0].spent[place]
    }
    let left = Side(targets, years: yearCount, width: widths[0])
    let right = Side(halves[1].spent, years: yearCount, width: widths[0])
    var meeting = Meeting(
      lists: lists, worth: worth, base: base, limits: limits, loss: loss, left: halves[0],
      right: halves[1])
    var looked = 0
    var ranges = [right.cells.startIndex, right.cells.startIndex]
    for run in left.cells {
      for (side, cell) in [run.cell - 1, run.cell].enumerated() {
        while ranges[side] < right.cells.count, right.cells[ranges[side]].cell < cell {
          ranges[side] += 1
        }
        guard ranges[side] < right.cells.count, right.cells[ranges[side]].cell == cell else {
          continue
        }
        let others = right.cells[ranges[side]].range
        var first = others.lowerBound
        for place in run.range {
          let entry = Int(left.order[place])
          let target = targets[entry * yearCount + 1]
          while first < others.upperBound,
            halves[1].spent[Int(right.order[first]) * yearCount + 1] <= target - widths[1]
          {
            first += 1
          }
          var other = first
          while other < others.upperBound {
            let partner = Int(right.order[other])
            if halves[1].spent[partner * yearCount + 1] > target { break }
            if meeting.fits(entry, partner) {
              meeting.loss = min(meeting.loss, visit(items(entry, partner)))
            }
            other += 1
            looked += 1
            if looked & 0xFFFFF == 0, expired() {
              isComplete = false
              return
            }
          }
        }
      }
    }
  }

  /// Entries by the cell of their first year, then by the spending of their second.
  private struct Side {
    let order: [Int32]
    let cells: [(cell: Int, range: Range<Int>)]

    init(_ spent: [Int], years: Int, width: Int) {
      let count = spent.count / years
      func cell(_ entry: Int) -> Int {
        let value = spent[entry * years]
        return value >= 0 ? value / width : -((width - 1 - value) / width)
      }
      let numbers = (0..<count).map(cell)
      let lowest = numbers.min()!
      let least = (0..<count).reduce(Int.max) { min($0, spent[$1 * years + 1]) }
      // By the second year first; the order of ties stays when cells are sorted after it.
      let second = RadixSort.order((0..<count).map { UInt64(spent[$0 * years + 1] - least) })
      let first = RadixSort.order(second.map { UInt64(numbers[Int($0)] - lowest) })
      let order = first.map { second[Int($0)] }
      var cells: [(cell: Int, range: Range<Int>)] = []
      var start = 0
      for place in 0..<count {
        let cell = numbers[Int(order[place])]
        if place + 1 == count || numbers[Int(order[place + 1])] != cell {
          cells.append((cell, start..<(place + 1)))
          start = place + 1
        }
      }
      self.order = order
      self.cells = cells
    }
  }

  /// What makes a pair a plan.
  private struct Meeting {
    let lists: YearLists
    let worth: Int
    let base: [Int]
    let limits: [(lowest: Int, highest: Int)]
    var loss: Int
    let left: YearHalf
    let right: YearHalf

    func fits(_ entry: Int, _ partner: Int) -> Bool {
      var lost = left.losses[entry] + right.losses[partner]
      if lost > loss { return false }
      lost += worth
      for year in base.indices {
        let spent =
          base[year] + left.spent[entry * base.count + year]
          + right.spent[partner * base.count + year]
        if spent > limits[year].highest { return false }
        lost -= lists.prices[year] * spent
      }
      guard lost <= loss else { return false }
      let sums = base.indices.map {
        Int64(
          base[$0] + left.spent[entry * base.count + $0] + right.spent[partner * base.count + $0])
      }
      return lists.money.limits(spentCents: sums) != nil
    }
  }

  /// What each year spends at least and at most, if all years together leave no more than `loss`
  /// unspent; `nil` if that cannot be.
  private func limits(loss: Int) -> [(lowest: Int, highest: Int)]? {
    let prices = lists.prices
    var highest = lists.money.greatestLimits.map { Int($0) }
    var lowest = highest.map { _ in 0 }
    for _ in 0..<4 {
      let all = zip(prices, highest).reduce(0) { $0 + $1.0 * $1.1 }
      for year in highest.indices where prices[year] > 0 {
        let others = all - prices[year] * highest[year]
        lowest[year] = max(0, (worth - loss - others) / prices[year])
        if lowest[year] > highest[year] { return nil }
      }
      guard let limits = lists.money.limits(spentCents: lowest.map { Int64($0) }) else { break }
      highest = zip(highest, limits).map { min($0, Int($1)) }
    }
    return zip(lowest, highest).map { ($0, $1) }
  }

  private func items(_ left: Int, _ right: Int) -> [(item: Int, year: Int)] {
    var choice = Array(repeating: 0, count: lists.components.count)
    for (part, entry) in [left, right].enumerated() {
      for (component, index) in halves[part].differences(entry) {
        choice[parts[part][component]] = index
      }
    }
    return choice.indices.flatMap { lists.components[$0][choice[$0]].items }
  }
}
