/// The statistic as one SQL query, with window functions where it needs ranks. `numerator` is always
/// empty; `denominator` is the number of rows or units, of quantiles their weight.
extension Statistic {
  func sql(by: [String], where filter: [String: [String]]) -> String {
    let keys = by.map { $0 + ", " }.joined()
    let grouping = by.isEmpty ? [] : ["GROUP BY " + by.joined(separator: ", ")]
    let reading = reading(by: by)
    let units = units(by: by, filter: filter)
    let enough = "n >= \(minimumCount)"
    let lines =
      [
        "SELECT \(keys)CASE WHEN \(enough) THEN value END AS value,",
        "       NULL AS numerator, n AS denominator,",
        "       CASE WHEN \(enough) AND value IS NOT NULL THEN 'value' ELSE 'missing' END AS status",
        "FROM (", "  SELECT \(keys)\(reading.value) AS value,", "         \(reading.count) AS n",
        "  FROM (",
      ] + (reading.ranked(units)).map { "    " + $0 } + ["  )"] + grouping.map { "  " + $0 } + [")"]
      + (by.isEmpty ? [] : ["ORDER BY " + by.joined(separator: ", ")])
    return lines.joined(separator: "\n")
  }

  private struct Reading {
    let value: String
    let count: String
    /// What stands between the units and the outer query.
    let ranked: ([String]) -> [String]
  }

  private func reading(by: [String]) -> Reading {
    let keys = by.map { $0 + ", " }.joined()
    let partition = by.isEmpty ? "" : "PARTITION BY " + by.joined(separator: ", ") + " "
    func around(_ columns: String) -> ([String]) -> [String] {
      { units in
        ["SELECT \(keys)\(columns)", "FROM ("] + units.map { "  " + $0 } + [")"]
      }
    }
    switch kind {
    case .quantile(let percent):
      let divided = parts == 1 ? "" : " / \(parts)"
      return Reading(
        value: "1.0 * MIN(CASE WHEN 100 * below >= \(percent) * total THEN x END)\(divided)",
        count: "COALESCE(MAX(total), 0)",
        ranked: around(
          "x, SUM(y) OVER (\(partition)ORDER BY x) AS below,"
            + " SUM(y) OVER (\(partition.isEmpty ? "" : String(partition.dropLast()))) AS total"))
    case .gini:
      return Reading(
        value: "CASE WHEN SUM(x) > 0 THEN 1.0 * SUM((2 * place - n - 1) * x)"
          + " / (MAX(n) * SUM(x)) END",
        count: "COALESCE(MAX(n), 0)",
        ranked: around(
          "x, ROW_NUMBER() OVER (\(partition)ORDER BY x) AS place,"
            + " COUNT(*) OVER (\(partition.isEmpty ? "" : String(partition.dropLast()))) AS n"))
    case .deviation:
      return Reading(
        value: "SQRT(1.0 * (COUNT(*) * SUM(x * x) - SUM(x) * SUM(x))) / COUNT(*) / \(parts).0",
        count: "COUNT(*)", ranked: { $0 })
    case .slope:
      let spread = "COUNT(*) * SUM(x * x) - SUM(x) * SUM(x)"
      return Reading(
        value: "CASE WHEN \(spread) > 0 THEN"
          + " 1.0 * (COUNT(*) * SUM(x * y) - SUM(x) * SUM(y)) / (\(spread)) END",
        count: "COUNT(*)", ranked: { $0 })
    case .survivalMedian:
      let times = { (units: [String]) in
        [
          "SELECT \(keys)x, SUM(y) AS events, COUNT(*) AS here,",
          "       SUM(COUNT(*)) OVER (\(partition)ORDER BY x DESC) AS at_risk", "FROM (",
        ] + units.map { "  " + $0 } + [")", "GROUP BY \(keys)x"]
      }
      let left = "CASE WHEN events = at_risk THEN -1000.0 ELSE LN(1.0 - 1.0 * events / at_risk) END"
      return Reading(
        value: "1.0 * MIN(CASE WHEN left <= LN(0.5) + 1e-9 THEN x END)",
        count: "COALESCE(SUM(here), 0)",
        ranked: { units in
          around("x, here, SUM(\(left)) OVER (\(partition)ORDER BY x) AS left")(times(units))
        })
    }
  }

  /// `SELECT keys, x[, y]` of the rows or units that take part.
  private func units(by: [String], filter: [String: [String]]) -> [String] {
    let names = ["x", "y"]
    let named = zip(names, values).map { (name: $0, aggregate: $1) }
    let columns = named.map { name, aggregate in
      aggregate.stages.isEmpty ? "\(aggregate.restrictedSQL) AS \(name)" : name
    }
    let conditions = zip(names, kind.admitted).map { name, range in
      switch range {
      case nil: "\(name) IS NOT NULL"
      case .some(let range) where range.upperBound == .max: "\(name) >= \(range.lowerBound)"
      case .some(let range): "\(name) BETWEEN \(range.lowerBound) AND \(range.upperBound)"
      }
    }
    return ["SELECT * FROM ("]
      + (["SELECT " + (by + columns).joined(separator: ", ")]
      + pass.selectGroups(named, by: by, filter: filter)).map { "  " + $0 }
      + [") WHERE " + conditions.joined(separator: " AND ")]
  }
}
