/// How the rows of some frames fall into groups.
///
/// Dimensions that follow from the same base column are told apart together: only tuples of codes
/// that some base code has get a number (a Gemeinde and its Kreis are as many tuples as Gemeinden).
/// A group number is the mixed-radix number of those, so few of them stand for nothing.
struct GroupShape {
  /// The tuples that one base column tells apart.
  struct Part {
    let base: Int
    /// Factor of the tuple's number in the group number.
    fileprivate(set) var stride = 1
    /// `[number]`: the ranks of the dimensions asked for as one number, ascending.
    fileprivate let combined: [Int]
    /// The dimensions asked for, with the factors of their ranks in `combined`.
    fileprivate let factors: [(name: String, factor: Int)]
    /// Dimension → `[number]`: its rank, ``Frame/noKey`` where it has none. Besides the dimensions
    /// asked for all that follow from them.
    fileprivate let ranks: [String: [Int32]]
    /// `combined` → number, where that is a small table; otherwise empty.
    fileprivate let numberOf: [Int32]
    /// `[frame][base code]`: whether it has no key in one of the dimensions asked for.
    fileprivate let lacksKey: [[Bool]]

    var count: Int { combined.count }

    fileprivate func number(_ value: Int) -> Int? {
      if !numberOf.isEmpty { return numberOf[value] < 0 ? nil : Int(numberOf[value]) }
      var (low, high) = (0, combined.count)
      while low < high {
        let middle = (low + high) / 2
        if combined[middle] < value { low = middle + 1 } else { high = middle }
      }
      return low < combined.count && combined[low] == value ? low : nil
    }
  }

  /// Marks what takes no part; sums of a few of them stay negative.
  static let excluded = -(1 << 59)
  /// Tables up to this size spare a search.
  private static let tableLimit = 1 << 16

  /// The first one counts most.
  private(set) var parts: [Part]
  /// Number of possible groups.
  let radix: Int
  /// `[frame]`: base column → `[base code]`: what it contributes to the group number.
  private let contributions: [[Int: [Int]]]

  /// - Parameters:
  ///   - dimensions: what is told apart; the first one counts most.
  ///   - frames: of one relation, at least one.
  init(_ dimensions: [String], frames: [Frame], _ question: EngineQuestion) {
    var bases: [(base: Int, names: [String])] = []
    for name in dimensions {
      let base = Self.dimension(name, of: frames[0]).base
      if let known = bases.firstIndex(where: { $0.base == base }) {
        bases[known].names.append(name)
      } else {
        bases.append((base, [name]))
      }
    }
    var parts: [Part] = []
    var numbers: [[[Int]]] = []
    for (base, names) in bases {
      let (part, ofFrames) = Self.part(base, names, frames, question)
      parts.append(part)
      numbers.append(ofFrames)
    }
    var stride = 1
    for index in parts.indices.reversed() {
      parts[index].stride = stride
      stride = Self.product(stride, parts[index].count)
    }
    self.parts = parts
    radix = stride
    contributions = frames.indices.map { frame in
      var tables: [Int: [Int]] = [:]
      for (part, ofFrames) in zip(parts, numbers) {
        tables[part.base] = ofFrames[frame].map { $0 < 0 ? Self.excluded : $0 * part.stride }
      }
      for name in question.filtered {
        let dimension = Self.dimension(name, of: frames[frame])
        guard tables[dimension.base] == nil else { continue }
        tables[dimension.base] = (0..<dimension.codeOf.count).map {
          Self.isAdmitted($0, base: dimension.base, frames[frame], question) ? 0 : Self.excluded
        }
      }
      return tables
    }
  }

  /// The tuples of a base column, and `[frame][base code]` their numbers, negative where a code takes
  /// no part.
  private static func part(
    _ base: Int, _ names: [String], _ frames: [Frame], _ question: EngineQuestion
  ) -> (Part, [[Int]]) {
    var factors: [(name: String, factor: Int)] = []
    var factor = 1
    for name in names.reversed() {
      factors.append((name, factor))
      factor = product(factor, question.ranks(name).radix)
    }
    var lacksKey = frames.map { frame in
      [Bool](repeating: false, count: dimension(names[0], of: frame, base: base).codeOf.count)
    }
    let combined = frames.enumerated().map { place, frame in
      let columns = factors.map {
        (
          dimension(
            $0.name, of: frame, base: base
          ).codeOf, question.ranks($0.name).rankOf, $0.factor
        )
      }
      let codes = columns[0].0.indices
      var values = [Int](repeating: 0, count: codes.count)
      for (codeOf, rankOf, factor) in columns {
        for code in codes {
          let key = codeOf[code]
          if key == Frame.noKey {
            lacksKey[place][code] = true
            values[code] = excluded
          } else if rankOf[Int(key)] < 0 {
            values[code] = excluded
          } else {
            values[code] += Int(rankOf[Int(key)]) * factor
          }
        }
      }
      let only: Int? = if case .constant(let code) = frame.bases[base] { Int(code) } else { nil }
      if let only {
        for code in codes where code != only { lacksKey[place][code] = false }
      }
      let isFiltered = question.filtered.contains { frame.dimensions[$0]?.base == base }
      for code in codes where values[code] >= 0 {
        if let only, code != only { values[code] = excluded }
        if isFiltered, !isAdmitted(code, base: base, frame, question) { values[code] = excluded }
      }
      return values
    }
    var numberOf: [Int32] = []
    var distinct: [Int]
    if factor <= tableLimit {
      numberOf = [Int32](repeating: -1, count: factor)
      for value in combined.joined() where value >= 0 { numberOf[value] = 0 }
      distinct = numberOf.indices.filter { numberOf[$0] == 0 }
      for (number, value) in distinct.enumerated() { numberOf[value] = Int32(number) }
    } else {
      distinct = []
      for value in combined.joined().filter({ $0 >= 0 }).sorted() where value != distinct.last {
        distinct.append(value)
      }
    }
    let bare = Part(
      base: base, combined: distinct, factors: factors, ranks: [:], numberOf: numberOf,
      lacksKey: lacksKey)
    let numbers = combined.map { $0.map { $0 < 0 ? -1 : bare.number($0)! } }
    let part = Part(
      base: base, combined: distinct, factors: factors,
      ranks: following(base, numbers, count: distinct.count, frames, question),
      numberOf: numberOf, lacksKey: lacksKey)
    return (part, numbers)
  }

