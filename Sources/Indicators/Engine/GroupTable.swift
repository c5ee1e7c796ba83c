/// Gives each group number that occurs a slot, and keeps one accumulator column a measure.
/// Few possible groups: the slot is the number itself. Many: a hash table with open addressing.
struct GroupTable {
  private let operations: [Collapse.Operation]
  private let isDense: Bool
  /// Dense: whether the group occurs. Hashed: unused.
  private var occurs: [Bool]
  /// Hashed: group number of each slot.
  private var keyOfSlot: [Int] = []
  /// Hashed: slot + 1 at the group's place, 0 where free; a power of two long.
  private var places: [Int32]
  /// `[measure][slot]`, ``Frame/null`` before the first value.
  private var values: [[Int64]]

  init(radix: Int, operations: [Collapse.Operation], denseLimit: Int) {
    self.operations = operations
    isDense = radix <= denseLimit
    occurs = isDense ? [Bool](repeating: false, count: radix) : []
    places = isDense ? [] : [Int32](repeating: 0, count: 1 << 10)
    let slots = isDense ? radix : 0
    values = operations.map { _ in [Int64](repeating: Frame.null, count: slots) }
  }

  /// Measures of a group.
  var width: Int { operations.count }
  /// How many groups there may be at most.
  var capacity: Int { isDense ? occurs.count : keyOfSlot.count }

  /// Feeds one value a row into each measure. Rows without group (negative) or value are passed over.
  mutating func feed(_ keys: Batch.Keys, _ columns: [Batch.Values], count: Int) {
    slots(keys, count: count)
    for (measure, column) in columns.enumerated() {
      add(measure, column, slots: keys, count: count)
    }
  }

  /// Replaces group numbers by slots; negative numbers stay.
  private mutating func slots(_ keys: Batch.Keys, count: Int) {
    if isDense {
      occurs.withUnsafeMutableBufferPointer { occurs in
        for i in 0..<count where keys[i] >= 0 { occurs[keys[i]] = true }
      }
    } else {
      for i in 0..<count where keys[i] >= 0 { keys[i] = slot(of: keys[i]) }
    }
  }

  private mutating func add(
    _ measure: Int, _ input: Batch.Values,
    slots: Batch.Keys, count: Int
  ) {
    let operation = operations[measure]
    values[measure].withUnsafeMutableBufferPointer { column in
      switch operation {
      case .sum: Self.feed(column, input, slots, count) { $0 + $1 }
      case .max: Self.feed(column, input, slots, count) { Swift.max($0, $1) }
      case .min: Self.feed(column, input, slots, count) { Swift.min($0, $1) }
      }
    }
  }

  @inline(__always)
  private static func feed(
    _ column: Batch.Values, _ input: Batch.Values,
    _ slots: Batch.Keys, _ count: Int, _ combine: (Int64, Int64) -> Int64
  ) {
    for i in 0..<count {
      let slot = slots[i]
      let value = input[i]
      guard slot >= 0, value != Frame.null else { continue }
      let old = column[slot]
      column[slot] = old == Frame.null ? value : combine(old, value)
    }
  }

  /// Group numbers that occur, in any order, many at a time.
  /// - Parameters:
  ///   - keys, columns: room for the keys and `[measure]` the values of a batch.
  func forEachBatch(
    _ keys: Batch.Keys, _ columns: [Batch.Values],
    _ body: (_ count: Int) -> Void
  ) {
    guard isDense else {
      for start in stride(from: 0, to: keyOfSlot.count, by: keys.count) {
        let count = min(keys.count, keyOfSlot.count - start)
        for i in 0..<count { keys[i] = keyOfSlot[start + i] }
        for (column, values) in zip(columns, values) {
          for i in 0..<count { column[i] = values[start + i] }
        }
        body(count)
      }
      return
    }
    var key = 0
    while key < occurs.count {
      var count = 0
      occurs.withUnsafeBufferPointer { occurs in
        while key < occurs.count, count < keys.count {
          if occurs[key] {
            keys[count] = key
            count += 1
          }
          key += 1
        }
      }
      for (column, values) in zip(columns, values) {
        values.withUnsafeBufferPointer { values in
          for i in 0..<count { column[i] = values[keys[i]] }
        }
      }
      if count > 0 { body(count) }
    }
  }

  private mutating func slot(of key: Int) -> Int {
    let mask = places.count - 1
    var place = Self.hash(key) & mask
    while places[place] != 0 {
      let slot = Int(places[place]) - 1
      if keyOfSlot[slot] == key { return slot }
      place = (place + 1) & mask
    }
    let slot = keyOfSlot.count
    places[place] = Int32(slot + 1)
    keyOfSlot.append(key)
    for measure in values.indices { values[measure].append(Frame.null) }
    if keyOfSlot.count * 2 > places.count { grow() }
    return slot
  }

  private mutating func grow() {
    places = [Int32](repeating: 0, count: places.count * 2)
    let mask = places.count - 1
    for (slot, key) in keyOfSlot.enumerated() {
      var place = Self.hash(key) & mask
      while places[place] != 0 { place = (place + 1) & mask }
      places[place] = Int32(slot + 1)
    }
  }

  /// Fibonacci hashing: the upper bits of a product with 2^64/φ.
  @inline(__always)
  private static func hash(_ key: Int) -> Int {
    Int(truncatingIfNeeded: (UInt64(truncatingIfNeeded: key) &* 0x9E37_79B9_7F4A_7C15) >> 24)
  }
}
