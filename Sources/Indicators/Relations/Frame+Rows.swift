extension Frame {
  /// The rows that are wanted.
  func keeping(_ isWanted: (Int) -> Bool) -> Frame {
    let rows = (0..<rowCount).filter(isWanted)
    return Frame(
      rowCount: rows.count,
      bases: bases.map { base in
        switch base {
        case .constant: base
        case .bytes(let codes): .bytes(rows.map { codes[$0] })
        case .words(let codes): .words(rows.map { codes[$0] })
        }
      },
      dimensions: dimensions,
      measures: measures.mapValues { measure in
        guard case .values(let values) = measure else { return measure }
        return .values(rows.map { values[$0] })
      })
  }

  /// The same rows with one more base column and the dimension that follows from it.
  func adding(_ codes: Codes, dimension: String, codeOf: [Int32]) -> Frame {
    var dimensions = dimensions
    dimensions[dimension] = Dimension(base: bases.count, codeOf: codeOf)
    return Frame(
      rowCount: rowCount, bases: bases + [codes], dimensions: dimensions, measures: measures)
  }
}
