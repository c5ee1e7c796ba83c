/// The Wilson score interval of a share (Wilson 1927), 95 %: honest for small numbers and near 0
/// and 1, where the usual ± does not hold.
public struct WilsonInterval: Sendable, Hashable {
  public let low: Double
  public let high: Double

  /// `nil` unless 0 ≤ numerator ≤ denominator and denominator > 0.
  public init?(_ numerator: Double, of denominator: Double) {
    guard denominator > 0, numerator >= 0, numerator <= denominator else { return nil }
    let z = 1.959_963_984_540_054
    let n = denominator
    let p = numerator / n
    let centre = p + z * z / (2 * n)
    let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    low = max(0, (centre - spread) / scale)
    high = min(1, (centre + spread) / scale)
  }
}
