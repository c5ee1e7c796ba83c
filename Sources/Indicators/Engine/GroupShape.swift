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
    let combined: [Int]
    /// The dimensions asked for, with the factors of their ranks in `combined`.
    let factors: [(name: String, factor: Int)]
    /// Dimension → `[number]`: its rank, ``Frame/noKey`` where it has none. Besides the dimensions
    /// asked for all that follow from them.
    let ranks: [String: [Int32]]
    /// `combined` → number, where that is a small table; otherwise empty.
    let numberOf: [Int32]
    /// `[frame][base code]`: whether it has no key in one of the dimensions asked for.
    let lacksKey: [[Bool]]
    /// Whether no base code lacks a key.
    let hasAllKeys: Bool

    var count: Int { combined.count }

    func number(_ value: Int) -> Int? {
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
  let contributions: [[Int: [Int]]]

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
    let hasAllKeys = lacksKey.allSatisfy { !$0.contains(true) }
    let bare = Part(
      base: base, combined: distinct, factors: factors, ranks: [:], numberOf: numberOf,
      lacksKey: lacksKey, hasAllKeys: hasAllKeys)
    let numbers = combined.map { $0.map { $0 < 0 ? -1 : bare.number($0)! } }
    let part = Part(
      base: base, combined: distinct, factors: factors,
      ranks: following(base, numbers, count: distinct.count, frames, question),
      numberOf: numberOf, lacksKey: lacksKey, hasAllKeys: hasAllKeys)
    return (part, numbers)
  }

  /// The dimensions whose rank is the same for all base codes with the same tuple.
  private static func following(
    _ base: Int, _ numbers: [[Int]], count: Int, _ frames: [Frame], _ question: EngineQuestion
  ) -> [String: [Int32]] {
    var following: [String: [Int32]] = [:]
    for name in question.dimensions
    where frames.allSatisfy({ $0.dimensions[name]?.base == base }) {
      following[name] = ranks(
        frames.map { $0.dimensions[name]!.codeOf }, question.ranks(name).rankOf, numbers, count)
    }
    return following
  }

  /// `[number]` the rank of a dimension; `nil` where base codes with the same number differ in it.
  /// - Parameter codes: `[frame][base code]` of the dimension.
  private static func ranks(
    _ codes: [[Int32]], _ rankOf: [Int32], _ numbers: [[Int]], _ count: Int
  ) -> [Int32]? {
    let unknown = Frame.noKey - 1
    var ranks = [Int32](repeating: unknown, count: count)
    let follows = ranks.withUnsafeMutableBufferPointer { ranks in
      rankOf.withUnsafeBufferPointer { rankOf in
        zip(codes, numbers).allSatisfy { codeOf, numbers in
          codeOf.withUnsafeBufferPointer { codeOf in
            numbers.withUnsafeBufferPointer { numbers in
              for code in numbers.indices where numbers[code] >= 0 {
                let key = codeOf[code]
                let rank = key == Frame.noKey ? key : rankOf[Int(key)]
                if ranks[numbers[code]] == unknown { ranks[numbers[code]] = rank }
                guard ranks[numbers[code]] == rank else { return false }
              }
              return true
            }
          }
        }
      }
    }
    return follows ? ranks : nil
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
