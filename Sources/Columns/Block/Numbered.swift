/// **numbered**: for runs whose values are mostly new numbers, each one above the last new one, such
/// as the visits of a segment. Number of runs (4 bytes), the first new number (8), number of listed
/// numbers (4), a block of them, a block that says of each run: 0 the next new number, 1 the next of
/// the list, 2 the number 0; a block of the runs' lengths minus one. New numbers go on behind a
/// listed one that is not below the next.
///
/// A number that is not listed lies between the first new number and the highest, and occurs in one
/// run only: so the list, which is short, tells which visits may be elsewhere as well, without a look
/// at the runs.
struct Numbered {
  private static let isNew: UInt32 = 0
  private static let isListed: UInt32 = 1
  private static let isZero: UInt32 = 2

  /// The first new number and the listed ones. With fewer than 2^26 runs, those that follow cannot
  /// wrap around, which would make one recur.
  private static let possible: Range<UInt64> = 1..<1 << 63

  let runs: Runs

  struct Plan {
    fileprivate let first: UInt64
    fileprivate var kinds: [UInt8] = []
    fileprivate var listed: [UInt64] = []

    /// `nil` where fewer than half of the runs that are not 0 are new numbers, or one is not
    /// possible.
    /// - Parameter runs: their values.
    init?<Word: NumberWord>(_ runs: [Word]) {
      guard let start = Self.firstNew(runs) else { return nil }
      first = UInt64(start)
      var next = start
      kinds.reserveCapacity(runs.count)
      for value in runs {
        guard UInt64(value) < possible.upperBound else { return nil }
        let isNext = value == next && value != 0
        kinds.append(UInt8(value == 0 ? isZero : isNext ? isNew : isListed))
        if value != 0, !isNext { listed.append(UInt64(value)) }
        if value != 0, value >= next { next = value + 1 }
      }
      let present = kinds.count { $0 != UInt8(isZero) }
      guard listed.count * 2 < present, next > start else { return nil }
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
    writer.write(UInt32(plan.kinds.count))
    writer.write(plan.first)
    writer.write(UInt32(plan.listed.count))
    Block.encode(plan.listed, level: level, depth: depth + 1, into: &writer)
    Block.encode(plan.kinds, level: level, depth: Block.innerDepth(below: depth), into: &writer)
    Block.encode(lengths, level: level, depth: depth + 1, into: &writer)
  }

  /// - Parameter count: rows.
  init(_ count: Int, from reader: inout ByteReader, depth: Int) throws(ChunkDamage) {
    let (runCount, first, listed) = try Self.readListed(count, from: &reader, depth: depth)
    let kinds: [UInt32] = try Block.decode(runCount, from: &reader, depth: depth + 1)
    var (next, taken, highest) = (first, 0, 0 as UInt32)
    let values = [UInt64](unsafeUninitializedCapacity: runCount) { values, initialized in
      kinds.withUnsafeBufferPointer { kinds in
        listed.withUnsafeBufferPointer { listed in
          for run in kinds.indices {
            let kind = kinds[run]
            highest = max(highest, kind)
            // Listed numbers are few enough to be foreseen, new ones and zeros are told by sums.
            if kind == Self.isListed {
              guard taken < listed.count else { highest = .max; break }
              values[run] = listed[taken]
              next = max(next, listed[taken] &+ 1)
              taken &+= 1
            } else {
              let isNew: UInt64 = kind == Self.isNew ? 1 : 0
              values[run] = next & (0 &- isNew)
              next &+= isNew
            }
          }
        }
      }
      initialized = runCount
    }
    guard highest <= Self.isZero, taken == listed.count else {
      throw ChunkDamage("runs and their list of numbers contradict each other")
    }
    runs = Runs(
      values: values,
      ends: try Runs.readEnds(of: runCount, count, from: &reader, depth: depth))
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
