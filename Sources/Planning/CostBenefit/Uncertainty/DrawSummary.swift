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
    func quantile(_ percent: Int) -> Double {
      sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
    }
    (p5, p50, p95) = (quantile(5), quantile(50), quantile(95))
    positive = Double(sorted.count { $0 > 0 }) / Double(sorted.count)
  }
}
