/// What is read off the curve. Beyond the last time at which anyone was watched the curve is
/// undefined, unless it has come down to 0.
extension KaplanMeier {
  /// A time with its interval; each part is `nil` where the curve or its band does not decide it
  /// within the time watched.
  public struct Time: Sendable, Hashable {
    public let value: Double?
    public let low: Double?
    public let high: Double?
  }

  /// The first time at which at least half have had the event.
  public var median: Time { time(of: 0.5) }

  /// The first time at which at least `share` have had the event. Its interval are the times at
  /// which the band of the curve does not exclude that (Brookmeyer & Crowley 1982, with the log-log
  /// band).
  /// - Precondition: 0 < share < 1.
  public func time(of share: Double) -> Time {
    precondition(share > 0 && share < 1, "the time until a share of \(share)")
    // A product of fractions can miss the share that it stands for by a rounding.
    let level = 1 - share + 1e-12
    return Time(
      value: steps.first { $0.survival <= level }?.time,
      low: steps.first { ($0.band?.lowerBound ?? 1) <= level }?.time,
      high: steps.first { ($0.band?.upperBound ?? 1) <= level }?.time)
  }

  /// The share still waiting just after `time` and its band: 1 with no band before the first event.
  /// - Returns: `nil` where nobody was watched that long.
  public func survival(at time: Double) -> (value: Double, band: ClosedRange<Double>?)? {
    guard isDefined(at: time) else { return nil }
    guard let step = steps.last(where: { $0.time <= time }) else { return (1, nil) }
    return (step.survival, step.band)
  }

  /// The mean waiting time within `horizon`, `∫ S` from 0 to there, in the unit of the durations,
  /// with the standard error `√ Σ (∫ S from t to horizon)² d/(n(n − d))` over event times t.
  /// - Returns: `nil` where nobody was watched that long.
  /// - Precondition: horizon ≥ 0.
  public func restrictedMean(
    upTo horizon: Double
  ) -> (value: Double, standardError: Double)? {
    precondition(horizon >= 0, "a mean up to \(horizon)")
    guard isDefined(at: horizon) else { return nil }
    let past = steps.prefix { $0.time <= horizon }
    var area = 0.0
    var variance = 0.0
    var end = horizon
    for step in past.reversed() {
      area += step.survival * (end - step.time)
      end = step.time
      let (n, d) = (Double(step.atRisk), Double(step.events))
      // Where nobody is left there is no area behind the step either.
      if step.survival > 0 { variance += area * area * d / (n * (n - d)) }
    }
    return (area + end, variance.squareRoot())
  }

  private func isDefined(at time: Double) -> Bool {
    guard let lastTime else { return false }
    return time <= lastTime || steps.last?.survival == 0
  }
}
