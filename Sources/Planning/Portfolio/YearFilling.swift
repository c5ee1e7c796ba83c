/// Fills one year after the other: most items as they come, a few loose ones by the best of all
/// their subsets, so that a year is full to the cent or nearly so.
struct YearFilling {
  private let model: PortfolioModel
  private var random = SplitMix(state: 5)
  private var isWanted: [Bool]

  init(_ model: PortfolioModel) {
    self.model = model
    isWanted = Array(repeating: false, count: model.count)
  }

  /// How many loose items are tried in all subsets (2 × 2^(n/2) sums): at first, and at most.
  private static let tunerCount = 24
  private static let mostTuners = 36
  /// With the most, so many of the tries.
  private static let closeTries = 3

  /// - Parameter isClose: whether the last tries go to the cent, which takes as long as some hundred
  ///   others.
  /// - Returns: the year of each item, or `nil` if no try succeeded.
  mutating func fill(_ items: [Int], tries: Int, isClose: Bool) -> [Int]? {
    for item in items { isWanted[item] = true }
    defer { for item in items { isWanted[item] = false } }
    let close = isClose ? tunersToMeet(items) : Self.tunerCount
    for attempt in 0..<tries {
      let count = attempt < tries - Self.closeTries ? Self.tunerCount : close
      if let years = attemptFill(items, isFirst: attempt == 0, tuners: count) { return years }
    }
    return nil
  }

  /// How many loose items have enough subsets for a year to lose no more than the items leave of all
  /// money.
  private func tunersToMeet(_ items: [Int]) -> Int {
    let spent = items.reduce(0) { $0 + model.costs[$1] }
    let mean = spent / max(1, items.count)
    let years = max(1, model.yearCount - 1)
    let part = max(1, (model.money.total - spent) / years)
    for count in Self.tunerCount..<Self.mostTuners
    where 1 << (count - Self.spareBits) > mean * count / part { return count }
    return Self.mostTuners
  }

  /// Sums crowd around their middle, and what fits is wanted at their edge as well.
  private static let spareBits = 4

  private mutating func attemptFill(_ items: [Int], isFirst: Bool, tuners: Int) -> [Int]? {
    var yearOf: [Int: Int] = [:]
    var open = items
    var walk = MoneyWalk(model.money)
    var commitment = 0
    for year in 0..<model.yearCount {
      let limit = walk.limit - commitment
      guard limit >= 0 else { return nil }
      let taken: [Int]
      if year == model.yearCount - 1 {
        taken = open
      } else {
        taken = choose(open, yearOf, limit, isFirst, tuners)
      }
      let cost = taken.reduce(0) { $0 + model.costs[$1] }
      guard cost <= limit else { return nil }
      for item in taken { yearOf[item] = year }
      walk.spend(cost + commitment)
      commitment += taken.reduce(0) { $0 + model.cares[$1] }
      if !taken.isEmpty { open.removeAll { yearOf[$0] != nil } }
    }
    return items.map { yearOf[$0]! }
  }

  /// A closed part of `open` that costs `limit` or little less.
  private mutating func choose(
    _ open: [Int], _ yearOf: [Int: Int], _ limit: Int, _ isFirst: Bool, _ tunerCount: Int
  ) -> [Int] {
    if open.reduce(0, { $0 + model.costs[$1] }) <= limit, !model.hasCare { return open }
    var order = open
    if isFirst {
      order.sort { (model.costs[$1], $0) < (model.costs[$0], $1) }
    } else {
      order.shuffle(using: &random)
    }
    if model.hasCare {
      // What costs little care for its price goes first.
      order.sort { model.cares[$0] * model.costs[$1] < model.cares[$1] * model.costs[$0] }
    }
    // Loose: nothing that is still open needs it, and all that it needs is placed.
    var isTuner: Set<Int> = []
    var tuners: [Int] = []
    for item in order.reversed() where tuners.count < tunerCount && model.costs[item] > 0 {
      let isLoose =
        model.parents[item].allSatisfy { yearOf[$0] != nil }
        && !model.children[item].contains { isWanted[$0] && yearOf[$0] == nil }
      if isLoose {
        tuners.append(item)
        isTuner.insert(item)
      }
    }
    let reserve = tuners.reduce(0) { $0 + model.costs[$1] } / 2
    var taken: [Int] = []
    var isTaken: Set<Int> = []
    var room = limit
    var hasMoved = true
    while hasMoved {
      hasMoved = false
      for item in order where !isTuner.contains(item) && !isTaken.contains(item) {
        guard model.costs[item] <= max(0, room - reserve / 2),
          model.parents[item].allSatisfy({ yearOf[$0] != nil || isTaken.contains($0) })
        else { continue }
        taken.append(item)
        isTaken.insert(item)
        room -= model.costs[item]
        hasMoved = true
      }
    }
    let picks = SubsetSum.best(tuners.map { model.costs[$0] }, within: room)
    return taken + picks.map { tuners[$0] }
  }
}

/// The subset that is worth most within a limit, by meeting in the middle.
enum SubsetSum {
  private typealias Subset = (sum: Int, worth: Int, mask: Int)

  /// - Parameter worths: of each value; `nil`: the values themselves.
  /// - Returns: indices into `values` (at most 40, none negative).
  static func best(_ values: [Int], worths: [Int]? = nil, within limit: Int) -> [Int] {
    let half = values.count / 2
    let worths = worths ?? values
    let left = sums(values[..<half], worths[..<half])
    let right = sums(values[half...], worths[half...])
    // Of each right subset: the one worth most among those that are no larger.
    var top: [Int] = []
    for index in right.indices {
      top.append(
        index == 0 || right[index].worth >= right[top[index - 1]].worth ? index : top[index - 1])
    }
    var best = (worth: Int.min, left: 0, right: 0)
    var r = right.count - 1
    for (sum, worth, mask) in left {
      while r >= 0, sum + right[r].sum > limit { r -= 1 }
      guard r >= 0 else { break }
      let other = right[top[r]]
      if worth + other.worth > best.worth { best = (worth + other.worth, mask, other.mask) }
    }
    return values.indices.filter {
      $0 < half ? best.left >> $0 & 1 == 1 : best.right >> ($0 - half) & 1 == 1
    }
  }

  /// Sums of all subsets, ascending.
  private static func sums(_ values: ArraySlice<Int>, _ worths: ArraySlice<Int>) -> [Subset] {
    var sums: [Subset] = [(sum: 0, worth: 0, mask: 0)]
    for (bit, (value, worth)) in zip(values, worths).enumerated() {
      var merged: [Subset] = []
      merged.reserveCapacity(sums.count * 2)
      var (a, b) = (0, 0)
      while b < sums.count {
        if a < sums.count, sums[a].sum <= sums[b].sum + value {
          merged.append(sums[a])
          a += 1
        } else {
          merged.append((sums[b].sum + value, sums[b].worth + worth, sums[b].mask | 1 << bit))
          b += 1
        }
      }
      sums = merged
    }
    return sums
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same plan on every machine and in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
