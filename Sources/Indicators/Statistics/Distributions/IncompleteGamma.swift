import Foundation

/// The regularised incomplete gamma function: the gamma distribution with a shape and scale 1.
public enum IncompleteGamma {
  /// P(X ≤ x) for X ~ Gamma(`shape`, 1).
  /// - Precondition: shape > 0, x ≥ 0.
  public static func lower(_ shape: Double, _ x: Double) -> Double {
    precondition(shape > 0 && x >= 0, "incomplete gamma function of \(shape) and \(x)")
    if x == 0 { return 0 }
    return x < shape + 1 ? series(shape, x) : 1 - fraction(shape, x)
  }

  /// P(X > x), exact in relative terms far out.
  /// - Precondition: shape > 0, x ≥ 0.
  public static func upper(_ shape: Double, _ x: Double) -> Double {
    precondition(shape > 0 && x >= 0, "incomplete gamma function of \(shape) and \(x)")
    if x == 0 { return 1 }
    return x < shape + 1 ? 1 - series(shape, x) : fraction(shape, x)
  }

  /// The x with P(X ≤ x) = `probability`; 0 where it is too small for a number.
  /// - Precondition: shape > 0, 0 < probability < 1.
  public static func quantile(_ probability: Double, shape: Double) -> Double {
    precondition(
      shape > 0 && probability > 0 && probability < 1,
      "gamma quantile of \(probability) with the shape \(shape)")
    // For small x the distribution is x^shape / Γ(shape + 1), and it is never more than that.
    let floor = (log(probability) + GammaFunction.logarithm(shape + 1)) / shape
    if floor < -700 { return 0 }
    let spread = max(1, shape.squareRoot())
    let guess = shape + NormalDistribution.quantile(probability) * spread
    let isUpper = probability > 0.5
    let logarithm = RootSearch.rising(
      from: floor - 1e-9, to: log(shape + 1) + 7, guess: guess > 0 ? log(guess) : floor
    ) { logarithm in
      let x = exp(logarithm)
      let value =
        isUpper ? (1 - probability) - upper(shape, x) : lower(shape, x) - probability
      return (value, shape * mass(shape, x))
    }
    return exp(logarithm)
  }

  /// `x^shape e^(−x) / Γ(shape + 1)`.
  private static func mass(_ shape: Double, _ x: Double) -> Double {
    if shape < 16 { return exp(shape * log(x) - x - GammaFunction.logarithm(shape + 1)) }
    return exp(-GammaFunction.stirlingError(shape) - GammaFunction.deviance(shape, x))
      / (2 * Double.pi * shape).squareRoot()
  }

  private static func series(_ shape: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var divisor = shape
    while term > sum * 1e-17 {
      divisor += 1
      term *= x / divisor
      sum += term
    }
    return mass(shape, x) * sum
  }

  /// The continued fraction for the upper tail, by Lentz's method as modified by Thompson and
  /// Barnett.
  private static func fraction(_ shape: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - shape
    var c = 1 / tiny
    var d = 1 / b
    var value = d
    for i in 1..<10_000_000 {
      let a = -Double(i) * (Double(i) - shape)
      b += 2
      d = a * d + b
      if abs(d) < tiny { d = tiny }
      c = b + a / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let step = d * c
      value *= step
      if abs(step - 1) < 4e-16 { break }
    }
    return mass(shape, x) * shape * value
  }
}
