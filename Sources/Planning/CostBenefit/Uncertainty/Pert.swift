import Indicators

/// Three figures of a person who knows the matter: smallest, likeliest, largest. A beta
/// distribution over the range with its mode at the likeliest one and the weight of it four times
/// that of an end (Malcolm, Roseboom, Clark, Fazar 1959).
public struct Pert: Sendable, Hashable {
  public let low: Double
  public let mode: Double
  public let high: Double

  /// - Precondition: `low` ≤ `mode` ≤ `high`.
  public init(low: Double, mode: Double, high: Double) {
    precondition(low <= mode && mode <= high, "\(mode) does not lie between \(low) and \(high)")
    self.low = low
    self.mode = mode
    self.high = high
  }

  /// A figure without doubt.
  public init(certain value: Double) { self.init(low: value, mode: value, high: value) }

  public var isCertain: Bool { low == high }
  public var mean: Double { (low + 4 * mode + high) / 6 }

  /// Where the mode lies in the range, 0…1: the one number that decides the shape.
  var shape: Double { isCertain ? 0 : (mode - low) / (high - low) }

  /// - Precondition: 0 < `probability` < 1.
  public func quantile(_ probability: Double) -> Double {
    guard !isCertain else { return mode }
    let x = IncompleteBeta.quantile(probability, 1 + 4 * shape, 5 - 4 * shape)
    return low + (high - low) * x
  }
}

/// A count that is known up to a factor: its logarithm is normal.
public struct Lognormal: Sendable, Hashable {
  public let median: Double
  /// Standard deviation of the logarithm.
  public let spread: Double

  /// - Precondition: `median` > 0, `spread` ≥ 0.
  public init(median: Double, spread: Double) {
    precondition(median > 0 && spread >= 0, "no lognormal count around \(median) by \(spread)")
    self.median = median
    self.spread = spread
  }
}