  /// The dimensions whose rank is the same for all base codes with the same tuple.
  private static func following(
    _ base: Int, _ numbers: [[Int]], count: Int, _ frames: [Frame], _ question: EngineQuestion
  ) -> [String: [Int32]] {
    let unknown = Frame.noKey - 1
    var following: [String: [Int32]] = [:]
    next: for name in question.dimensions {
      guard frames.allSatisfy({ $0.dimensions[name]?.base == base }) else { continue }
      let rankOf = question.ranks(name).rankOf
      var ranks = [Int32](repeating: unknown, count: count)
      for (frame, numbers) in zip(frames, numbers) {
        let codeOf = frame.dimensions[name]!.codeOf
        for (code, number) in numbers.enumerated() where number >= 0 {
          let rank = codeOf[code] == Frame.noKey ? Frame.noKey : rankOf[Int(codeOf[code])]
          if ranks[number] == unknown { ranks[number] = rank }
          guard ranks[number] == rank else { continue next }
        }
      }
      following[name] = ranks
    }
    return following
  }

  private static func isAdmitted(
    _ code: Int, base: Int, _ frame: Frame, _ question: EngineQuestion
  ) -> Bool {
    question.filtered.allSatisfy { name in
      guard let dimension = frame.dimensions[name], dimension.base == base else { return true }
      let key = dimension.codeOf[code]
      return key != Frame.noKey && question.ranks(name).rankOf[Int(key)] >= 0
    }
  }

  private static func dimension(
    _ name: String, of frame: Frame, base: Int? = nil
  ) -> Frame.Dimension {
    guard let dimension = frame.dimensions[name] else {
      preconditionFailure("the frame has no dimension \(name)")
    }
    precondition(base == nil || dimension.base == base, "\(name) follows from several columns")
    return dimension
  }

  static func product(_ a: Int, _ b: Int) -> Int {
    let (result, overflow) = a.multipliedReportingOverflow(by: b)
    precondition(!overflow && result < 1 << 58, "more possible groups than numbers")
    return result
  }
}

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

  fileprivate init(counts: [Int], tables: [[Int]]) {
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

/// Rows → group numbers. A row costs one look-up for each base column and no multiplication.
struct RowKeys {
  private var tables: [(codes: Frame.Codes, contribution: [Int])] = []
  /// What constant columns contribute; negative: no row of the frame takes part.
  private var offset = 0

  fileprivate init(_ frame: Frame, contributions: [Int: [Int]]) {
    for (base, contribution) in contributions.sorted(by: { $0.key < $1.key }) {
      if case .constant(let code) = frame.bases[base] {
        offset += contribution[Int(code)]
      } else {
        tables.append((frame.bases[base], contribution))
      }
    }
  }

  /// Whether no row of the frame can take part.
  var excludesAll: Bool { offset < 0 }

  /// Writes the group numbers of `rows` to `keys`; negative: the row takes no part.
  func fill(_ keys: Batch.Keys, rows: Range<Int>) {
    for i in 0..<rows.count { keys[i] = offset }
    for table in tables {
      table.contribution.withUnsafeBufferPointer { contribution in
        switch table.codes {
        case .constant: preconditionFailure("constant columns are part of the offset")
        case .bytes(let codes):
          codes.withUnsafeBufferPointer { Self.add($0, contribution, keys, rows) }
        case .words(let codes):
          codes.withUnsafeBufferPointer { Self.add($0, contribution, keys, rows) }
        }
      }
    }
  }

  @inline(__always)
  private static func add<Code: FixedWidthInteger>(
    _ codes: UnsafeBufferPointer<Code>, _ contribution: UnsafeBufferPointer<Int>,
    _ keys: Batch.Keys, _ rows: Range<Int>
  ) {
    for i in 0..<rows.count {
      keys[i] &+= contribution[Int(truncatingIfNeeded: codes[rows.lowerBound + i])]
    }
  }
}
