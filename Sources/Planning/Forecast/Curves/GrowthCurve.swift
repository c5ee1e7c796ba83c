import Foundation

/// The share of the competent Behörden that use a process, by months since its release:
/// `K · G(t)` with a ceiling K ≤ 1 and a shape G that rises from 0 (or near it) to 1.
public struct GrowthCurve: Sendable, Hashable {
  /// Rates are per month.
  public enum Shape: Sendable, Hashable {
    /// `G(t) = (1 − e^{−(p+q)t}) / (1 + (q/p) e^{−(p+q)t})`: p of their own accord, q for every
    /// share of others that have adopted (Bass 1969).
    case bass(p: Double, q: Double)
    /// `G(t) = 1 / (1 + e^{−r(t−t₀)})`
    case logistic(rate: Double, midpoint: Double)
    /// `G(t) = exp(−e^{−c(t−t₀)})`: at t₀ it rises fastest, having reached 1/e.
    case gompertz(rate: Double, midpoint: Double)
  }

  /// K, above 0 and at most 1.
  public let ceiling: Double
  public let shape: Shape

  /// - Precondition: 0 < ceiling ≤ 1, rates positive.
  public init(ceiling: Double, _ shape: Shape) {
    precondition(ceiling > 0 && ceiling <= 1, "a ceiling of \(ceiling)")
    switch shape {
    case .bass(let p, let q): precondition(p > 0 && q > 0, "a Bass curve of \(p), \(q)")
    case .logistic(let rate, _), .gompertz(let rate, _):
      precondition(rate > 0, "a curve with the rate \(rate)")
    }
    self.ceiling = ceiling
    self.shape = shape
  }

  public var model: GrowthModel {
    switch shape {
    case .bass: .bass
    case .logistic: .logistic
    case .gompertz: .gompertz
    }
  }

  /// - Parameter time: months since the release.
  public func share(at time: Double) -> Double { ceiling * shape.point(time).reached }

  /// 1 − ``share(at:)``, without loss where that is nearly 1.
  public func rest(at time: Double) -> Double {
    1 - ceiling + ceiling * shape.point(time).missing
  }

  /// The probability that a Behörde that has not adopted by `start` does so by `end`:
  /// `(F(end) − F(start)) / (1 − F(start))`.
  public func chance(from start: Double, to end: Double) -> Double {
    let before = rest(at: start)
    // Where the curve has left nobody over, it says nothing about one who is.
    return before > 1e-12 ? min(1, max(0, 1 - rest(at: end) / before)) : 0
  }
}

extension GrowthCurve.Shape {
  /// G and 1 − G, with the derivatives of G by the two coordinates of ``CurveCoordinates``.
  struct Point {
    var reached: Double
    var missing: Double
    var slopes: (Double, Double)
  }

  @inline(__always)
  func point(_ time: Double) -> Point {
    switch self {
    case .bass(let p, let q):
      let fading = exp(-(p + q) * time)
      let ratio = q / p
      let below = 1 + ratio * fading
      let (above, square) = (1 - fading, below * below)
      let lost = time * fading * below
      return Point(
        reached: above / below, missing: (1 + ratio) * fading / below,
        slopes: (
          (p * lost + above * ratio * fading * (1 + p * time)) / square,
          (q * lost - above * ratio * fading * (1 - q * time)) / square
        ))
    case .logistic(let rate, let midpoint):
      let distance = Self.held(rate * (time - midpoint))
      let (reached, missing) = (1 / (1 + exp(-distance)), 1 / (1 + exp(distance)))
      let steepness = reached * missing
      return Point(
        reached: reached, missing: missing, slopes: (distance * steepness, -rate * steepness))
    case .gompertz(let rate, let midpoint):
      let distance = Self.held(rate * (time - midpoint))
      let waiting = exp(-distance)
      let reached = exp(-waiting)
      let steepness = reached > 0 ? reached * waiting : 0
      return Point(
        reached: reached, missing: -expm1(-waiting),
        slopes: (distance * steepness, -rate * steepness))
    }
  }

  /// Within what `exp` can hold.
  private static func held(_ exponent: Double) -> Double { min(700, max(-700, exponent)) }
}
