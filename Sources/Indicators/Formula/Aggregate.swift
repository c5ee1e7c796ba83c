/// Restricts an aggregate to the rows with one of some keys in a dimension.
public struct Predicate: Sendable, Hashable {
  let dimension: String
  let keys: [String]

  public init(_ dimension: String, in keys: [String]) {
    self.dimension = dimension
    self.keys = keys
  }

  var sql: String { "\(dimension) IN (\(keys.map { sqlText($0) }.joined(separator: ", ")))" }
}

/// How the rows of an inner group become one number, before the outer sum.
public enum Collapse: String, Sendable, Hashable {
  /// At least one row (of an indicator column).
  case max = "MAX"
  /// All rows.
  case min = "MIN"
}

/// One sum over a relation: `sum(x)`, or with an inner collapse `sum over l of max over g of x`.
///
/// A distinct count is the sum of the maxima over the thing that is counted.
public struct Aggregate: Sendable, Hashable {
  let relation: RelationSchema
  let expression: Expression
  let predicate: Predicate?
  let collapse: Collapse?
  /// Dimensions that the inner groups keep besides those asked for; empty without collapse.
  let over: [String]

  init(
    relation: RelationSchema, expression: Expression, predicate: Predicate?, collapse: Collapse?,
    over: [String]
  ) {
    for column in expression.columns {
      precondition(
        relation.measures.contains(column), "\(relation.name) has no measure \(column)")
    }
    for dimension in over + (predicate.map { [$0.dimension] } ?? []) {
      precondition(
        relation.dimensions.contains(dimension), "\(relation.name) has no dimension \(dimension)")
    }
    precondition((collapse == nil) == over.isEmpty, "a collapse needs its inner groups")
    self.relation = relation
    self.expression = expression
    self.predicate = predicate
    self.collapse = collapse
    self.over = over
  }

  /// Aggregates of the same relation with the same inner groups share one pass.
  struct Pass: Hashable {
    let relation: RelationSchema
    let over: [String]
  }

  var pass: Pass { Pass(relation: relation, over: over) }
}

/// The sum of a column.
public func sum(
  _ column: String, in relation: RelationSchema, where predicate: Predicate? = nil
) -> Aggregate {
  sum(.column(column), in: relation, where: predicate)
}

/// The sum of an expression.
public func sum(
  _ expression: Expression, in relation: RelationSchema, where predicate: Predicate? = nil
) -> Aggregate {
  Aggregate(
    relation: relation, expression: expression, predicate: predicate, collapse: nil, over: [])
}

/// The sum over the groups of `over` of the largest (`.max`) or smallest (`.min`) value in each.
public func sum(
  of collapse: Collapse, _ column: String, over: String, in relation: RelationSchema
) -> Aggregate {
  Aggregate(
    relation: relation, expression: .column(column), predicate: nil, collapse: collapse,
    over: [over])
}

/// A text as SQL literal.
func sqlText(_ text: String) -> String {
  var literal = "'"
  for character in text { literal += character == "'" ? "''" : String(character) }
  return literal + "'"
}
