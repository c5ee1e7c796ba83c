/// A block of steps as stretches in which numbers do not fall: each begins with a jump. As no step
/// is higher than its bits allow, mostly the jump alone tells that a whole stretch is of one class.
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

  /// - Returns: `nil` for other blocks, and where jumps are not marked by bits.
  init?(_ block: OpenBlock) {
    guard case .steps(let steps, let jumps) = block.form else { return nil }
    self.jumps = jumps
    if case .sparse(let presence, let others) = steps.form {
      guard let lanes = presence.lanes, let highest = others.highest else { return nil }
      (self.presence, rises, isSparse, excess, most) = (
        lanes, BlockReader(others), true, 0, highest
      )
    } else {
      guard let lanes = steps.lanes, let highest = steps.highest, highest > 0 else { return nil }
      (presence, rises, isSparse, excess, most) = (lanes, BlockReader(steps), false, 1, highest - 1)
    }
  }

  /// Runs of rows of one class.
  /// - Parameters:
  ///   - stretches: of the rows that are asked for, ascending; what runs say of others is void.
  ///   - span: the largest number, below ``spanLimit``.
  func runs(
    of classes: NumberClasses, in stretches: [Range<Int>], span: UInt64
  ) throws(ChunkDamage) -> NumberRuns {
    let runs = MergedRuns(capacity: stretches.last?.upperBound ?? 0)
    var walk = Walk()
    // Rows before `row` have so many jumps.
    var (row, jumped) = (0, 0)
    for stretch in stretches where !stretch.isEmpty {
      var first = stretch.lowerBound
      while first > 0, presence[first] != 0 { first -= 1 }
      let before =
        first < row
        ? jumped - presence.count(of: 0, in: first..<row)
        : jumped + presence.count(of: 0, in: row..<first)
      (row, jumped) = (
        stretch.upperBound, before + presence.count(of: 0, in: first..<stretch.upperBound)
      )
      guard presence[first] == 0, jumped <= jumps.count else { throw BlockKernel.tooFewJumps }
      try add(first..<stretch.upperBound, jump: before, classes, span, &walk, to: runs)
    }
    return runs.finished
  }

  /// - Parameters:
  ///   - rows: the first of them jumps.
  ///   - jump: how many rows before it do.
  private func add(
    _ rows: Range<Int>, jump: Int, _ classes: NumberClasses, _ span: UInt64, _ walk: inout Walk,
    to runs: MergedRuns
  ) throws(ChunkDamage) {
    var failure: ChunkDamage?
    var (start, jump, last, made) = (rows.lowerBound, jump, runs.last, runs.count)
    let (numbers, ends) = (runs.numbers, runs.ends)
    @inline(__always)
    func close(_ jumps: UnsafeBufferPointer<UInt64>, _ end: Int) {
      let low = jumps[jump]
      guard low <= span, failure == nil else { return failure = failure ?? BlockKernel.tooWide }
      let high = min(low &+ most &* UInt64(end &- start &- 1), span)
      let kind = classes.ofNumber(low)
      if kind == classes.ofNumber(high) {
        // Whether the class changes cannot be foreseen: counted without a branch.
        made &+= UInt64(kind) != last ? 1 : 0
        last = UInt64(kind)
        numbers[made &- 1] = last
        ends[made &- 1] = UInt32(truncatingIfNeeded: end)
      } else {
        (runs.last, runs.count) = (last, made)
        do throws(ChunkDamage) {
          try step(&walk, jump, low, start..<end, classes, span, to: runs)
        } catch {
          failure = error
        }
        (last, made) = (runs.last, runs.count)
      }
      start = end
      jump &+= 1
    }
    jumps.withUnsafeBufferPointer { jumps in
      presence.forEach(of: 0, in: (rows.lowerBound + 1)..<rows.upperBound) { close(jumps, $0) }
      close(jumps, rows.upperBound)
    }
    (runs.last, runs.count) = (last, made)
    if let failure { throw failure }
  }

  /// How far the rows behind a jump have been walked through: they may be asked for in two parts.
  private struct Walk {
    var jump = -1
    var row = 0
    var number: UInt64 = 0
  }

  /// Row by row, where the class may change.
  /// - Parameter rows: from the jump on.
  private func step(
    _ walk: inout Walk, _ jump: Int, _ first: UInt64, _ rows: Range<Int>,
    _ classes: NumberClasses, _ span: UInt64, to runs: MergedRuns
  ) throws(ChunkDamage) {
    if walk.jump != jump { walk = Walk(jump: jump, row: rows.lowerBound, number: first) }
    runs.add(classes.ofNumber(walk.number), walk.row + 1)
    // Rows that jump have no place among the others: up to here, `jump` and this one.
    let place = walk.row + 1 - (isSparse ? jump + 1 : 0)
    let count = rows.upperBound - walk.row - 1
    guard place + count <= rises.rowCount else { throw BlockKernel.tooFewNumbers }
    try rises.skip(place - rises.row)
    var rise: UInt64 = 0
    // In locals, because each look into the class would be checked for exclusivity.
    var (number, last, made) = (walk.number, runs.last, runs.count)
    for row in (walk.row + 1)..<rows.upperBound {
      try rises.read(1, into: &rise)
      number &+= rise &- excess
      guard number <= span else { throw BlockKernel.tooWide }
      let kind = UInt64(classes.ofNumber(number))
      made += kind != last ? 1 : 0
      last = kind
      runs.numbers[made - 1] = last
      runs.ends[made - 1] = UInt32(truncatingIfNeeded: row + 1)
    }
    (walk.number, walk.row) = (number, rows.upperBound - 1)
    (runs.last, runs.count) = (last, made)
  }
}

extension OpenBlock {
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
private final class MergedRuns {
  let numbers: UnsafeMutablePointer<UInt64>
  let ends: UnsafeMutablePointer<UInt32>
  var count = 0
  /// The class of the last run; none is so high.
  var last = UInt64.max

  init(capacity: Int) {
    numbers = .allocate(capacity: capacity)
    ends = .allocate(capacity: capacity)
  }

  deinit {
    numbers.deallocate()
    ends.deallocate()
  }

  func add(_ number: UInt32, _ end: Int) {
    if UInt64(number) != last { count += 1 }
    last = UInt64(number)
    numbers[count - 1] = last
    ends[count - 1] = UInt32(truncatingIfNeeded: end)
  }

  var finished: NumberRuns {
    NumberRuns(
      numbers: Array(UnsafeBufferPointer(start: numbers, count: count)),
      ends: Array(UnsafeBufferPointer(start: ends, count: count)), start: 0)
  }
}
