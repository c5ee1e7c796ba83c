/// The value of an expression for each row of a frame, chunk by chunk; rows that a
/// predicate excludes have none.
struct RowValues {
  private struct Term {
    var factor: Int64
    var columns: [Frame.Measure]
  }

  private let terms: [Term]
  private let bases: [Frame.Codes]
  /// Base column and admitted base codes.
  private let predicate: (base: Int, admits: [Bool])?

  init(
    _ expression: Expression, _ predicate: Predicate?, frame: Frame, keySpaces: [String: KeySpace]
  ) {
    terms = expression.terms.map { term in
      Term(
        factor: term.factor,
        columns: term.columns.map { name in
          guard let measure = frame.measures[name] else {
            preconditionFailure("the frame has no measure \(name)")
          }
          return measure
        })
    }
    bases = frame.bases
    self.predicate = predicate.map { predicate in
      let dimension = frame.dimensions[predicate.dimension]!
      let space = keySpaces[predicate.dimension]!
      let codes = Set(predicate.keys.compactMap { space.code(of: $0) })
      return (dimension.base, dimension.codeOf.map { codes.contains(Int($0)) })
    }
  }

  /// Writes the values of `rows`; ``Frame/null`` where there is none.
  func fill(_ values: UnsafeMutableBufferPointer<Int64>, rows: Range<Int>) {
    if terms.count == 1 {
      product(terms[0], values, rows)
    } else {
      withUnsafeTemporaryAllocation(of: Int64.self, capacity: rows.count) { part in
        for i in 0..<rows.count { values[i] = 0 }
        for term in terms {
          product(term, part, rows)
          for i in 0..<rows.count { values[i] = Self.combine(values[i], part[i], +) }
        }
      }
    }
    if let predicate {
      Self.forEachCode(bases[predicate.base], rows) { i, code in
        if !predicate.admits[code] { values[i] = Frame.null }
      }
    }
  }

  private func product(
    _ term: Term, _ values: UnsafeMutableBufferPointer<Int64>, _ rows: Range<Int>
  ) {
    for i in 0..<rows.count { values[i] = term.factor }
    for column in term.columns {
      switch column {
      case .constant(let constant):
        for i in 0..<rows.count { values[i] = Self.combine(values[i], constant, *) }
      case .values(let list):
        list.withUnsafeBufferPointer { list in
          for i in 0..<rows.count {
            values[i] = Self.combine(values[i], list[rows.lowerBound + i], *)
          }
        }
      case .lookup(let base, let list):
        list.withUnsafeBufferPointer { list in
          Self.forEachCode(bases[base], rows) { i, code in
            values[i] = Self.combine(values[i], list[code], *)
          }
        }
      }
    }
  }

  @inline(__always)
  private static func combine(
    _ a: Int64, _ b: Int64, _ operation: (Int64, Int64) -> Int64
  ) -> Int64 {
    a == Frame.null || b == Frame.null ? Frame.null : operation(a, b)
  }

  @inline(__always)
  private static func forEachCode(
    _ codes: Frame.Codes, _ rows: Range<Int>, _ body: (_ i: Int, _ code: Int) -> Void
  ) {
    switch codes {
    case .constant(let code):
      for i in 0..<rows.count { body(i, Int(code)) }
    case .bytes(let codes):
      codes.withUnsafeBufferPointer { codes in
        for i in 0..<rows.count { body(i, Int(codes[rows.lowerBound + i])) }
      }
    case .words(let codes):
      codes.withUnsafeBufferPointer { codes in
        for i in 0..<rows.count { body(i, Int(codes[rows.lowerBound + i])) }
      }
    }
  }
}
