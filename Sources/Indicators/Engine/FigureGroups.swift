/// A group of an answer with its figure.
package struct FigureGroup: Sendable {
  /// Codes of the dimensions, in their order.
  package let codes: [Int]
  package let row: FigureRow
}

/// Figures by ascending answer key: the mixed-radix number of the ranks of the dimensions.
struct ScopeFigures: Sendable {
  private(set) var keys: [Int]
  private(set) var rows: [FigureRow]

  init(keys: [Int], rows: [FigureRow]) {
    self.keys = keys
    self.rows = rows
  }

  /// - Precondition: keys come in ascending order.
  mutating func append(_ key: Int, _ row: FigureRow) {
    keys.append(key)
    rows.append(row)
  }

  /// The differences to other figures of the same question; a side without figure leaves the
  /// difference missing.
  func less(_ other: ScopeFigures) -> ScopeFigures {
    var result = ScopeFigures(keys: [], rows: [])
    var (here, there) = (0, 0)
    while here < keys.count || there < other.keys.count {
      let key = min(
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

/// The groups of an answer, sorted by the dimensions. Group numbers become codes when they are
/// asked for.
package struct FigureGroups: Sendable, RandomAccessCollection {
  private let figures: ScopeFigures
  private let dimensions: [KeyRanks]

  /// - Parameter scopes: parts of the answer, each with keys of its own.
  init(_ scopes: [ScopeFigures], _ dimensions: [KeyRanks]) {
    self.dimensions = dimensions
    guard scopes.count > 1 else {
      figures = scopes.first ?? ScopeFigures(keys: [], rows: [])
      return
    }
    let keys = scopes.flatMap(\.keys)
    let rows = scopes.flatMap(\.rows)
    let order = RadixOrder.sorted(keys.map { UInt64($0) })
    figures = ScopeFigures(
      keys: order.map { keys[Int($0)] }, rows: order.map { rows[Int($0)] })
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { figures.rows.count }
  package subscript(index: Int) -> FigureGroup {
    var codes = [Int](repeating: 0, count: dimensions.count)
    var rest = figures.keys[index]
    for (place, dimension) in dimensions.enumerated().reversed() {
      codes[place] = dimension.codeOf[rest % dimension.radix]
      rest /= dimension.radix
    }
    return FigureGroup(codes: codes, row: figures.rows[index])
  }
}
