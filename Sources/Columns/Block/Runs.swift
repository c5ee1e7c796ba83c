/// **runs**: their number (4 bytes), a block of their values, a block of their lengths minus one.
enum Runs {
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

  static func encode(
    _ values: [UInt64], _ level: Int32, _ depth: Int, into writer: inout ByteWriter
  ) {
    var runs: [UInt64] = []
    var lengths: [UInt64] = []
    var start = 0
    for row in 1...values.count where row == values.count || values[row] != values[start] {
      runs.append(values[start])
      lengths.append(UInt64(row - start - 1))
      start = row
    }
    writer.write(Encoding.runs.rawValue)
    writer.write(UInt32(runs.count))
    Block.encode(runs, level: level, depth: depth + 1, into: &writer)
    Block.encode(lengths, level: level, depth: depth + 1, into: &writer)
  }

  static func open(
    _ count: Int, from reader: inout ByteReader, depth: Int
  ) throws(ChunkDamage) -> (values: [UInt64], ends: [Int]) {
    let runCount = Int(try reader.word32())
    guard runCount <= count else { throw ChunkDamage("more runs than rows") }
    let values = try Block.decode(runCount, from: &reader, depth: depth + 1)
    let lengths = try Block.decode(runCount, from: &reader, depth: depth + 1)
    var end: UInt64 = 0
    let ends = [Int](unsafeUninitializedCapacity: runCount) { ends, initialized in
      lengths.withUnsafeBufferPointer { lengths in
        for run in 0..<runCount {
          // A length above the rows would wrap around: it must not look like a sound one.
          end = lengths[run] < UInt64(count) ? end &+ lengths[run] &+ 1 : .max / 2
          ends[run] = Int(truncatingIfNeeded: end)
        }
      }
      initialized = runCount
    }
    guard end == UInt64(count) else {
      throw ChunkDamage("the runs do not add up to the row count")
    }
    return (values, ends)
  }
}
