/// **listed**: number of distinct values (4 bytes), a block of them in ascending order, a block of
/// each row's position in that list. For few values far apart, such as duration buckets.
enum Listed {
  private static let limit = 65_536

  /// What occurs and where.
  struct Plan {
    /// The distinct values in ascending order.
    let list: [UInt64]
    /// `[row]`: position in ``list``.
    let positions: [UInt64]
  }

  /// `nil` where a list saves too little.
  static func plan(_ values: [UInt64], _ shape: BlockShape) -> Plan? {
    guard shape.width > 8, values.count >= 64 else { return nil }
    let most = min(limit, values.count / 2, 1 << (shape.width - 3))
    var seen = DistinctNumbers()
    var found: [UInt32] = []
    found.reserveCapacity(values.count)
    for value in values {
      found.append(seen.place(of: value))
      if seen.numbers.count > most { return nil }
    }
    let order = seen.numbers.indices.sorted { seen.numbers[$0] < seen.numbers[$1] }
    let list = order.map { seen.numbers[$0] }
    let positionWidth = Int.bitWidth - (list.count - 1).leadingZeroBitCount
    // Entries are stored as the distances between them.
    let entryWidth = max(8, shape.width - positionWidth + 2)
    let cost = values.count * positionWidth + list.count * entryWidth
    guard cost < values.count * shape.width * 7 / 8 else { return nil }
    var rank = [UInt64](repeating: 0, count: list.count)
    for (position, place) in order.enumerated() { rank[place] = UInt64(position) }
    return Plan(list: list, positions: found.map { rank[Int($0)] })
  }

  static func encode(_ plan: Plan, _ level: Int32, _ depth: Int, into writer: inout ByteWriter) {
    writer.write(Encoding.listed.rawValue)
    writer.write(UInt32(plan.list.count))
    Block.encode(plan.list, level: level, depth: Block.innerDepth(below: depth), into: &writer)
    Block.encode(plan.positions, level: level, depth: depth + 1, into: &writer)
  }

  static func open(
    _ count: Int, from reader: inout ByteReader, depth: Int
  ) throws(ChunkDamage) -> (list: [UInt64], positions: BlockReader) {
    let entries = Int(try reader.word32())
    guard entries <= count else { throw ChunkDamage("a list longer than the rows") }
    let list: [UInt64] = try Block.decode(entries, from: &reader, depth: depth + 1)
    let positions = try BlockReader(count, from: &reader, depth: depth + 1)
    return (list, positions)
  }
}

/// Distinct numbers in the order of first occurrence: open addressing.
private struct DistinctNumbers {
  private(set) var numbers: [UInt64] = []
  /// Place plus one; 0: free.
  private var slots = [UInt32](repeating: 0, count: 1 << 12)
  private var shift: UInt64 = 64 - 12

  mutating func place(of number: UInt64) -> UInt32 {
    var slot = Int((number &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while slots[slot] != 0 {
      if numbers[Int(slots[slot] - 1)] == number { return slots[slot] - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    numbers.append(number)
    slots[slot] = UInt32(numbers.count)
    if numbers.count * 2 > slots.count { grow() }
    return UInt32(numbers.count - 1)
  }

  private mutating func grow() {
    shift -= 1
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (place, number) in numbers.enumerated() {
      var slot = Int((number &* 0x9E37_79B9_7F4A_7C15) >> shift)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(place + 1)
    }
  }
}
