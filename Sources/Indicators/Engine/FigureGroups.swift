/// A group of an answer with its figure.
package struct FigureGroup: Sendable {
  /// Codes of the dimensions, in their order.
  package let codes: [Int]
  package let row: FigureRow
}

/// The groups of an answer, sorted by the dimensions. Group numbers become codes when they are
/// asked for.
package struct FigureGroups: Sendable, RandomAccessCollection {
  private var keys: [Int] = []
  private(set) var rows: [FigureRow] = []
  private let dimensions: [KeyRanks]

  init(_ dimensions: [KeyRanks]) { self.dimensions = dimensions }

  /// - Precondition: keys come in ascending order.
  mutating func append(_ key: Int, _ row: FigureRow) {
    keys.append(key)
    rows.append(row)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { rows.count }
  package subscript(index: Int) -> FigureGroup {
    var codes = [Int](repeating: 0, count: dimensions.count)
    var rest = keys[index]
    for (place, dimension) in dimensions.enumerated().reversed() {
      codes[place] = dimension.codeOf[rest % dimension.radix]
      rest /= dimension.radix
    }
    return FigureGroup(codes: codes, row: rows[index])
  }

  /// The differences to other groups of the same question; a side without figure leaves the
  /// difference missing.
  consuming func less(_ other: FigureGroups) -> FigureGroups {
    var result = FigureGroups(dimensions)
    var (here, there) = (0, 0)
    while here < keys.count || there < other.keys.count {
      let key = Swift.min(
        here < keys.count ? keys[here] : .max, there < other.keys.count ? other.keys[there] : .max)
      var (a, b) = (Figure.missing, Figure.missing)
      if here < keys.count, keys[here] == key {
        a = rows[here].value
        here += 1
      }
      if there < other.keys.count, other.keys[there] == key {
        b = other.rows[there].value
        there += 1
      }
      var value = Figure.missing
      if let a = a.number, let b = b.number { value = .value(a - b) }
      result.append(
        key, FigureRow(value: value, numerator: .notApplicable, denominator: .notApplicable))
    }
    return result
  }
}
