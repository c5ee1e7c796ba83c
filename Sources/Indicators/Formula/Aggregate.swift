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

/// One sum over a relation: `sum(x)`, or with inner groups `sum over l of max over g of x`.
///
/// A distinct count is the sum of the maxima over the thing that is counted.
public struct Aggregate: Sendable, Hashable {
  /// Rows, or groups of a stage before, become one number each group.
  public struct Stage: Sendable, Hashable {
    /// Dimensions by which this stage groups and that later stages no longer tell apart.
    let over: [String]
    let collapse: Collapse
  }

  let relation: RelationSchema
  let expression: Expression
  let predicate: Predicate?
  /// Innermost first; none: the rows themselves are summed.
  let stages: [Stage]

  init(
    relation: RelationSchema, expression: Expression, predicate: Predicate?, stages: [Stage]
  ) {
    var columns = expression.columns
    for stage in stages { columns.formUnion(stage.collapse.columns) }
    for column in columns {
      precondition(
        relation.measures.contains(column), "\(relation.name) has no measure \(column)")
    }
    let named = stages.flatMap(\.over)
    for dimension in named + (predicate.map { [$0.dimension] } ?? []) {
      precondition(
        relation.dimensions.contains(dimension), "\(relation.name) has no dimension \(dimension)")
    }
    precondition(stages.allSatisfy { !$0.over.isEmpty }, "a stage needs its inner groups")
    precondition(
      stages.dropFirst().allSatisfy { $0.collapse.columns.isEmpty },
      "only the innermost stage reads columns")
    self.relation = relation
    self.expression = expression
    self.predicate = predicate
    self.stages = stages
  }

  /// Aggregates of the same relation with the same inner groups share one pass.
  struct Pass: Hashable, Sendable {
    let relation: RelationSchema
    /// Dimensions of each stage, innermost first.
    let stages: [[String]]
  }

  var pass: Pass { Pass(relation: relation, stages: stages.map(\.over)) }

  /// One more stage around this one: its numbers become one a group of `dimensions`.
  public func collapsed(by collapse: Collapse, over dimensions: String...) -> Aggregate {
    Aggregate(
      relation: relation, expression: expression, predicate: predicate,
      stages: stages + [Stage(over: dimensions, collapse: collapse)])
  }
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
  Aggregate(relation: relation, expression: expression, predicate: predicate, stages: [])
}

/// The sum over the groups of `over` of what `collapse` makes of a column in each: the largest
/// (`.max`) or smallest (`.min`) value, whether the values reach a number (`.atLeast`).
public func sum(
  of collapse: Collapse, _ column: String, over: String, in relation: RelationSchema,
  where predicate: Predicate? = nil
) -> Aggregate {
  sum(.column(column), in: relation, where: predicate).collapsed(by: collapse, over: over)
}

/// A text as SQL literal.
func sqlText(_ text: String) -> String {
  var literal = "'"
  for character in text { literal += character == "'" ? "''" : String(character) }
  return literal + "'"
}
