/// **listed**: number of distinct values (4 bytes), a block of them in ascending order, a block of
/// each row's position in that list. For few values far apart, such as duration buckets.
enum Listed {
  private static let limit = 65_536

  /// The distinct values in ascending order, or `nil` where a list saves too little.
  static func plan(_ values: [UInt64], _ shape: BlockShape) -> [UInt64]? {
    guard shape.width > 8, values.count >= 64 else { return nil }
    var seen = Set<UInt64>()
    let most = min(limit, values.count / 2, 1 << (shape.width - 3))
    for value in values {
      seen.insert(value)
      if seen.count > most { return nil }
    }
    let list = seen.sorted()
    let positionWidth = Int.bitWidth - (list.count - 1).leadingZeroBitCount
    // Entries are stored as the distances between them.
    let entryWidth = max(8, shape.width - positionWidth + 2)
    let cost = values.count * positionWidth + list.count * entryWidth
    return cost < values.count * shape.width * 7 / 8 ? list : nil
  }

  static func encode(
    _ values: [UInt64], _ list: [UInt64], _ level: Int32, _ depth: Int,
    into writer: inout ByteWriter
  ) {
    let positionOf = Dictionary(uniqueKeysWithValues: zip(list, 0 as UInt64..<UInt64(list.count)))
    writer.write(Encoding.listed.rawValue)
    writer.write(UInt32(list.count))
    Block.encode(list, level: level, depth: Block.depthLimit - 1, into: &writer)
    Block.encode(
      values.map { positionOf[$0]! }, level: level, depth: depth + 1, into: &writer)
  }

  static func open(
    _ count: Int, from reader: inout ByteReader, depth: Int
  ) throws(ChunkDamage) -> (list: [UInt64], positions: BlockReader) {
    let entries = Int(try reader.word32())
    guard entries <= count else { throw ChunkDamage("a list longer than the rows") }
    let list = try Block.decode(entries, from: &reader, depth: Block.depthLimit - 1)
    let positions = try BlockReader(count, from: &reader, depth: depth + 1)
    return (list, positions)
  }
}
