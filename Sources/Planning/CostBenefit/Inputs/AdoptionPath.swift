import Domain

/// Which share of all cases is served digitally in each year since the start: the inhabitants whose
/// Behörde has switched the process on (coverage), times the share of their cases that comes in
/// online (take-up). A plain value, so that a forecast can take the place of what has been seen.
public struct AdoptionPath: Sendable, Hashable {
  /// 0…1, year 1, 2, … since the start; the last one holds on.
  public let shares: [Double]
  /// How it came about, in words.
  public let source: Text

  /// - Precondition: at least one share, each 0…1.
  public init(shares: [Double], source: Text) {
    precondition(!shares.isEmpty && shares.allSatisfy { (0...1).contains($0) }, "shares are 0…1")
    self.shares = shares
    self.source = source
  }

  /// - Parameter year: 1, 2, …
  public func share(inYear year: Int) -> Double { shares[min(year, shares.count) - 1] }

  /// Coverage at the end of each month since the start → the mean of each year, times the take-up.
  /// - Parameters:
  ///   - coverage: 0…1, the first month since the start first; at least one.
  ///   - takeUp: 0…1
  ///   - years: so many at least; the last month holds on.
  package init(coverage: [Double], takeUp: Double, years: Int, source: Text) {
    precondition(!coverage.isEmpty, "a path without months")
    let shares = (0..<max(1, years)).map { year -> Double in
      let months = (year * 12..<year * 12 + 12).map { coverage[min($0, coverage.count - 1)] }
      return min(1, max(0, months.reduce(0, +) / 12 * takeUp))
    }
    self.init(shares: shares, source: source)
  }
}
