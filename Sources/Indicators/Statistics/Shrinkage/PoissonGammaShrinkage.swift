import Foundation

/// Empirical-Bayes rates: each unit's rate is drawn to that of all, by as much as chance alone makes
/// counts of its size scatter (Clayton & Kaldor 1987; the global version of Marshall 1991, fitted by
/// likelihood instead of moments).
///
/// Unit i has `O` events at the exposure `E`, measured in events expected at the pooled rate
/// ΣO/ΣE; its true ratio to that rate comes from a gamma distribution with the mean m and the
/// variance mθ. m and θ are found by marginal maximum likelihood (the first maximum of the profile
/// from θ = 0 on). The posterior has the shape m/θ + O and the rate 1/θ + E, its mean is
/// `(m + θO)/(1 + θE)`. At θ = 0 all units have the pooled rate, with its exact interval (Garwood
/// 1936).
public struct PoissonGammaShrinkage: Sendable {
  /// The rate of all, `scale · ΣO/ΣE`.
  public let pooledRate: Double
  /// m: the mean of the units' rates, as a ratio to ``pooledRate``.
  public let mean: Double
  /// θ ≥ 0; 0: the rates differ no more than by chance. Capped at 100,000.
  public let dispersion: Double
  /// In the order of the units given; rates in events per `scale` of exposure.
  public let units: [ShrunkenValue]

  /// - Parameters:
  ///   - events: of each unit.
  ///   - exposures: of each unit (inhabitants), in the same order.
  ///   - scale: the exposure that a rate refers to; 1,000 gives events per 1,000 inhabitants.
  /// - Returns: `nil` where no unit has an exposure.
  /// - Precondition: events and exposures ≥ 0, no events without exposure.
  public init?(events: [Int], exposures: [Double], per scale: Double = 1000) {
    precondition(
      events.count == exposures.count
        && zip(events, exposures).allSatisfy { $0 >= 0 && $1 >= 0 && ($1 > 0 || $0 == 0) },
      "events and exposures have to be 0 or more, and no events happen without exposure")
    let (count, all) = (Double(events.reduce(0, +)), exposures.reduce(0, +))
    guard all > 0 else { return nil }
    let rate = count / all
    let expected = exposures.map { $0 * rate }
    let sums = CountSums(events)
    if count == 0 {
      (mean, dispersion) = (1, 0)
    } else {
      (mean, dispersion) = Dispersion.mostLikely { theta in
        let exposure = expected.reduce(0) { $0 + Self.logarithm($1, theta) }
        // The sum of fractions is Σ O/m or less, so the mean is not above this.
        return RootSearch.rising(from: 0, to: 2 * count / exposure, guess: 1) { mean in
          let inverse = sums.inverse(mean, theta)
          return (exposure - inverse.sum, inverse.squares)
        }
      } slope: { mean, theta in
        zip(events, expected).reduce(sums.weighted(mean, theta)) { slope, unit in
          let (events, exposure) = (Double(unit.0), unit.1)
          return slope - events * exposure / (1 + theta * exposure)
            + mean * exposure * exposure * Self.curvature(theta * exposure)
        }
      }
    }
    pooledRate = rate * scale
    let (mean, theta) = (mean, dispersion)
    let pooled = (low: Self.garwood(count).low / all, high: Self.garwood(count).high / all)
    units = events.indices.map { index in
      let (x, exposure) = (Double(events[index]), expected[index])
      let raw = exposures[index] > 0 ? x / exposures[index] * scale : nil
      guard theta > 0 else {
        return ShrunkenValue(
          raw: raw, value: rate * scale, low: pooled.low * scale, high: pooled.high * scale)
      }
      let unit = rate * scale * theta / (1 + theta * exposure)
      let shape = mean / theta + x
      return ShrunkenValue(
        raw: raw, value: rate * scale * (mean + theta * x) / (1 + theta * exposure),
        low: IncompleteGamma.quantile(0.025, shape: shape) * unit,
        high: IncompleteGamma.quantile(0.975, shape: shape) * unit)
    }
  }

  /// `log(1 + θE)/θ`, E at θ = 0.
  private static func logarithm(_ exposure: Double, _ theta: Double) -> Double {
    theta == 0 ? exposure : log1p(theta * exposure) / theta
  }

  /// `(log(1 + y) − y/(1 + y))/y²`, ½ at y = 0.
  private static func curvature(_ y: Double) -> Double {
    guard y < 0.05 else { return (log1p(y) - y / (1 + y)) / (y * y) }
    var sum = 0.0
    for k in (0..<16).reversed() { sum = Double(k + 1) / Double(k + 2) - y * sum }
    return sum
  }

  /// The exact 95 % interval of the mean of a Poisson count.
  private static func garwood(_ count: Double) -> (low: Double, high: Double) {
    (
      count == 0 ? 0 : IncompleteGamma.quantile(0.025, shape: count),
      IncompleteGamma.quantile(0.975, shape: count + 1)
    )
  }
}
