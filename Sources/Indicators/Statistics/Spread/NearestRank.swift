/// The nearest-rank quantile: always a value that occurs.
public enum NearestRank {
  /// The smallest value with at least `share` of all values at or below it.
  /// - Returns: `nil` without values.
  /// - Precondition: 0 < share ≤ 1.
  public static func quantile(_ share: Double, of values: [Double]) -> Double? {
    quantile(share, of: values, weights: [Double](repeating: 1, count: values.count))
  }

  /// The smallest value with at least `share` of the weight at or below it.
  /// - Returns: `nil` where nothing has a weight.
  /// - Precondition: 0 < share ≤ 1; weights ≥ 0, as many as values.
  public static func quantile(
    _ share: Double, of values: [Double], weights: [Double]
  ) -> Double? {
    precondition(share > 0 && share <= 1, "a quantile at the share \(share)")
    precondition(
      values.count == weights.count && weights.allSatisfy { $0 >= 0 },
      "weights have to be 0 or more, and as many as values")
    let sorted = zip(values, weights).filter { $0.1 > 0 }.sorted { $0.0 < $1.0 }
    // A share such as 0.07 is not exact in binary: 0.07 · 100 values must not ask for the eighth.
    let wanted = share * sorted.reduce(0) { $0 + $1.1 } * (1 - 1e-12)
    var sum = 0.0
    for (value, weight) in sorted {
      sum += weight
      if sum >= wanted { return value }
    }
    return sorted.last?.0
  }
}
