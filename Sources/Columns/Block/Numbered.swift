/// **numbered**: for runs whose values are mostly new numbers, each one above the last new one, such
/// as the visits of a segment. Number of runs (4 bytes), the first new number (8), number of listed
/// numbers (4), a block of them; number of runs that are not new (4), a block with the new runs
/// between each of them and the one before, a block that says of each: 0 the number 0, 1 the next of
/// the list; a block of the runs' lengths minus one. New numbers go on behind a listed one that is
/// not below the next.
///
/// A number that is not listed lies between the first new number and the highest, and occurs in one
/// run only: so the list, which is short, tells which visits may be elsewhere as well, without a look
/// at the runs.
struct Numbered {
  /// The first new number and the listed ones. With fewer than 2^26 runs, those that follow cannot
  /// wrap around, which would make one recur.
  private static let possible: Range<UInt64> = 1..<1 << 63

  /// The first new number, and the numbers of runs that are not new.
  let first: UInt64
  let listed: [UInt64]
  /// `[run that is not new]`: new runs between it and the one before, and 1 where it has a listed
  /// number, 0 where it has the number 0.
  private let gaps: [UInt32]
  private let isListed: [UInt32]
  /// `[run]`: the row behind its last.
  private let ends: [UInt32]

  struct Plan {
    fileprivate let first: UInt64
    fileprivate var listed: [UInt64] = []
    /// Of runs that are not new: new ones before, and whether they are listed.
    fileprivate var gaps: [UInt32] = []
    fileprivate var isListed: [UInt8] = []

    /// `nil` where fewer than half of the runs that are not 0 are new numbers, or one is not
    /// possible.
    /// - Parameter runs: their values.
    init?<Word: NumberWord>(_ runs: [Word]) {
      guard let start = Self.firstNew(runs) else { return nil }
      first = UInt64(start)
      var next = first
      var gap: UInt32 = 0
      var new = 0
      for value in runs {
        let value = UInt64(value)
        guard value < possible.upperBound else { return nil }
        if value == next, value != 0 {
          next += 1
          new += 1
          gap += 1
          continue
        }
        gaps.append(gap)
        gap = 0
        isListed.append(value == 0 ? 0 : 1)
        if value != 0 { listed.append(UInt64(value)) }
        if value >= next { next = value + 1 }
      }
      guard listed.count < new else { return nil }
    }

    /// Where the longest chain of risers begins: the first number one above which follows soon.
    private static func firstNew<Word: NumberWord>(_ values: [Word]) -> Word? {
      // New numbers are the largest in the segment; all others were given before.
      var last: Word = 0
      var chain = 0
      var start: Word?
      for value in values where value != 0 {
        if chain > 0, value == last &+ 1 {
          chain += 1
          last = value
          if chain >= 3 { return start }
        } else if chain == 0 || value > last {
          (start, last, chain) = (value, value, 1)
        }
      }
      return chain > 1 ? start : nil
    }
  }

  static func encode(
    _ plan: Plan, lengths: [UInt32], _ level: Int32, _ depth: Int, into writer: inout ByteWriter
  ) {
    writer.write(Encoding.numbered.rawValue)
    writer.write(UInt32(lengths.count))
    writer.write(plan.first)
    writer.write(UInt32(plan.listed.count))
    Block.encode(plan.listed, level: level, depth: depth + 1, into: &writer)
    writer.write(UInt32(plan.gaps.count))
    Block.encode(plan.gaps, level: level, depth: Block.depthLimit, into: &writer)
    Block.encode(plan.isListed, level: level, depth: Block.depthLimit, into: &writer)
    Block.encode(lengths, level: level, depth: Block.depthLimit, into: &writer)
  }

