/// How the slots of neighbouring rows lie to each other: rows come sorted, so that often a long run of
/// them belongs to one group, or each to the next one.
enum SlotPattern {
  /// Runs of the same slot.
  case same
  /// Runs of slots one after the other.
  case ascending
  case other

  /// Shorter runs cost more than they spare.
  private static let shortestRun = 16

  init(_ slots: Batch.Keys, count: Int) {
    var (changes, gaps) = (0, 0)
    for i in 1..<max(count, 1) {
      changes &+= slots[i] == slots[i - 1] ? 0 : 1
      gaps &+= slots[i] == slots[i - 1] &+ 1 ? 0 : 1
    }
    if (changes + 1) * Self.shortestRun <= count {
      self = .same
    } else if (gaps + 1) * Self.shortestRun <= count {
      self = .ascending
    } else {
      self = .other
    }
  }

  /// Combines each row's value into its slot; rows with a negative one take no part.
  @inline(__always)
  func feed(
    _ column: UnsafeMutableBufferPointer<Int64>, _ input: Batch.Values, _ slots: Batch.Keys,
    _ count: Int, _ combine: (Int64, Int64) -> Int64
  ) {
    switch self {
    case .other:
      for i in 0..<count where slots[i] >= 0 {
        column[slots[i]] = combine(column[slots[i]], input[i])
      }
    case .same:
      Self.forEachRun(slots, count, step: 0) { run, slot in
        var sum = column[slot]
        for i in run { sum = combine(sum, input[i]) }
        column[slot] = sum
      }
    case .ascending:
      Self.forEachRun(slots, count, step: 1) { run, slot in
        let start = slot - run.lowerBound
        for i in run { column[start + i] = combine(column[start + i], input[i]) }
      }
    }
  }

  @inline(__always)
  private static func forEachRun(
    _ slots: Batch.Keys, _ count: Int, step: Int, _ body: (_ run: Range<Int>, _ slot: Int) -> Void
  ) {
    var first = 0
    while first < count {
      var next = first + 1
      while next < count, slots[next] == slots[next - 1] &+ step { next += 1 }
      // Numbers that take no part are far below zero, and so are those that follow them.
      if slots[first] >= 0 { body(first..<next, slots[first]) }
      first = next
    }
  }
}
