/// **numbered**: for runs whose values are mostly new numbers, each one above the last new one, such
/// as the visits of a segment. Number of runs (4 bytes), the first new number (8), a block that says
/// of each run: 0 the next new number, 1 one from the list, 2 the number 0; entries of the list (4),
/// a block of them, a block of the runs' lengths minus one.
///
/// What is known without looking at the runs: every number from the first new one to the last, and
/// that none of them occurs twice unless it is listed.
struct Numbered {
  private static let isNew: UInt32 = 0
  private static let isListed: UInt32 = 1
  private static let isZero: UInt32 = 2

  let runs: Runs
  /// The numbers that runs took in turn.
  let new: Range<UInt64>
  /// The numbers of other runs but 0, as they came; some may occur several times.
  let listed: [UInt64]

  struct Plan {
    fileprivate let first: UInt64
    fileprivate var kinds: [UInt64] = []
    fileprivate var listed: [UInt64] = []
    fileprivate let lengths: [UInt64]

    /// `nil` where fewer than half of the runs that are not 0 are new numbers.
    init?(_ values: [UInt64]) {
      let runs = Runs.split(values)
      lengths = runs.lengths
      guard let start = Self.firstNew(runs.values) else { return nil }
      first = start
      var next = start
      for value in runs.values {
        let isNext = value == next && value != 0
        kinds.append(UInt64(value == 0 ? isZero : isNext ? isNew : isListed))
        if isNext { next += 1 } else if value != 0 { listed.append(value) }
      }
      let present = kinds.count { $0 != UInt64(isZero) }
      guard listed.count * 2 < present, next > start + 1 else { return nil }
    }

    /// Where the longest chain of risers begins: the first number one above which follows soon.
    private static func firstNew(_ values: [UInt64]) -> UInt64? {
      // New numbers are the largest in the segment; all others were given before.
      var last: UInt64 = 0
      var chain = 0
      var start: UInt64?
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
    _ plan: Plan, _ level: Int32, _ depth: Int, into writer: inout ByteWriter
  ) {
    writer.write(Encoding.numbered.rawValue)
    writer.write(UInt32(plan.kinds.count))
    writer.write(plan.first)
    Block.encode(plan.kinds, level: level, depth: Block.innerDepth(below: depth), into: &writer)
    writer.write(UInt32(plan.listed.count))
    Block.encode(plan.listed, level: level, depth: depth + 1, into: &writer)
    Block.encode(plan.lengths, level: level, depth: depth + 1, into: &writer)
  }

  /// - Parameter count: rows.
  init(_ count: Int, from reader: inout ByteReader, depth: Int) throws(ChunkDamage) {
    let runCount = try Runs.readCount(count, from: &reader)
    let first = try reader.word64()
    let kinds: [UInt32] = try Block.decode(runCount, from: &reader, depth: depth + 1)
    let listCount = Int(try reader.word32())
    guard listCount <= runCount else { throw ChunkDamage("more listed numbers than runs") }
    let listed: [UInt64] = try Block.decode(listCount, from: &reader, depth: depth + 1)
    // One entry more is never taken, and lets the loop read before it knows.
    let entries = listed + [0]
    var (next, taken, highest) = (first, 0, 0 as UInt32)
    let values = [UInt64](unsafeUninitializedCapacity: runCount) { values, initialized in
      kinds.withUnsafeBufferPointer { kinds in
        entries.withUnsafeBufferPointer { entries in
          for run in kinds.indices {
            let kind = kinds[run]
            highest = max(highest, kind)
            let entry = entries[min(taken, listCount)]
            values[run] = kind == Self.isNew ? next : kind == Self.isListed ? entry : 0
            next &+= kind == Self.isNew ? 1 : 0
            taken &+= kind == Self.isListed ? 1 : 0
          }
        }
      }
      initialized = runCount
    }
    guard highest <= Self.isZero, taken == listCount, next >= first else {
      throw ChunkDamage("runs and their list of numbers contradict each other")
    }
    self.listed = listed
    new = first..<next
    runs = Runs(
      values: values,
      ends: try Runs.readEnds(of: runCount, count, from: &reader, depth: depth))
  }
}
