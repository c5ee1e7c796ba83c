import Foundation

/// The regularised incomplete beta function: the beta distribution.
public enum IncompleteBeta {
  /// P(X ≤ x) for X ~ Beta(a, b).
  /// - Parameter complement: 1 − x, where the caller knows it with more digits.
  /// - Precondition: a > 0, b > 0, 0 ≤ x ≤ 1.
  public static func lower(
    _ x: Double, _ a: Double, _ b: Double, complement: Double? = nil
  ) -> Double {
    precondition(
      a > 0 && b > 0 && x >= 0 && x <= 1, "incomplete beta function of \(x), \(a) and \(b)")
    let y = complement ?? 1 - x
    if x == 0 || y == 0 { return x == 0 ? 0 : 1 }
    // The fraction is quick on this side of the mean only.
    return x <= (a + 1) / (a + b + 2) ? fraction(x, y, a, b) : 1 - fraction(y, x, b, a)
  }

  /// P(X > x), exact in relative terms far out.
  public static func upper(
    _ x: Double, _ a: Double, _ b: Double, complement: Double? = nil
  ) -> Double {
    lower(complement ?? 1 - x, b, a, complement: x)
  }

  /// The x with P(X ≤ x) = `probability`; 0 where it is too small for a number.
  /// - Precondition: a > 0, b > 0, 0 < probability < 1.
  public static func quantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
    precondition(
      a > 0 && b > 0 && probability > 0 && probability < 1,
      "beta quantile of \(probability) with \(a) and \(b)")
    let isUpper = probability > 0.5
    let sum = a + b
    let spread = (sum / (a * b)).squareRoot()
    let guess = log(a / b) + NormalDistribution.quantile(probability) * spread
    // In log odds both ends keep their digits.
    let logOdds = RootSearch.rising(from: -744, to: 744, guess: guess) { logOdds in
      let (x, y) = (1 / (1 + exp(-logOdds)), 1 / (1 + exp(logOdds)))
      let value =
        isUpper
        ? (1 - probability) - upper(x, a, b, complement: y)
        : lower(x, a, b, complement: y) - probability
      return (value, a * b / sum * mass(x, y, a, b))
    }
    return logOdds <= -744 ? 0 : 1 / (1 + exp(-logOdds))
  }

  /// `Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) x^a y^b`, by the saddle point (Loader 2000).
  private static func mass(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    let n = a + b
    let exponent =
      GammaFunction.stirlingError(n) - GammaFunction.stirlingError(a)
      - GammaFunction.stirlingError(b) - GammaFunction.deviance(a, n * x)
      - GammaFunction.deviance(b, n * y)
    return exp(exponent) * (n / (2 * Double.pi * a * b)).squareRoot()
  }

  /// The continued fraction (Press et al., Numerical Recipes, 6.4), by Lentz's method.
  private static func fraction(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < tiny ? tiny : d)
    var value = d
    func step(_ term: Double) -> Double {
      d = 1 + term * d
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = 1 + term / c
      if abs(c) < tiny { c = tiny }
      value *= c * d
      return c * d
    }
    for i in 1..<10_000_000 {
      let m = Double(i)
      _ = step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)))
      let odd = step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)))
      if abs(odd - 1) < 4e-16 { break }
    }
    return b / (a + b) * mass(x, y, a, b) * value
  }
}
