/// The Wilson score interval of a share (Wilson 1927), without continuity correction: honest for
/// small numbers and near 0 and 1, where the usual ± does not hold.
///
/// `(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)` with `p` the share, `n` the denominator and
/// `z` the normal quantile of (1 + confidence)/2.
public struct WilsonInterval: Sendable, Hashable {
  public let low: Double
  public let high: Double

  /// - Parameter confidence: between 0 and 1.
  /// - Returns: `nil` unless 0 ≤ numerator ≤ denominator and denominator > 0.
  public init?(_ numerator: Double, of denominator: Double, confidence: Double = 0.95) {
    self.init(
      numerator, of: denominator, z: NormalDistribution.quantile((1 + confidence) / 2))
  }

  /// - Parameter z: half the width of the interval in standard errors, where the normal
  ///   approximation holds.
  init?(_ numerator: Double, of denominator: Double, z: Double) {
    guard denominator > 0, numerator >= 0, numerator <= denominator else { return nil }
    let n = denominator
    let p = numerator / n
    let centre = p + z * z / (2 * n)
    let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    // At the ends the two terms are the same number but for rounding.
    low = numerator == 0 ? 0 : max(0, (centre - spread) / scale)
    high = numerator == n ? 1 : min(1, (centre + spread) / scale)
  }
}
