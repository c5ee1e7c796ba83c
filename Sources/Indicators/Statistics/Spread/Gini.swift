/// How unequally a good is spread: 0 where all have the same, near 1 where one has all (Gini 1914).
public enum Gini {
  /// `Σ_i Σ_j |x_i − x_j| / (2 n² x̄)`, without the small-sample factor n/(n − 1).
  /// - Returns: `nil` without units, or where all have nothing.
  /// - Precondition: values ≥ 0.
  public static func coefficient(_ values: [Double]) -> Double? {
    coefficient(values, weights: [Double](repeating: 1, count: values.count))
  }

  /// `Σ_i Σ_j w_i w_j |x_i − x_j| / (2 W² x̄)`: as if each unit stood for `w` units of the value x.
  /// - Parameter weights: for a value per inhabitant, the inhabitants.
  /// - Returns: `nil` without weight, or where all have nothing.
  /// - Precondition: values and weights ≥ 0, as many of each.
  public static func coefficient(_ values: [Double], weights: [Double]) -> Double? {
    precondition(
      values.count == weights.count && (values + weights).allSatisfy { $0 >= 0 },
      "values and weights have to be 0 or more, and as many of each")
    let sorted = zip(values, weights).sorted { $0.0 < $1.0 }
    let weight = weights.reduce(0, +)
    let sum = sorted.reduce(0) { $0 + $1.0 * $1.1 }
    guard weight > 0, sum > 0 else { return nil }
    // Each gap between neighbours counts for all pairs on both sides of it: no term is negative,
    // so nothing cancels.
    var below = 0.0
    var gaps = 0.0
    for (unit, next) in zip(sorted, sorted.dropFirst()) {
      below += unit.1
      gaps += (next.0 - unit.0) * below * max(0, weight - below)
    }
    return gaps / (weight * sum)
  }
}
