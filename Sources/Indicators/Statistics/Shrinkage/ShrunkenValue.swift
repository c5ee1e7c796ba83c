/// What one unit's count says, alone and together with what all units say.
public struct ShrunkenValue: Sendable, Hashable {
  /// The unit's own share or rate; `nil` where nothing was at stake (no trials, no exposure).
  public let raw: Double?
  /// The posterior mean: the raw value drawn to the mean of all units, the more the less the unit
  /// has to say. Never `nil`: a unit without trials is expected to be like the others.
  public let value: Double
  /// The central 95 % of the posterior. It takes the spread between units as known.
  public let low: Double
  public let high: Double
}

/// How far units differ beyond chance, by marginal maximum likelihood.
enum Dispersion {
  /// From here on units are all or nothing, and their own values stand.
  static let most = 1e5

  /// The least θ ≥ 0 at which the profile likelihood stops rising.
  /// - Parameters:
  ///   - mean: the most likely mean at a given θ.
  ///   - slope: the likelihood's derivative by θ.
  /// - Returns: 0 where the likelihood falls from θ = 0 on: the units differ no more than chance
  ///   makes them (the sign of Tarone's 1979 statistic).
  static func mostLikely(
    mean: (Double) -> Double, slope: (_ mean: Double, _ theta: Double) -> Double
  ) -> (mean: Double, theta: Double) {
    let pooled = mean(0)
    guard slope(pooled, 0) > 0 else { return (pooled, 0) }
    var low = 0.0
    var high = 1e-9
    while slope(mean(high), high) > 0 {
      guard high < most else { return (mean(most), most) }
      low = high
      high = min(most, high * 4)
    }
    for _ in 0..<80 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if slope(mean(middle), middle) > 0 { low = middle } else { high = middle }
    }
    let theta = low + (high - low) / 2
    return (mean(theta), theta)
  }
}
