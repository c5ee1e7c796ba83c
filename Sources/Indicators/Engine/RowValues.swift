/// The value of an expression for each row of a frame, chunk by chunk; rows that a
/// predicate excludes have none.
struct RowValues {
  /// What a row's value is multiplied from.
  private enum Factor {
    case values([Int64])
    /// All columns that follow from the same base column, as one table.
    case lookup(base: Int, values: [Int64])
  }

  private struct Term {
    var constant: Int64
    var factors: [Factor]
  }

  private let terms: [Term]
  private let bases: [Frame.Codes]
  /// Base column and admitted base codes, where the terms do not see to it.
  private let predicate: (base: Int, admits: [Bool])?

  init(
    _ expression: Expression, _ predicate: Predicate?, frame: Frame, keySpaces: [String: KeySpace]
  ) {
    var predicate = predicate.map { predicate in
      let dimension = frame.dimensions[predicate.dimension]!
      let space = keySpaces[predicate.dimension]!
      let codes = Set(predicate.keys.compactMap { space.code(of: $0) })
      return (base: dimension.base, admits: dimension.codeOf.map { codes.contains(Int($0)) })
    }
    var terms = expression.terms.map { term in
      Self.term(term.factor, term.columns, frame)
    }
    // A table of each term can say "no value" for what is excluded.
    if let excluded = predicate,
      let restricted = Self.restricted(terms, to: excluded.admits, base: excluded.base)
    {
      terms = restricted
      predicate = nil
    }
    self.terms = terms
    self.predicate = predicate
    bases = frame.bases
  }

  private static func term(_ factor: Int64, _ columns: [String], _ frame: Frame) -> Term {
    var constant = factor
    var factors: [Factor] = []
    var tables: [Int: [Int64]] = [:]
    for name in columns {
      guard let measure = frame.measures[name] else {
        preconditionFailure("the frame has no measure \(name)")
      }
      switch measure {
      case .constant(let value): constant = combine(constant, value, *)
      case .values(let values): factors.append(.values(values))
      case .lookup(let base, let values):
        tables[base] =
          tables[base].map { zip($0, values).map { combine($0, $1, *) } } ?? values
      }
    }
    for (base, values) in tables.sorted(by: { $0.key < $1.key }) {
      factors.append(.lookup(base: base, values: values))
    }
    return Term(constant: constant, factors: factors)
  }

  private static func restricted(_ terms: [Term], to admits: [Bool], base: Int) -> [Term]? {
    var terms = terms
    for index in terms.indices {
      let place = terms[index].factors.firstIndex {
        if case .lookup(base, _) = $0 { true } else { false }
      }
      guard let place, case .lookup(_, let values) = terms[index].factors[place] else {
        return nil
      }
      terms[index].factors[place] = .lookup(
        base: base, values: zip(values, admits).map { $1 ? $0 : Frame.null })
    }
    return terms
  }

  /// Writes the values of `rows`; ``Frame/null`` where there is none.
  func fill(_ values: Batch.Values, rows: Range<Int>) {
    product(terms[0], values, rows)
    if terms.count > 1 {
      withUnsafeTemporaryAllocation(of: Int64.self, capacity: rows.count) { part in
        for term in terms.dropFirst() {
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

  private func product(_ term: Term, _ values: Batch.Values, _ rows: Range<Int>) {
    guard let first = term.factors.first, term.constant != Frame.null else {
      for i in 0..<rows.count { values[i] = term.constant }
      return
    }
    multiply(first, values, rows) { $1 }
    for factor in term.factors.dropFirst() {
      multiply(factor, values, rows) { Self.combine($0, $1, *) }
    }
    if term.constant != 1 {
      for i in 0..<rows.count { values[i] = Self.combine(values[i], term.constant, *) }
    }
  }

  @inline(__always)
  private func multiply(
    _ factor: Factor, _ values: Batch.Values, _ rows: Range<Int>,
    _ combine: (_ value: Int64, _ factor: Int64) -> Int64
  ) {
    switch factor {
    case .values(let list):
      list.withUnsafeBufferPointer { list in
        for i in 0..<rows.count { values[i] = combine(values[i], list[rows.lowerBound + i]) }
      }
    case .lookup(let base, let list):
      list.withUnsafeBufferPointer { list in
        Self.forEachCode(bases[base], rows) { i, code in
          values[i] = combine(values[i], list[code])
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
