/// Gives each group number that occurs a slot, and keeps one accumulator column a measure.
/// Few possible groups: the slot is the number itself. Many: they are numbered as they occur.
struct GroupTable {
  private let operations: [Collapse.Operation]
  /// `nil`: the slot of a group is its number.
  private var index: GroupIndex?
  /// Without index: whether the group occurs.
  private(set) var occurs: [Bool]
  /// `[measure][slot]`, ``Frame/null`` before the first value, or 0 in a complete measure.
  private(set) var values: [[Int64]]
  /// `[measure]`: a sum into which every row has fed a value so far. Groups that do not occur hold
  /// 0, so that adding need not ask whether there is a value.
  private(set) var isComplete: [Bool]

  /// - Parameters:
  ///   - radix: the number of possible groups.
  ///   - rows: how many will be fed at most; with few of them most groups do not occur.
  init(radix: Int, operations: [Collapse.Operation], rows: Int, denseLimit: Int) {
    self.operations = operations
    let isDense = radix <= min(denseLimit, max(32 * rows, 1 << 12))
    index = isDense ? nil : GroupIndex()
    occurs = isDense ? [Bool](repeating: false, count: radix) : []
    isComplete = operations.map { $0 == .sum }
    let slots = isDense ? radix : 0
    values = operations.map { [Int64](repeating: $0 == .sum ? 0 : Frame.null, count: slots) }
  }

  var isDense: Bool { index == nil }
  /// Measures of a group.
  var width: Int { operations.count }
  /// Groups that occur.
  var count: Int {
    index?.count ?? occurs.withUnsafeBufferPointer { $0.reduce(0) { $0 + ($1 ? 1 : 0) } }
  }

  /// Feeds one value a row into each measure. Rows without group (negative) or value are passed over.
  mutating func feed(_ keys: Batch.Keys, _ columns: [Batch.Values], count: Int) {
    for (measure, column) in columns.enumerated()
    where isComplete[measure] && Self.lacksValue(column, count) {
      loseCompleteness(measure)
    }
    slots(keys, count: count)
    let pattern = SlotPattern(keys, count: count)
    for (measure, column) in columns.enumerated() {
      add(measure, column, slots: keys, count: count, pattern)
    }
  }

  /// Feeds the groups of a table that tells more apart.
  mutating func feed(_ finer: GroupTable, _ steps: KeySteps) {
    let lacksZeros = zip(isComplete, finer.isComplete).contains { !$0 && $1 }
    guard isDense, finer.isDense, !lacksZeros else {
      Batch.allocate(width, Batch.rows) { keys, columns in
        finer.forEachBatch(steps, keys, columns) { feed(keys, columns, count: $0) }
      }
      return
    }
    for measure in isComplete.indices where !finer.isComplete[measure] {
      loseCompleteness(measure)
    }
    occurs.withUnsafeMutableBufferPointer { target in
      finer.occurs.withUnsafeBufferPointer { source in
        steps.fold(source, into: target) { $0 || $1 }
      }
    }
    for measure in values.indices {
      values[measure].withUnsafeMutableBufferPointer { target in
        finer.values[measure].withUnsafeBufferPointer { source in
          switch operations[measure] {
          case .sum where finer.isComplete[measure]:
            steps.fold(source, into: target) { $0 &+ $1 }
          case .sum: steps.fold(source, into: target) { Frame.sum($0, $1) }
          // "No value" is the smallest number.
          case .max: steps.fold(source, into: target) { $0 > $1 ? $0 : $1 }
          case .min: steps.fold(source, into: target) { Self.smaller($0, $1) }
          }
        }
      }
    }
  }

  /// Replaces group numbers by slots; negative numbers stay.
  private mutating func slots(_ keys: Batch.Keys, count: Int) {
    guard index != nil else {
      occurs.withUnsafeMutableBufferPointer { occurs in
        for i in 0..<count where keys[i] >= 0 { occurs[keys[i]] = true }
      }
      return
    }
    for i in 0..<count where keys[i] >= 0 {
      keys[i] = Int(index!.group(of: UInt64(UInt(bitPattern: keys[i]))))
    }
    for measure in values.indices {
      let missing = index!.count - values[measure].count
      values[measure].append(
        contentsOf: repeatElement(isComplete[measure] ? 0 : Frame.null, count: missing))
    }
  }

