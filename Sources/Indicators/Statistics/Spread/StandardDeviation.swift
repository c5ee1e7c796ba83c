/// How far values lie from their mean: of all units there are (population), not of a sample.
public enum StandardDeviation {
  /// `√(Σ (x − x̄)² / n)`, in the unit of the values.
  /// - Returns: `nil` without values.
  public static func population(_ values: [Double]) -> Double? {
    population(values, weights: [Double](repeating: 1, count: values.count))
  }

  /// `√(Σ w (x − x̄)² / Σ w)` with the weighted mean x̄.
  /// - Returns: `nil` without weight.
  /// - Precondition: weights ≥ 0, as many as values.
  public static func population(_ values: [Double], weights: [Double]) -> Double? {
    precondition(
      values.count == weights.count && weights.allSatisfy { $0 >= 0 },
      "weights have to be 0 or more, and as many as values")
    let weight = weights.reduce(0, +)
    guard weight > 0 else { return nil }
    let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weight
    let squares = zip(values, weights).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
    return (squares / weight).squareRoot()
  }
}
