import Indicators

/// What many draws of one figure say.
public struct DrawSummary: Sendable, Hashable {
  /// Nearest-rank quantiles: values that were drawn.
  public let p5: Double
  public let p50: Double
  public let p95: Double
  /// Share of the draws above 0.
  public let positive: Double

  /// - Precondition: at least one draw.
  public init(_ draws: some Collection<Double>) {
    precondition(!draws.isEmpty, "no draws to sum up")
    let sorted = draws.sorted()
    func quantile(_ share: Double) -> Double { sorted[NearestRank.place(share, of: sorted.count)] }
    (p5, p50, p95) = (quantile(0.05), quantile(0.5), quantile(0.95))
    positive = Double(sorted.count { $0 > 0 }) / Double(sorted.count)
  }
}
