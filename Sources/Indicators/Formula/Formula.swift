/// What an indicator computes: plain data with two readings, the column engine
/// (``Evaluator``) and SQL text (``sql(by:where:)``).
public enum Formula: Sendable, Hashable {
  case quotient(Quotient)
  /// The first quotient less the second.
  case gap(Quotient, Quotient)
  case statistic(Statistic)

  /// numerator / denominator, a share.
  /// - Parameter parts: both are kept in this many parts of one (1,000: thousandths).
  public static func share(
    _ numerator: Aggregate..., of denominator: Aggregate..., outside: Aggregate? = nil,
    minimumDenominator: Int64 = 1, parts: Int64 = 1
  ) -> Formula {
    .quotient(
      Quotient(
        numerator: numerator, denominator: denominator, outside: outside.map { [$0] } ?? [],
        minimumDenominator: minimumDenominator, parts: parts))
  }

  /// numerator / denominator × 1,000.
  public static func per1000(_ numerator: Aggregate..., of denominator: Aggregate...) -> Formula {
    .quotient(Quotient(numerator: numerator, denominator: denominator, scale: 1_000))
  }

  /// EUR a case of the kinds named, `digital` or `other`.
  static func costPerCase(_ kinds: String...) -> Formula {
    func total(_ column: String) -> Expression {
      kinds.dropFirst().reduce(.column("\(kinds[0])_\(column)")) { sum, kind in
        sum + .column("\(kind)_\(column)")
      }
    }
    // Cents over hundredths of cases are EUR a case.
    return .share(
      sum(total("cents"), in: .transactionCosts),
      of: sum(100 * total("cases"), in: .transactionCosts), minimumDenominator: 100, parts: 100)
  }

  /// A count.
  public static func total(_ numerator: Aggregate...) -> Formula {
    .quotient(Quotient(numerator: numerator))
  }

  /// A sum in units of which `parts` make one: cents that are printed as EUR.
  public static func amount(_ numerator: Aggregate..., parts: Int64) -> Formula {
    .quotient(Quotient(numerator: numerator, parts: parts))
  }

  /// The mean over the groups of `over` of the share `part` / `whole`, weighted by `weight` where
  /// one is named. Each share counts in millionths.
  /// - Parameter outside: counts what does not exist here.
  public static func meanShare(
    _ part: Expression, of whole: Expression, weight: Expression? = nil, over: String...,
    in relation: RelationSchema, where predicate: Predicate? = nil, outside: Aggregate? = nil
  ) -> Formula {
    func aggregate(_ value: Expression) -> Aggregate {
      Aggregate(
        relation: relation, expression: value, predicate: predicate,
        stages: [
          Aggregate.Stage(over: over, collapse: .share(of: whole, weight: weight))
        ])
    }
    return .quotient(
      Quotient(
        numerator: [aggregate(part)], denominator: [aggregate(whole)],
        outside: outside.map { [$0] } ?? [], parts: Collapse.one))
  }

  /// One quotient less another, e.g. two shares.
  public static func gap(_ first: Formula, less second: Formula) -> Formula {
    guard case .quotient(let first) = first, case .quotient(let second) = second else {
      preconditionFailure("a gap lies between two quotients")
    }
    return .gap(first, second)
  }

  /// The passes over relations, in the order in which they are first named.
  var passes: [Aggregate.Pass] {
    switch self {
    case .quotient(let quotient): quotient.passes
    case .gap(let first, let second): first.passes + second.passes
    case .statistic(let statistic): [statistic.pass]
    }
  }

  /// Whether inner groups become shares in millionths.
  package var hasInnerShares: Bool {
    aggregates.contains { aggregate in
      aggregate.stages.contains { if case .share = $0.collapse { true } else { false } }
    }
  }

  /// Whether the formula reads anything that stems from citizens' actions.
  var countsCitizens: Bool {
    aggregates.contains { $0.relation.countsCitizens(in: $0.expression.columns) }
  }

  /// All sums of the formula.
  var aggregates: [Aggregate] {
    switch self {
    case .quotient(let quotient): quotient.aggregates
    case .gap(let first, let second): first.aggregates + second.aggregates
    case .statistic(let statistic): statistic.values
    }
  }

  /// The relations that the formula reads.
  public var relations: [RelationSchema] {
    passes.map(\.relation).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Dimensions that every relation of the formula can be grouped by, without inner ones
  /// (sessions, channels): what a question may name.
  public var dimensions: [String] {
    let relations = relations
    return RelationSchema.questionDimensions.filter { name in
      relations.allSatisfy { $0.askable.contains(name) }
    }
  }

  /// The formula as one SQL query that an ordinary SQLite database answers. It is printed on the
  /// definition page, and the tests run it against the column engine.
  /// - Parameters:
  ///   - by: dimensions to group by; the answer is sorted by them.
  ///   - filter: dimension → admitted keys.
  /// Columns of the answer: the dimensions, `value`, `numerator`, `denominator`, `status`.
  public func sql(by: [String] = [], where filter: [String: [String]] = [:]) -> String {
    switch self {
    case .quotient(let quotient): quotient.sql(by: by, where: filter)
    case .gap(let first, let second): Self.gapSQL(first, second, by: by, where: filter)
    case .statistic(let statistic): statistic.sql(by: by, where: filter)
    }
  }

  private static func gapSQL(
    _ first: Quotient, _ second: Quotient, by: [String], where filter: [String: [String]]
  ) -> String {
    let keys = by.map { $0 + ", " }.joined()
    func side(_ quotient: Quotient, _ columns: String) -> [String] {
      ["SELECT \(keys)\(columns)", "FROM ("]
        + quotient.sql(by: by, where: filter).split(separator: "\n").map { "  " + $0 } + [")"]
    }
    let lines =
      [
        "SELECT \(keys)MAX(a) - MAX(b) AS value,",
        "       NULL AS numerator, NULL AS denominator,",
        "       CASE WHEN MAX(a) - MAX(b) IS NOT NULL THEN 'value' ELSE 'missing' END AS status",
        "FROM (",
      ]
      + (side(first, "value AS a, NULL AS b") + ["UNION ALL"]
      + side(second, "NULL AS a, value AS b")).map { "  " + $0 } + [")"]
      + (by.isEmpty
        ? []
        : ["GROUP BY " + by.joined(separator: ", "), "ORDER BY " + by.joined(separator: ", ")])
    return lines.joined(separator: "\n")
  }
}
