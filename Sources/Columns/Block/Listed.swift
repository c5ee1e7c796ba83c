/// **listed**: number of distinct values (4 bytes), a block of them in ascending order, a block of
/// each row's position in that list. For few values far apart, such as duration buckets.
enum Listed {
  private static let limit = 65_536

  /// What occurs and where.
  struct Plan<Word: NumberWord> {
    /// The distinct values in ascending order.
    let list: [Word]
    /// `[row]`: position in ``list``.
    let positions: [UInt32]
  }

  /// `nil` where a list saves too little.
  static func plan<Word: NumberWord>(_ values: [Word], _ shape: BlockShape) -> Plan<Word>? {
    guard shape.width > 8, values.count >= 64 else { return nil }
    let most = min(limit, values.count / 2, 1 << (shape.width - 3))
    guard !isVaried(values, most: most) else { return nil }
    var seen = DistinctNumbers()
    var isTooMuch = false
    let found = [UInt32](count: values.count) { found in
      values.withUnsafeBufferPointer { values in
        for row in values.indices where !isTooMuch {
          found[row] = seen.place(of: UInt64(values[row]))
          isTooMuch = seen.count > most
        }
      }
    }
    guard !isTooMuch else { return nil }
    let numbers = seen.numbers
    let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
    let list = order.map { Word(truncatingIfNeeded: numbers[$0]) }
    let positionWidth = Int.bitWidth - (list.count - 1).leadingZeroBitCount
    // Entries are stored as the distances between them.
    let entryWidth = max(8, shape.width - positionWidth + 2)
    let cost = values.count * positionWidth + list.count * entryWidth
    guard cost < values.count * shape.width * 7 / 8 else { return nil }
    var rank = [UInt32](repeating: 0, count: list.count)
    for (position, place) in order.enumerated() { rank[place] = UInt32(position) }
    let positions = [UInt32](count: found.count) { positions in
      rank.withUnsafeBufferPointer { rank in
        found.withUnsafeBufferPointer { found in
          for row in found.indices { positions[row] = rank[Int(found[row])] }
        }
      }
    }
    return Plan(list: list, positions: positions)
  }

  /// Whether a stretch of a long block tells that there are too many values to list: where most of
  /// a few thousand rows differ, more of them follow.
  private static func isVaried<Word: NumberWord>(_ values: [Word], most: Int) -> Bool {
    let sample = 4_096
    guard values.count >= 16 * sample else { return false }
    var seen = DistinctNumbers()
    let start = values.count / 2
    for row in start..<(start + sample) { _ = seen.place(of: UInt64(values[row])) }
    return seen.count > min(most, sample * 7 / 8)
  }

  static func encode<Word: NumberWord>(
    _ plan: Plan<Word>, _ level: Int32, _ depth: Int, into writer: inout ByteWriter
  ) {
    writer.write(Encoding.listed.rawValue)
    writer.write(UInt32(plan.list.count))
    Block.encode(plan.list, level: level, depth: Block.innerDepth(below: depth), into: &writer)
    if UInt16.fits(UInt64(plan.list.count)) {
      let positions = plan.positions.map { UInt16(truncatingIfNeeded: $0) }
      Block.encode(positions, level: level, depth: depth + 1, into: &writer)
    } else {
      Block.encode(plan.positions, level: level, depth: depth + 1, into: &writer)
    }
  }

  static func open(
    _ count: Int, from reader: inout ByteReader, depth: Int
  ) throws(ChunkDamage) -> (list: [UInt64], positions: OpenBlock) {
    let entries = Int(try reader.word32())
    guard entries <= count else { throw ChunkDamage("a list longer than the rows") }
    let list: [UInt64] = try Block.decode(entries, from: &reader, depth: depth + 1)
    let positions = try OpenBlock(count, from: &reader, depth: depth + 1)
    return (list, positions)
  }
}

/// Distinct numbers in the order of first occurrence: open addressing.
private struct DistinctNumbers: ~Copyable {
  private(set) var count = 0
  private var found: UnsafeMutablePointer<UInt64>
  /// Place plus one; 0: free.
  private var slots: UnsafeMutablePointer<UInt32>
  private var bits = 12

  init() {
    found = .allocate(capacity: 1 << bits)
    slots = .allocate(capacity: 1 << bits)
    slots.initialize(repeating: 0, count: 1 << bits)
  }

  deinit {
    found.deallocate()
    slots.deallocate()
  }

  var numbers: [UInt64] { Array(UnsafeBufferPointer(start: found, count: count)) }

  @inline(__always)
  mutating func place(of number: UInt64) -> UInt32 {
    var slot = first(number)
    while slots[slot] != 0 {
      let place = slots[slot] &- 1
      if found[Int(place)] == number { return place }
      slot = (slot &+ 1) & (1 &<< bits &- 1)
    }
    return add(number, slot)
  }

  @inline(__always)
  private func first(_ number: UInt64) -> Int {
    Int(truncatingIfNeeded: (number &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 &- bits))
  }

  @inline(never)
  private mutating func add(_ number: UInt64, _ slot: Int) -> UInt32 {
    found[count] = number
    count += 1
    slots[slot] = UInt32(count)
    if count * 2 > 1 << bits { grow() }
    return UInt32(count - 1)
  }

  private mutating func grow() {
    bits += 1
    let old = found
    found = .allocate(capacity: 1 << bits)
    found.update(from: old, count: count)
    old.deallocate()
    slots.deallocate()
    slots = .allocate(capacity: 1 << bits)
    slots.initialize(repeating: 0, count: 1 << bits)
    for place in 0..<count {
      var slot = first(found[place])
      while slots[slot] != 0 { slot = (slot + 1) & (1 << bits - 1) }
      slots[slot] = UInt32(place + 1)
    }
  }
}
