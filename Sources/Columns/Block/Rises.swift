/// A block of steps as stretches in which numbers do not fall: each begins with a jump. As no step is
/// higher than its bits allow, mostly the jump alone tells that a whole stretch is of one class.
struct Rises {
  /// Where spans lie below this, no sum of a number and the rises behind it wraps around.
  static let spanLimit: UInt64 = 1 << 60

  /// 0 in the rows that jump.
  private let presence: BitLanes
  private let jumps: [UInt64]
  /// What other rows rise by, plus ``excess``: one a row, or only those that do not jump.
  private let rises: BlockReader
  private let isSparse: Bool
  private let excess: UInt64
  /// Numbers rise by so much at most, from a row to the next.
  private let most: UInt64

  /// - Parameter block: a reader of its own, of which nothing has been read.
  /// - Returns: `nil` for other blocks, and where jumps are not marked by bits.
  init?(_ block: BlockReader) {
    guard case .steps(let steps, let jumps) = block.form else { return nil }
    self.jumps = jumps
    if case .sparse(let presence, let others) = steps.form {
      guard let lanes = presence.lanes, let highest = others.highest else { return nil }
      (self.presence, rises, isSparse, excess, most) = (lanes, others, true, 0, highest)
    } else {
      guard let lanes = steps.lanes, let highest = steps.highest, highest > 0 else { return nil }
      (presence, rises, isSparse, excess, most) = (lanes, steps, false, 1, highest - 1)
    }
  }

  /// Runs of rows of one class.
  /// - Parameters:
  ///   - stretches: of the rows that are asked for, ascending; what runs say of others means nothing.
  ///   - span: the largest number, below ``spanLimit``.
  func runs(
    of classes: NumberClasses, in stretches: [Range<Int>], span: UInt64
  ) throws(ChunkDamage) -> NumberRuns {
    var merged = MergedRuns(capacity: stretches.last?.upperBound ?? 0)
    var walked = Walk()
    // Rows before `row` have so many jumps.
    var (row, jumped) = (0, 0)
    for stretch in stretches where !stretch.isEmpty {
      var first = stretch.lowerBound
      while first > 0, presence[first] != 0 { first -= 1 }
      guard presence[first] == 0 else { throw BlockKernel.tooFewJumps }
      let before =
        first < row
        ? jumped - presence.count(of: 0, in: first..<row)
        : jumped + presence.count(of: 0, in: row..<first)
      let starts = starts(first..<stretch.upperBound)
      (row, jumped) = (stretch.upperBound, before + starts.count - 1)
      guard jumped <= jumps.count else { throw BlockKernel.tooFewJumps }
      for index in 0..<(starts.count - 1) {
        let (start, end) = (Int(starts[index]), Int(starts[index &+ 1]))
        let low = jumps[before &+ index]
        guard low <= span else { throw BlockKernel.tooWide }
        let high = min(low &+ most &* UInt64(end &- start &- 1), span)
        let kind = classes.ofNumber(low)
        if kind == classes.ofNumber(high) {
          merged.add(kind, end)
        } else {
          try walk(&walked, before + index, low, start..<end, classes, span, &merged)
        }
      }
    }
    return merged.runs()
  }

  /// The rows that jump, and the row behind the last.
  private func starts(_ rows: Range<Int>) -> [UInt32] {
    let count = presence.count(of: 0, in: rows)
    return [UInt32](unsafeUninitializedCapacity: count + 1) { starts, initialized in
      let starts = starts.baseAddress!
      var next = 0
      presence.forEach(of: 0, in: rows) { row in
        starts[next] = UInt32(truncatingIfNeeded: row)
        next &+= 1
      }
      starts[next] = UInt32(truncatingIfNeeded: rows.upperBound)
      initialized = count + 1
    }
  }

  /// How far a stretch between jumps has been walked through: it may be asked for in two parts.
  private struct Walk {
    var jump = -1
    var row = 0
    var number: UInt64 = 0
  }

  /// Row by row, where the class may change.
  /// - Parameter rows: from the jump on.
  private func walk(
    _ walked: inout Walk, _ jump: Int, _ first: UInt64, _ rows: Range<Int>,
    _ classes: NumberClasses, _ span: UInt64, _ merged: inout MergedRuns
  ) throws(ChunkDamage) {
    if walked.jump != jump { walked = Walk(jump: jump, row: rows.lowerBound, number: first) }
    merged.add(classes.ofNumber(walked.number), walked.row + 1)
    // Rows that jump have no place among the others: up to here, `jump` and this one.
    let place = walked.row + 1 - (isSparse ? jump + 1 : 0)
    let count = rows.upperBound - walked.row - 1
    guard place + count <= rises.rowCount else { throw BlockKernel.tooFewNumbers }
    try rises.skip(place - rises.row)
    var rise: UInt64 = 0
    for row in (walked.row + 1)..<rows.upperBound {
      try rises.read(1, into: &rise)
      walked.number &+= rise &- excess
      guard walked.number <= span else { throw BlockKernel.tooWide }
      merged.add(classes.ofNumber(walked.number), row + 1)
    }
    walked.row = rows.upperBound - 1
  }
}

extension BlockReader {
  /// A number that none is above, as far as the width of their bits tells.
  fileprivate var highest: UInt64? {
    switch form {
    case .packed(_, let width), .squeezed(_, let width): width < 32 ? 1 << UInt64(width) - 1 : nil
    case .planes(_, let planes): planes < 4 ? 1 << UInt64(8 * planes) - 1 : nil
    case .topped(_, _, let lowWidth): lowWidth < 24 ? 1 << UInt64(lowWidth + 8) - 1 : nil
    default: nil
    }
  }
}

/// Runs that are put together from parts, of which neighbours may be of one class.
private struct MergedRuns: ~Copyable {
  private let numbers: UnsafeMutablePointer<UInt64>
  private let ends: UnsafeMutablePointer<UInt32>
  private var count = 0
  private var last: UInt32 = 0

  init(capacity: Int) {
    numbers = .allocate(capacity: capacity)
    ends = .allocate(capacity: capacity)
  }

  deinit {
    numbers.deallocate()
    ends.deallocate()
  }

  @inline(__always)
  mutating func add(_ number: UInt32, _ end: Int) {
    // Whether the class changes cannot be foreseen: counted without a branch.
    count &+= count == 0 || number != last ? 1 : 0
    numbers[count &- 1] = UInt64(number)
    ends[count &- 1] = UInt32(truncatingIfNeeded: end)
    last = number
  }

  func runs() -> NumberRuns {
    NumberRuns(
      numbers: Array(UnsafeBufferPointer(start: numbers, count: count)),
      ends: Array(UnsafeBufferPointer(start: ends, count: count)), start: 0)
  }
}
