/// A whole number for each row of a relation: a sum of products of its columns. `nil` (SQL `NULL`)
/// where any column named has no value.
public struct Expression: Sendable, Hashable {
  struct Term: Sendable, Hashable {
    var factor: Int64
    var columns: [String]
  }

  let terms: [Term]

  private init(terms: [Term]) { self.terms = terms }

  /// The value of a column.
  public static func column(_ name: String) -> Expression {
    Expression(terms: [Term(factor: 1, columns: [name])])
  }

  public static func * (a: Expression, b: Expression) -> Expression {
    Expression(
      terms: a.terms.flatMap { x in
        b.terms.map { y in
          Term(factor: x.factor * y.factor, columns: x.columns + y.columns)
        }
      })
  }

  public static func * (factor: Int64, a: Expression) -> Expression {
    Expression(terms: a.terms.map { Term(factor: factor * $0.factor, columns: $0.columns) })
  }

  public static func + (a: Expression, b: Expression) -> Expression {
    Expression(terms: a.terms + b.terms)
  }

  public static func - (a: Expression, b: Expression) -> Expression { a + -1 * b }

  /// All columns that the expression reads.
  var columns: Set<String> { Set(terms.flatMap(\.columns)) }

  /// The expression as SQL, e.g. `active * population` or `rating_sum - rating_count`.
  var sql: String {
    var text = ""
    for (index, term) in terms.enumerated() {
      var product = term.columns.joined(separator: " * ")
      let size = term.factor.magnitude
      if size != 1 { product = "\(size) * " + product }
      switch (index, term.factor < 0) {
      case (0, false): text += product
      case (0, true): text += "-" + product
      case (_, false): text += " + " + product
      case (_, true): text += " - " + product
      }
    }
    return text
  }
}
