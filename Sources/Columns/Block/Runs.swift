/// Equal numbers in neighbouring rows.
struct Runs {
  /// `[run]`
  let values: [UInt64]
  /// `[run]`: the row behind its last.
  let ends: [UInt32]
  /// The row in which the first run begins.
  private(set) var start = 0

  /// A run takes a few nanoseconds to read, however short: as price in bits of storage.
  private static let readPrice = 2

  static func bitCost(_ count: Int, _ shape: BlockShape) -> Int {
    let runs = shape.changes + 1
    let lengthWidth = Int.bitWidth - (count / runs).leadingZeroBitCount + 1
    // Values that rise in small steps, such as numbers of visits, cost two bits, nulls one.
    let wide = max(0, runs - shape.smallRises - shape.fallsToZero)
    let valueBits = wide * shape.width + shape.smallRises * 2 + shape.fallsToZero
    return 64 + runs * (lengthWidth + readPrice) + valueBits
  }

  /// Value and length minus one of each run.
  static func split<Word: NumberWord>(_ values: [Word]) -> (values: [Word], lengths: [UInt32]) {
    guard !values.isEmpty else { return ([], []) }
    return values.withUnsafeBufferPointer { values in
      var count = 1
      for row in 1..<values.count { count &+= values[row] != values[row &- 1] ? 1 : 0 }
      var runs = [Word](repeating: 0, count: count)
      let lengths = [UInt32](count: count) { lengths in
        runs.withUnsafeMutableBufferPointer { runs in
          // Where runs end cannot be foreseen: each row is written as the end of its run.
          var run = 0
          for row in 0..<(values.count &- 1) {
            runs[run] = values[row]
            lengths[run] = UInt32(truncatingIfNeeded: row)
            run &+= values[row] != values[row &+ 1] ? 1 : 0
          }
          runs[run] = values[values.count &- 1]
          lengths[run] = UInt32(truncatingIfNeeded: values.count &- 1)
        }
        for run in stride(from: count &- 1, to: 0, by: -1) {
          lengths[run] &-= lengths[run &- 1] &+ 1
        }
      }
      return (runs, lengths)
    }
  }

  /// **runs**: their number (4 bytes), a block of their values, a block of their lengths minus one.
  static func encode<Word: NumberWord>(
    _ runs: [Word], lengths: [UInt32], _ level: Int32, _ depth: Int, into writer: inout ByteWriter
  ) {
    writer.write(Encoding.runs.rawValue)
    writer.write(UInt32(runs.count))
    Block.encode(runs, level: level, depth: depth + 1, into: &writer)
    Block.encode(lengths, level: level, depth: depth + 1, into: &writer)
  }

  /// - Parameter count: rows.
  init(_ count: Int, from reader: inout ByteReader, depth: Int) throws(ChunkDamage) {
    let runs = try Self.readCount(count, from: &reader)
    values = try Block.decode(runs, from: &reader, depth: depth + 1)
    ends = try Self.readEnds(of: runs, count, from: &reader, depth: depth)
  }

  init(values: [UInt64], ends: [UInt32], start: Int = 0) {
    self.values = values
    self.ends = ends
    self.start = start
  }

  static func readCount(_ rows: Int, from reader: inout ByteReader) throws(ChunkDamage) -> Int {
    let runs = Int(try reader.word32())
    guard runs <= rows else { throw ChunkDamage("more runs than rows") }
    return runs
  }

  /// The block of lengths as ends.
  static func readEnds(
    of runs: Int, _ count: Int, from reader: inout ByteReader, depth: Int
  ) throws(ChunkDamage) -> [UInt32] {
    var ends: [UInt32] = try Block.decode(runs, from: &reader, depth: depth + 1)
    var end: UInt64 = 0
    ends.withUnsafeMutableBufferPointer { ends in
      for run in ends.indices {
        end &+= UInt64(ends[run]) &+ 1
        ends[run] = UInt32(truncatingIfNeeded: end)
      }
    }
    // Lengths below 2^32 of fewer than 2^26 runs: the sum cannot have wrapped around.
    guard end == UInt64(count) else {
      throw ChunkDamage("the runs do not add up to the row count")
    }
    return ends
  }
}
