import Foundation

/// The logarithm of Γ and the pieces of it that keep their digits for large arguments.
enum GammaFunction {
  /// log Γ(x).
  /// - Precondition: x > 0.
  static func logarithm(_ x: Double) -> Double {
    precondition(x > 0, "log Γ of \(x)")
    // Γ(x) = Γ(x + k) / (x (x + 1) … (x + k − 1)), with x + k where the series holds.
    var shifted = x
    var product = 1.0
    while shifted < 16 {
      product *= shifted
      shifted += 1
    }
    return (shifted - 0.5) * log(shifted) - shifted + 0.5 * log(2 * Double.pi)
      + series(shifted) - log(product)
  }

  /// The error of Stirling's formula, `log Γ(x + 1) − (x + ½) log x + x − ½ log 2π`.
  /// - Precondition: x > 0.
  static func stirlingError(_ x: Double) -> Double {
    if x >= 16 { return series(x) }
    return logarithm(x + 1) - (x + 0.5) * log(x) + x - 0.5 * log(2 * Double.pi)
  }

  /// `x log(x/mean) + mean − x`, without cancellation where both are close (Loader 2000).
  static func deviance(_ x: Double, _ mean: Double) -> Double {
    guard abs(x - mean) < 0.1 * (x + mean) else { return x * log(x / mean) + mean - x }
    let v = (x - mean) / (x + mean)
    var sum = (x - mean) * v
    var term = 2 * x * v
    for j in 1..<1000 {
      term *= v * v
      let next = sum + term / Double(2 * j + 1)
      if next == sum { break }
      sum = next
    }
    return sum
  }

  /// Stirling's series, for x ≥ 16: the term left out is below 1e-17.
  private static func series(_ x: Double) -> Double {
    let y = 1 / (x * x)
    return coefficients.reversed().reduce(0) { $0 * y + $1 } / x
  }

  private static let coefficients: [Double] = [
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360,
  ]
}
