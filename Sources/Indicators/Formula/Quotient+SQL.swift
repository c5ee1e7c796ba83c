/// The quotient as one SQL query.
extension Quotient {
  /// - Parameters:
  ///   - by: dimensions to group by; the answer is sorted by them.
  ///   - filter: dimension → admitted keys.
  /// Columns of the answer: the dimensions, `value`, `numerator`, `denominator`, `status`.
  func sql(by: [String], where filter: [String: [String]]) -> String {
    let keys = by.map { $0 + ", " }.joined()
    let divided = { (name: String) in self.parts == 1 ? name : "\(name) / \(self.parts).0" }
    var lines: [String] = []
    if isTotal {
      let value = parts == 1 ? "CAST(numerator AS REAL)" : divided("numerator")
      lines.append("SELECT \(keys)\(value) AS value,")
      lines.append("       \(divided("numerator")) AS numerator,")
      lines.append("       NULL AS denominator,")
      lines.append(
        "       CASE WHEN numerator IS NOT NULL THEN 'value' ELSE 'missing' END AS status")
    } else {
      let enough = "denominator >= \(minimumDenominator)"
      let scaled = scale == 1 ? "1.0" : "\(scale).0"
      lines.append("SELECT \(keys)CASE WHEN \(enough)")
      lines.append(
        "            THEN \(scaled) * COALESCE(numerator, 0) / denominator END AS value,")
      lines.append(
        "       CASE WHEN \(enough) THEN \(divided("COALESCE(numerator, 0)"))"
          + " ELSE \(divided("numerator")) END AS numerator,")
      lines.append("       \(divided("denominator")) AS denominator,")
      lines.append("       CASE WHEN \(enough) THEN 'value'")
      if !outside.isEmpty {
        lines.append(
          "            WHEN COALESCE(denominator, 0) = 0 AND outside > 0 THEN 'not_applicable'")
      }
      lines.append("            ELSE 'missing' END AS status")
    }
    lines.append("FROM (")
    lines += sums(by: by, filter: filter).map { "  " + $0 }
    lines.append(")")
    if !by.isEmpty { lines.append("ORDER BY " + by.joined(separator: ", ")) }
    return lines.joined(separator: "\n")
  }

  /// The query that gives dimensions, numerator, denominator and outside.
  private func sums(by: [String], filter: [String: [String]]) -> [String] {
    let passes = passes
    if passes.count == 1 { return select(passes[0], by: by, filter: filter) }
    let columns = by + usedSides.map { "SUM(\($0.name)) AS \($0.name)" }
    var lines = ["SELECT " + columns.joined(separator: ", "), "FROM ("]
    for (index, pass) in passes.enumerated() {
      if index > 0 { lines.append("  UNION ALL") }
      lines += select(pass, by: by, filter: filter).map { "  " + $0 }
    }
    lines.append(")")
    if !by.isEmpty { lines.append("GROUP BY " + by.joined(separator: ", ")) }
    return lines
  }

  private var usedSides: [(name: String, aggregates: [Aggregate])] {
    [("numerator", numerator), ("denominator", denominator), ("outside", outside)]
      .filter { !$0.1.isEmpty }
  }

  /// One pass over one relation.
  private func select(
    _ pass: Aggregate.Pass, by: [String], filter: [String: [String]]
  ) -> [String] {
    let sides = usedSides.map { side in
      (side.name, side.aggregates.first { $0.pass == pass })
    }
    let inner = pass.selectGroups(
      sides.compactMap { name, aggregate in aggregate.map { (name, $0) } }, by: by, filter: filter)
    let sums = sides.map { name, aggregate in
      guard let aggregate else { return "NULL AS \(name)" }
      return "SUM(\(aggregate.stages.isEmpty ? aggregate.restrictedSQL : name)) AS \(name)"
    }
    return ["SELECT " + (by + sums).joined(separator: ", ")] + inner
      + (by.isEmpty ? [] : ["GROUP BY " + by.joined(separator: ", ")])
  }
}

extension Aggregate {
  /// The expression under the predicate.
  var restrictedSQL: String { restricted(expression) }

  func restricted(_ expression: Expression) -> String {
    predicate.map { "CASE WHEN \($0.sql) THEN \(expression.sql) END" } ?? expression.sql
  }
}

extension Aggregate.Pass {
  /// `FROM …` (and `WHERE …`) that gives the dimensions and, after all stages, one number each
  /// aggregate under its name; without stages the rows of the table.
  func selectGroups(
    _ aggregates: [(name: String, aggregate: Aggregate)], by: [String],
    filter: [String: [String]]
  ) -> [String] {
    let table = relation.tableName(for: by + filter.keys)
    let overs = stages.map { $0.filter { !by.contains($0) } }
    let conditions =
      (by + overs.reversed().flatMap { $0 }).map { "\($0) IS NOT NULL" }
      + filter.sorted { $0.key < $1.key }.map { Predicate($0.key, in: $0.value).sql }
    var lines = ["FROM \(table)"]
    if !conditions.isEmpty { lines.append("WHERE " + conditions.joined(separator: " AND ")) }
    for (index, over) in overs.enumerated() {
      let keys = by + overs[(index + 1)...].reversed().flatMap { $0 } + over
      let numbers = aggregates.map { name, aggregate in
        let value = index == 0 ? aggregate.restrictedSQL : name
        let number = aggregate.stages[index].collapse.sql(value) { aggregate.restricted($0) }
        return "\(number) AS \(name)"
      }
      lines =
        ["FROM ("]
        + (["SELECT " + (keys + numbers).joined(separator: ", ")] + lines
        + (keys.isEmpty ? [] : ["GROUP BY " + keys.joined(separator: ", ")])).map { "  " + $0 }
        + [")"]
    }
    return lines
  }
}
