extension GroupShape {
  /// The group numbers of a frame's rows.
  func rowKeys(_ frame: Frame, at index: Int) -> RowKeys {
    RowKeys(frame, contributions: contributions[index])
  }

  /// Whether every row that has a group of another shape has one of this.
  func hasAllRows(of other: GroupShape) -> Bool {
    parts.allSatisfy { part in
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
  /// Parts with more than one tuple, the last one first.
  private let digits: [(count: Int, table: [Int])]
  private let offset: Int

  init(counts: [Int], tables: [[Int]]) {
    var offset = 0
    var digits: [(count: Int, table: [Int])] = []
    for (count, table) in zip(counts, tables).reversed() {
      if count == 1 { offset += table[0] } else { digits.append((count, table)) }
    }
    self.offset = offset
    self.digits = digits
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
}
