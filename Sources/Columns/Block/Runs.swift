/// **runs**: their number (4 bytes), a block of their values, a block of their lengths minus one.
enum Runs {
  /// A run takes a few nanoseconds to read, however short: as price in bits of storage.
  private static let readPrice = 2

  static func bitCost(_ count: Int, _ shape: BlockShape) -> Int {
    let runs = shape.changes + 1
    let lengthWidth = Int.bitWidth - (count / runs).leadingZeroBitCount + 1
    // Values that rise in small steps, such as numbers of visits, cost two bits.
    let valueBits = (runs - shape.smallRises) * shape.width + shape.smallRises * 2
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
    var ends: [Int] = []
    ends.reserveCapacity(runCount)
    var end = 0
    for length in lengths {
      guard length < UInt64(count - end) else {
        throw ChunkDamage("the runs do not add up to the row count")
      }
      end += Int(length) + 1
      ends.append(end)
    }
    guard end == count else { throw ChunkDamage("the runs do not add up to the row count") }
    return (values, ends)
  }
}
