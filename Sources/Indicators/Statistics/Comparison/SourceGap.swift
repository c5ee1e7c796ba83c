/// Two sources that count the same thing in the same period (two trackers, platform and
/// Fachverfahren).
public struct SourceGap: Sendable, Hashable {
  public let first: Double
  public let second: Double

  /// A larger relative difference, in either direction, is a warning.
  public static let limit = 0.1

  /// - Precondition: counts ≥ 0.
  public init(_ first: Double, _ second: Double) {
    precondition(first >= 0 && second >= 0, "counts of \(first) and \(second)")
    (self.first, self.second) = (first, second)
  }

  /// `(second − first) / the larger of the two`, −1…1, so that it does not matter which source is
  /// named first; 0 where both count nothing.
  public var relative: Double {
    let larger = max(first, second)
    return larger == 0 ? 0 : (second - first) / larger
  }

  /// Whether a series must not be joined from the two without a word: they differ by more than 10 %.
  public var isFlagged: Bool { abs(relative) > Self.limit + 1e-12 }

  /// By period, the gaps of those in which both sources counted.
  public static func byPeriod<Period: Hashable>(
    _ first: [Period: Double], _ second: [Period: Double]
  ) -> [Period: SourceGap] {
    first.reduce(into: [:]) { gaps, entry in
      if let other = second[entry.key] { gaps[entry.key] = SourceGap(entry.value, other) }
    }
  }
}
