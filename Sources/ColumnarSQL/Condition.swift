import CSQLiteExtension

/// What a constraint of the WHERE clause asks of one column. It may let too much pass, never too
/// little: SQLite checks every row that the scan gives once more.
struct Condition {
  /// Position in the table's columns.
  let column: Int
  let wanted: Wanted

  enum Wanted {
    case nothing
    /// One of the ranges holds the value; ascending, without overlap.
    case integers([ClosedRange<Int64>])
    case reals(ClosedRange<Double>)
    case texts(Texts)
    case null
    case notNull
  }

  /// Texts compare by their bytes, as SQLite's collation BINARY does.
  enum Texts {
    case oneOf(Set<[UInt8]>)
    case above([UInt8])
    case atLeast([UInt8])
    case below([UInt8])
    case atMost([UInt8])

    func contains(_ text: some Collection<UInt8>) -> Bool {
      switch self {
      case .oneOf(let texts): texts.contains([UInt8](text))
      case .above(let bound): bound.lexicographicallyPrecedes(text)
      case .atLeast(let bound): !text.lexicographicallyPrecedes(bound)
      case .below(let bound): text.lexicographicallyPrecedes(bound)
      case .atMost(let bound): !bound.lexicographicallyPrecedes(text)
      }
    }

    /// Whether a text between the two (inclusive) may be wanted.
    func mayMatch(from low: [UInt8], to high: [UInt8]) -> Bool {
      switch self {
      case .oneOf(let texts):
        texts.contains {
          !$0.lexicographicallyPrecedes(low) && !high.lexicographicallyPrecedes($0)
        }
      case .above, .atLeast: contains(high)
      case .below, .atMost: contains(low)
      }
    }
  }

  /// Comparisons that the scan knows how to use.
  enum Comparison: Int32 {
    case equal = 2
    case greater = 4
    case atMost = 8
    case less = 16
    case atLeast = 32
    case isNotNull = 70
    case isNull = 71
  }
}

extension Condition {
  /// - Parameter operands: the right-hand side; several for `IN`, none for IS NULL.
  /// - Returns: `nil` where the comparison restricts nothing that the scan could use.
  init?(
    _ comparison: Comparison, _ operands: [Operand], column: Int,
    presentation: TableShape.Presentation
  ) {
    self.column = column
    switch comparison {
    case .isNull:
      // A NaN would read as null.
      guard presentation != .real, presentation != .euros else { return nil }
      wanted = .null
    case .isNotNull: wanted = .notNull
    default:
      // No comparison with null is true.
      let operands = operands.filter { $0 != .null }
      if operands.isEmpty {
        wanted = .nothing
        return
      }
      switch presentation {
      case .integer: wanted = Self.integers(comparison, operands)
      case .real, .euros:
        guard let reals = Self.reals(comparison, operands) else { return nil }
        wanted = reals
      case .text, .day, .month:
        guard let texts = Self.texts(comparison, operands) else { return nil }
        wanted = .texts(texts)
      case .localTime:
        guard let instants = Self.instants(comparison, operands) else { return nil }
        wanted = instants
      }
    }
    if case .integers(let ranges) = wanted, ranges == [.min ... .max] { return nil }
  }

  private static func integers(_ comparison: Comparison, _ operands: [Operand]) -> Wanted {
    var ranges: [ClosedRange<Int64>] = []
    for operand in operands {
      guard let numbers = operand.integers else { return .integers([.min ... .max]) }
      switch comparison {
      case .equal: if let value = numbers.exactly { ranges.append(value...value) }
      case .greater: if let low = numbers.above { ranges.append(low ... .max) }
      case .atLeast: if let low = numbers.from { ranges.append(low ... .max) }
      case .less: if let high = numbers.below { ranges.append(.min...high) }
      case .atMost: if let high = numbers.upTo { ranges.append(.min...high) }
      case .isNull, .isNotNull: break
      }
    }
    ranges = Set(ranges).sorted { $0.lowerBound < $1.lowerBound }
    return ranges.isEmpty ? .nothing : .integers(ranges)
  }

  private static func reals(_ comparison: Comparison, _ operands: [Operand]) -> Wanted? {
    let numbers = operands.compactMap(\.real)
    // Infinity as a bound leaves everything on that side.
    guard numbers.count == operands.count, let low = numbers.min(), let high = numbers.max() else {
      return nil
    }
    return switch comparison {
    case .equal: .reals(low...high)
    case .greater, .atLeast: .reals(low ... .infinity)
    case .less, .atMost: .reals(-.infinity...high)
    case .isNull, .isNotNull: nil
    }
  }

  private static func texts(_ comparison: Comparison, _ operands: [Operand]) -> Texts? {
    let texts = operands.compactMap(\.text)
    // A number beside a text column: which of the two is converted depends on where it comes from.
    guard texts.count == operands.count else { return nil }
    return switch comparison {
    case .equal: .oneOf(Set(texts))
    case .greater: .above(texts[0])
    case .atLeast: .atLeast(texts[0])
    case .less: .below(texts[0])
    case .atMost: .atMost(texts[0])
    case .isNull, .isNotNull: nil
    }
  }

  private static func instants(_ comparison: Comparison, _ operands: [Operand]) -> Wanted? {
    guard let texts = texts(comparison, operands) else { return nil }
    switch texts {
    case .oneOf(let texts):
      let spans = texts.compactMap(LocalTime.instants(near:))
      guard spans.count == texts.count, let low = spans.map(\.lowerBound).min(),
        let high = spans.map(\.upperBound).max()
      else { return nil }
      return .integers([low...high - 1])
    case .above(let text), .atLeast(let text):
      return LocalTime.instants(near: text).map { .integers([$0.lowerBound ... .max]) }
    case .below(let text), .atMost(let text):
      return LocalTime.instants(near: text).map { .integers([.min...$0.upperBound - 1]) }
    }
  }
}
