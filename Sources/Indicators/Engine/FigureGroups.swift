/// A group of an answer with its figure.
package struct FigureGroup: Sendable {
  /// Codes of the dimensions, in their order.
  package let codes: [Int]
  package let row: FigureRow
}

/// Figures by ascending answer key: the mixed-radix number of the ranks of the dimensions. Those of a
/// quotient are divided when they are looked at.
struct ScopeFigures {
  private enum Rows {
    case made([FigureRow])
    /// Sums by group; a side that the quotient does not have is empty.
    case sums(Quotient, numerator: [Int64], denominator: [Int64], outside: [Int64])
  }

  let keys: [Int]
  private let rows: Rows

  init(keys: [Int], rows: [FigureRow]) {
    self.keys = keys
    self.rows = .made(rows)
  }

  /// - Parameter numerator, denominator, outside: `[group]`, `nil` for a side without sums.
  init(
    _ quotient: Quotient, keys: [Int], numerator: [Int64]?, denominator: [Int64]?,
    outside: [Int64]?
  ) {
    self.keys = keys
    rows = .sums(
      quotient, numerator: numerator ?? [], denominator: denominator ?? [], outside: outside ?? [])
  }

  /// Each figure with its key, by ascending key.
  @inline(__always)
  func forEach(_ body: (_ key: Int, _ figure: FigureRow) -> Void) {
    switch rows {
    case .made(let rows): for (key, row) in zip(keys, rows) { body(key, row) }
    case .sums(let quotient, let numerator, let denominator, let outside):
      for (group, key) in keys.enumerated() {
        body(
          key,
          quotient.figure(
            Tally(
              numerator: numerator.isEmpty ? Frame.null : numerator[group],
              denominator: denominator.isEmpty ? Frame.null : denominator[group],
              outside: outside.isEmpty ? Frame.null : outside[group])))
      }
    }
  }

  /// All figures in the order of their keys.
  var figures: [FigureRow] {
    if case .made(let rows) = rows { return rows }
    var figures: [FigureRow] = []
    figures.reserveCapacity(keys.count)
    forEach { figures.append($1) }
    return figures
  }

  /// The differences to other figures of the same question; a side without figure leaves the
  /// difference missing.
  func less(_ other: ScopeFigures) -> ScopeFigures {
    let merged = MergedKeys([keys, other.keys])
    let sides = [self, other].enumerated().map { side, scope in
      merged.aligned(scope.figures.map(\.value.number), of: side, none: nil)
    }
    return ScopeFigures(
      keys: merged.keys,
      rows: zip(sides[0], sides[1]).map { a, b in
        var value = Figure.missing
        if let a, let b { value = .value(a - b) }
        return FigureRow(value: value, numerator: .notApplicable, denominator: .notApplicable)
      })
  }
}

/// The groups of an answer, sorted by the dimensions. Group numbers become codes when they are
/// asked for.
package struct FigureGroups: Sendable, RandomAccessCollection {
  private let keys: [Int]
  private let rows: [FigureRow]
  private let dimensions: [KeyRanks]

  /// - Parameter scopes: parts of the answer, each with keys of its own.
  init(_ scopes: [ScopeFigures], _ dimensions: [KeyRanks]) {
    self.dimensions = dimensions
    let keys = scopes.flatMap(\.keys)
    let rows = scopes.flatMap(\.figures)
    guard scopes.count > 1 else {
      (self.keys, self.rows) = (keys, rows)
      return
    }
    let order = RadixOrder.sorted(keys.map { UInt64($0) })
    self.keys = order.map { keys[Int($0)] }
    self.rows = order.map { rows[Int($0)] }
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
}
