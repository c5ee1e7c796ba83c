import Foundation

/// The product-limit estimate of the share still waiting (Kaplan & Meier 1958), with late entry,
/// Greenwood's variance and a log-log band.
///
/// `S(t) = Π (1 − d/n)` over event times ≤ t, with `d` events among `n` at risk. Variance
/// `S² Σ d/(n(n − d))` (Greenwood 1926). Band `exp(−exp(log(−log S) ± z √Σ / |log S|))`
/// (Kalbfleisch & Prentice 1980), which stays between 0 and 1.
///
/// After late entries the risk set can be small early on; where all at risk have the event, S is 0
/// from there on, whoever enters later. The numbers at risk stand beside each step for that reason.
public struct KaplanMeier: Sendable {
  /// What happens at one event time.
  public struct Step: Sendable, Hashable {
    public let time: Double
    public let atRisk: Int
    public let events: Int
    /// Share still waiting just after `time`, 0…1.
    public let survival: Double
    /// `nil` where nobody is left: Greenwood's formula has no value there.
    public let variance: Double?
    /// The band of the share, `nil` where the variance is.
    public let band: ClosedRange<Double>?
  }

  /// Ascending; before the first one S is 1.
  public let steps: [Step]
  /// How many were ever at risk.
  public let observationCount: Int
  /// How many were left out, since they had the event no later than they entered.
  public let omittedCount: Int
  /// The last time at which anyone was watched; `nil` without observations.
  public let lastTime: Double?

  /// - Parameter confidence: of the band, pointwise; between 0 and 1.
  public init(_ observations: [WaitingTime], confidence: Double = 0.95) {
    let times = observations.filter(\.wasAtRisk)
    let risk = RiskSet(times)
    let z = NormalDistribution.quantile((1 + confidence) / 2)
    var survival = 1.0
    var sum = 0.0
    steps = risk.events.map { time, events in
      let atRisk = risk.count(at: time)
      let (n, d) = (Double(atRisk), Double(events))
      survival *= (n - d) / n
      sum += d / (n * (n - d))
      let isKnown = survival > 0
      return Step(
        time: time, atRisk: atRisk, events: events, survival: survival,
        variance: isKnown ? survival * survival * sum : nil,
        band: isKnown ? Self.band(survival, sum, z) : nil)
    }
    observationCount = times.count
    omittedCount = observations.count - times.count
    lastTime = risk.lastTime
  }

  private static func band(_ survival: Double, _ sum: Double, _ z: Double) -> ClosedRange<Double> {
    let hazard = -log(survival)
    let spread = z * sum.squareRoot() / hazard
    let (low, high) = (exp(-hazard * exp(spread)), exp(-hazard * exp(-spread)))
    return min(low, survival)...max(high, survival)
  }
}
