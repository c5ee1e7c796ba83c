/// The forecast to beat: the share goes on as in the last six months, within 0 and 1.
public struct NaiveLine: Sendable, Hashable {
  public static let window = 6.0

  private let share: Double
  private let slope: Double

  /// - Parameter series: with at least one month. Where none is six months old, the slope is that
  ///   since the first one; of one month alone it is 0.
  public init(_ series: AdoptionSeries) {
    let last = series.count - 1
    precondition(last >= 0, "a line through nothing")
    share = series.share(last)
    // A month is 28 to 31 days long.
    let limit = series.times[last] - Self.window + 0.1
    let first = series.times.lastIndex { $0 <= limit } ?? 0
    slope =
      first < last ? (share - series.share(first)) / (series.times[last] - series.times[first]) : 0
  }

  /// The share `ahead` months after the last one.
  public func share(ahead: Double) -> Double { min(1, max(0, share + slope * ahead)) }
}
