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
    precondition(
      values.count == weights.count && weights.allSatisfy { $0 >= 0 },
      "weights have to be 0 or more, and as many as values")
    let sorted = zip(values, weights).filter { $0.1 > 0 }.sorted { $0.0 < $1.0 }
    let wanted = wanted(share, of: sorted.reduce(0) { $0 + $1.1 })
    var sum = 0.0
    for (value, weight) in sorted {
      sum += weight
      if sum >= wanted { return value }
    }
    return sorted.last?.0
  }

  /// Where the quantile stands among values in ascending order, counted from 0.
  /// - Precondition: 0 < share ≤ 1, count > 0.
  public static func place(_ share: Double, of count: Int) -> Int {
    precondition(count > 0, "a quantile of nothing")
    return max(0, Int(wanted(share, of: Double(count)).rounded(.up)) - 1)
  }

  /// How much has to lie at or below the quantile. A share such as 0.07 is not exact in binary:
  /// 0.07 · 100 values must not ask for the eighth.
  private static func wanted(_ share: Double, of whole: Double) -> Double {
    precondition(share > 0 && share <= 1, "a quantile at the share \(share)")
    return share * whole * (1 - 1e-12)
  }
}