  private mutating func add(
    _ measure: Int, _ input: Batch.Values, slots: Batch.Keys, count: Int, _ pattern: SlotPattern
  ) {
    let isComplete = isComplete[measure]
    values[measure].withUnsafeMutableBufferPointer { column in
      switch operations[measure] {
      case .sum where isComplete: pattern.feed(column, input, slots, count) { $0 &+ $1 }
      case .sum: pattern.feed(column, input, slots, count) { Frame.sum($0, $1) }
      case .max: pattern.feed(column, input, slots, count) { $0 > $1 ? $0 : $1 }
      case .min: pattern.feed(column, input, slots, count) { Self.smaller($0, $1) }
      }
    }
  }

  @inline(__always)
  private static func smaller(_ a: Int64, _ b: Int64) -> Int64 {
    a == Frame.null ? b : b == Frame.null || a < b ? a : b
  }

  private static func lacksValue(_ column: Batch.Values, _ count: Int) -> Bool {
    var lacking = 0
    for i in 0..<count { lacking |= column[i] == Frame.null ? 1 : 0 }
    return lacking != 0
  }

  /// From now on a group may be without a value.
  private mutating func loseCompleteness(_ measure: Int) {
    guard isComplete[measure] else { return }
    isComplete[measure] = false
    for slot in occurs.indices where !occurs[slot] { values[measure][slot] = Frame.null }
  }

  /// Groups that occur, many at a time; without index by ascending number.
  /// - Parameters:
  ///   - steps: group numbers → what is written to `keys`.
  ///   - keys, columns: room for the keys and `[measure]` the values of a batch.
  func forEachBatch(
    _ steps: KeySteps, _ keys: Batch.Keys, _ columns: [Batch.Values],
    _ body: (_ count: Int) -> Void
  ) {
    if let index {
      for start in stride(from: 0, to: index.count, by: keys.count) {
        let count = min(keys.count, index.count - start)
        for i in 0..<count { keys[i] = Int(index.keys[start + i]) }
        steps.apply(keys, count: count)
        for (column, values) in zip(columns, values) {
          for i in 0..<count { column[i] = values[start + i] }
        }
        body(count)
      }
      return
    }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: keys.count) { slots in
      func hand(_ count: Int) {
        for (column, values) in zip(columns, values) {
          values.withUnsafeBufferPointer { values in
            for i in 0..<count { column[i] = values[slots[i]] }
          }
        }
        body(count)
      }
      var count = 0
      occurs.withUnsafeBufferPointer { occurs in
        steps.forEachRun { first, offset, table in
          var next = 0
          while next < table.count {
            if count == keys.count {
              hand(count)
              count = 0
            }
            let end = min(table.count, next + keys.count - count)
            var place = count
            for i in next..<end {
              // Written in any case, kept where the group occurs: there is nothing to guess.
              keys[place] = offset &+ table[i]
              slots[place] = first + i
              place += occurs[first + i] ? 1 : 0
            }
            (count, next) = (place, end)
          }
        }
      }
      if count > 0 { hand(count) }
    }
  }
}

extension KeySteps {
  /// Combines what each group holds into the group that it becomes.
  @inline(__always)
  fileprivate func fold<Value>(
    _ source: UnsafeBufferPointer<Value>, into target: UnsafeMutableBufferPointer<Value>,
    _ combine: (Value, Value) -> Value
  ) {
    forEachRun { first, offset, table in
      switch pattern {
      case .same:
        var sum = target[offset + table[0]]
        for i in 0..<table.count { sum = combine(sum, source[first + i]) }
        target[offset + table[0]] = sum
      case .identity:
        let start = offset + table[0]
        for i in 0..<table.count {
          target[start + i] = combine(target[start + i], source[first + i])
        }
      case .other:
        for i in 0..<table.count {
          let slot = offset &+ table[i]
          if slot >= 0 { target[slot] = combine(target[slot], source[first + i]) }
        }
      }
    }
  }
}