  /// - Parameter count: rows.
  init(_ count: Int, from reader: inout ByteReader, depth: Int) throws(ChunkDamage) {
    let runCount: Int
    (runCount, first, listed) = try Self.readListed(count, from: &reader, depth: depth)
    let otherCount = Int(try reader.word32())
    guard otherCount <= runCount else { throw Self.contradiction }
    gaps = try Block.decode(otherCount, from: &reader, depth: depth + 1)
    isListed = try Block.decode(otherCount, from: &reader, depth: depth + 1)
    ends = try Runs.readEnds(of: runCount, count, from: &reader, depth: depth)
    var (new, taken, bits) = (0, 0, 0 as UInt32)
    for other in gaps.indices {
      new &+= Int(gaps[other])
      taken &+= Int(isListed[other])
      bits |= isListed[other]
    }
    guard new <= runCount - otherCount, taken == listed.count, bits <= 1 else {
      throw Self.contradiction
    }
  }

  var byteCount: Int { listed.count * 8 + (gaps.count + isListed.count + ends.count) * 4 }

  /// The runs that touch some rows.
  func runs(in rows: Range<Int>) -> Runs {
    let lower = run(at: rows.lowerBound)
    let upper = rows.isEmpty ? lower : run(at: rows.upperBound - 1) + 1
    let start = lower == 0 ? 0 : Int(ends[lower - 1])
    let values = [UInt64](unsafeUninitializedCapacity: upper - lower + Self.padding) {
      values, count in
      fill(values.baseAddress!, lower..<upper)
      count = upper - lower
    }
    return Runs(
      values: values, ends: upper - lower == ends.count ? ends : Array(ends[lower..<upper]),
      start: start)
  }

  /// The run in which a row lies.
  private func run(at row: Int) -> Int {
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(ends[middle]) <= row { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Most stretches of new runs are short: so many are written in any case.
  private static let padding = 4

  /// - Parameter target: has room for ``padding`` more.
  private func fill(_ target: UnsafeMutablePointer<UInt64>, _ wanted: Range<Int>) {
    var (next, run, taken, other) = (first, 0, 0, 0)
    // What lies before the runs that are wanted is only counted.
    while other < gaps.count, run &+ Int(gaps[other]) < wanted.lowerBound {
      next &+= UInt64(gaps[other])
      run &+= Int(gaps[other]) &+ 1
      if isListed[other] == 1 {
        next = max(next, listed[taken] &+ 1)
        taken &+= 1
      }
      other &+= 1
    }
    next &+= UInt64(wanted.lowerBound - run)
    var gap = other < gaps.count ? run + Int(gaps[other]) - wanted.lowerBound : wanted.count
    var filled = 0
    while true {
      let new = min(gap, wanted.count &- filled)
      let place = target + filled
      for step in 0..<Self.padding { place[step] = next &+ UInt64(step) }
      if new > Self.padding {
        for step in Self.padding..<new { place[step] = next &+ UInt64(step) }
      }
      next &+= UInt64(new)
      filled &+= new
      guard filled < wanted.count else { return }
      if isListed[other] == 1 {
        target[filled] = listed[taken]
        next = max(next, listed[taken] &+ 1)
        taken &+= 1
      } else {
        target[filled] = 0
      }
      filled &+= 1
      other &+= 1
      gap = other < gaps.count ? Int(gaps[other]) : wanted.count
    }
  }

  private static var contradiction: ChunkDamage {
    ChunkDamage("runs and their list of numbers contradict each other")
  }

  /// Only the first new number, and the listed ones; some come more than once.
  static func listed(
    _ count: Int, from reader: inout ByteReader
  ) throws(ChunkDamage) -> (first: UInt64, numbers: [UInt64]) {
    let head = try readListed(count, from: &reader, depth: 0)
    return (head.first, head.listed)
  }

  private static func readListed(
    _ count: Int, from reader: inout ByteReader, depth: Int
  ) throws(ChunkDamage) -> (runs: Int, first: UInt64, listed: [UInt64]) {
    let runs = try Runs.readCount(count, from: &reader)
    let first = try reader.word64()
    let listCount = Int(try reader.word32())
    guard listCount <= runs else { throw ChunkDamage("more listed numbers than runs") }
    let listed: [UInt64] = try Block.decode(listCount, from: &reader, depth: depth + 1)
    guard possible.contains(first), listed.allSatisfy(possible.contains) else {
      throw BlockKernel.tooWide
    }
    return (runs, first, listed)
  }
}
