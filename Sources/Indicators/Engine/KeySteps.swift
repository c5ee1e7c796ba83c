extension GroupShape {
  /// The group numbers of a frame's rows.
  func rowKeys(_ frame: Frame, at index: Int) -> RowKeys {
    RowKeys(frame, contributions: contributions[index])
  }

  /// Whether every row that has a group of another shape has one of this.
  func hasAllRows(of other: GroupShape) -> Bool {
    parts.allSatisfy { part in
      if part.hasAllKeys { return true }
      let same = other.parts.first { $0.base == part.base }
      return part.lacksKey.indices.allSatisfy { frame in
        zip(part.lacksKey[frame], same?.lacksKey[frame] ?? part.lacksKey[frame].map { _ in false })
          .allSatisfy { !$0 || $1 }
      }
    }
  }

  /// How groups of this shape become groups of a coarser one; `nil`: it tells more apart.
  func steps(to coarser: GroupShape) -> KeySteps? {
    var tables: [[Int]] = parts.map { [Int](repeating: 0, count: $0.count) }
    for target in coarser.parts {
      guard let place = parts.firstIndex(where: { $0.base == target.base }) else { return nil }
      let part = parts[place]
      var columns: [(ranks: [Int32], factor: Int)] = []
      for (name, factor) in target.factors {
        guard let ranks = part.ranks[name] else { return nil }
        columns.append((ranks, factor))
      }
      for number in 0..<part.count {
        var value = 0
        for (ranks, factor) in columns {
          value = ranks[number] < 0 ? Self.excluded : value + Int(ranks[number]) * factor
          if value < 0 { break }
        }
        let found = value < 0 ? nil : target.number(value)
        tables[place][number] = found.map { $0 * target.stride } ?? Self.excluded
      }
    }
    return KeySteps(counts: parts.map(\.count), tables: tables)
  }

  /// How groups become the numbers by which an answer is sorted: mixed-radix numbers of the ranks.
  func steps(toAnswer by: [String], _ question: EngineQuestion) -> KeySteps {
    var tables: [[Int]] = parts.map { [Int](repeating: 0, count: $0.count) }
    var stride = 1
    for name in by.reversed() {
      let place = parts.firstIndex { $0.ranks[name] != nil }!
      let ranks = parts[place].ranks[name]!
      for number in tables[place].indices {
        tables[place][number] =
          ranks[number] < 0 || tables[place][number] < 0
          ? Self.excluded : tables[place][number] + Int(ranks[number]) * stride
      }
      stride = Self.product(stride, question.ranks(name).radix)
    }
    return KeySteps(counts: parts.map(\.count), tables: tables)
  }
}

/// Group numbers → those of another shape: the digit of each part is looked up.
struct KeySteps {
  /// What the last digit does to neighbouring numbers.
  enum Pattern {
    /// All of them become one.
    case same
    /// They stay neighbours.
    case identity
    case other
  }

  /// Last digits are taken together up to this many, so that runs are long and divisions few.
  private static let fusedLimit = 4_096

  /// Parts with more than one tuple, the last one first.
  private let digits: [(count: Int, table: [Int])]
  private let offset: Int
  /// Of the last digit.
  let pattern: Pattern

  init(counts: [Int], tables: [[Int]]) {
    var offset = 0
    var digits: [(count: Int, table: [Int])] = []
    for (count, table) in zip(counts, tables).reversed() {
      if count == 1 {
        offset += table[0]
      } else if let last = digits.last, digits.count == 1, last.count * count <= Self.fusedLimit {
        digits[0] = (
          last.count * count, table.flatMap { upper in last.table.map { upper + $0 } }
        )
      } else {
        digits.append((count, table))
      }
    }
    self.offset = offset
    self.digits = digits
    let inner = digits.first?.table ?? [0]
    // A part of which no row has a tuple has none.
    if inner.isEmpty || inner[0] < 0 {
      pattern = .other
    } else if inner.allSatisfy({ $0 == inner[0] }) {
      pattern = .same
    } else if inner.indices.allSatisfy({ inner[$0] == inner[0] + $0 }) {
      pattern = .identity
    } else {
      pattern = .other
    }
  }

  /// Replaces group numbers; negative ones take no part.
  func apply(_ keys: Batch.Keys, count: Int) {
    for i in 0..<count where keys[i] >= 0 {
      var rest = UInt(bitPattern: keys[i])
      var key = offset
      for (radix, table) in digits {
        let quotient = rest / UInt(bitPattern: radix)
        key &+= table[Int(bitPattern: rest &- quotient &* UInt(bitPattern: radix))]
        rest = quotient
      }
      keys[i] = key
    }
  }

  /// All group numbers, in runs that differ in the last digit only: number `first + i` becomes
  /// `offset + table[i]`, where that is negative it takes no part.
  @inline(__always)
  func forEachRun(
    _ body: (_ first: Int, _ offset: Int, _ table: UnsafeBufferPointer<Int>) -> Void
  ) {
    guard digits.allSatisfy({ $0.count > 0 }) else { return }
    (digits.first?.table ?? [0]).withUnsafeBufferPointer { inner in
      let outer = digits.dropFirst()
      var places = [Int](repeating: 0, count: outer.count)
      var first = 0
      while true {
        var key = offset
        for (place, digit) in zip(places, outer) { key &+= digit.table[place] }
        if key >= 0 { body(first, key, inner) }
        first += inner.count
        var next = 0
        while next < places.count {
          places[next] += 1
          if places[next] < outer[outer.startIndex + next].count { break }
          places[next] = 0
          next += 1
        }
        if next == places.count { return }
      }
    }
  }
}
