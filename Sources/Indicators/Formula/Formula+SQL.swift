/// The formula as one SQL query that an ordinary SQLite database answers. It is printed on the
/// definition page, and the tests run it against the column engine.
extension Formula {
  /// - Parameters:
  ///   - by: dimensions to group by; the answer is sorted by them.
  ///   - filter: dimension → admitted keys.
  /// Columns of the answer: the dimensions, `value`, `numerator`, `denominator`, `status`.
  public func sql(by: [String] = [], where filter: [String: [String]] = [:]) -> String {
    let keys = by.map { $0 + ", " }.joined()
    let divided = { (name: String) in self.parts == 1 ? name : "\(name) / \(self.parts).0" }
    var lines: [String] = []
    if isTotal {
      lines.append("SELECT \(keys)CAST(numerator AS REAL) AS value,")
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
    var columns: [String] = []
    var inner: [String] = []
    for side in usedSides {
      guard let aggregate = side.aggregates.first(where: { $0.pass == pass }) else {
        columns.append("NULL AS \(side.name)")
        continue
      }
      var value = aggregate.expression.sql
      if let predicate = aggregate.predicate {
        value = "CASE WHEN \(predicate.sql) THEN \(value) END"
      }
      if let collapse = aggregate.collapse {
        inner.append("\(collapse.rawValue)(\(value)) AS \(side.name)")
        value = side.name
      }
      columns.append("SUM(\(value)) AS \(side.name)")
    }
    let groups = pass.over.filter { !by.contains($0) }
    let table = pass.relation.tableName(for: by + filter.keys)
    let conditions =
      (by + groups).map { "\($0) IS NOT NULL" }
      + filter.sorted { $0.key < $1.key }.map { Predicate($0.key, in: $0.value).sql }
    let restriction = conditions.isEmpty ? [] : ["WHERE " + conditions.joined(separator: " AND ")]
    let grouping = { (names: [String]) in
      names.isEmpty ? [] : ["GROUP BY " + names.joined(separator: ", ")]
    }
    let head = "SELECT " + (by + columns).joined(separator: ", ")
    if pass.over.isEmpty {
      return [head, "FROM \(table)"] + restriction + grouping(by)
    }
    return [head, "FROM ("]
      + (["SELECT " + (by + groups + inner).joined(separator: ", "), "FROM \(table)"]
      + restriction + grouping(by + groups)).map { "  " + $0 }
      + [")"] + grouping(by)
  }
}
