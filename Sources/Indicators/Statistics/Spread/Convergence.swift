/// Whether those behind catch up (β) and whether units grow alike (σ) (Barro & Sala-i-Martin 1992).
public enum Convergence {
  /// The line through growth against initial level, by ordinary least squares.
  public struct Beta: Sendable, Hashable {
    /// Growth per unit of initial level; below 0: those behind catch up. A slope below 0 also comes
    /// from chance in the initial levels (regression to the mean), so σ belongs beside it.
    public let slope: Double
    public let intercept: Double
    /// Of the slope; `nil` for two units, which always lie on a line.
    public let standardError: Double?
    /// `slope/standardError`; `nil` where that is not known or 0.
    public let t: Double?
    /// P(|T| > |t|) with n − 2 degrees of freedom; `nil` where `t` is.
    public let p: Double?
    public let unitCount: Int
  }

  /// - Parameters:
  ///   - initial: level at the start, by unit.
  ///   - growth: change until the end, by unit, in the same order.
  /// - Returns: `nil` with less than two units, or where all began at the same level.
  public static func beta(initial: [Double], growth: [Double]) -> Beta? {
    precondition(initial.count == growth.count, "a level and a growth for each unit")
    let n = Double(initial.count)
    guard let first = initial.first, initial.contains(where: { $0 != first }) else { return nil }
    let means = (x: initial.reduce(0, +) / n, y: growth.reduce(0, +) / n)
    let pairs = zip(initial, growth).map { ($0 - means.x, $1 - means.y) }
    let squares = pairs.reduce(0) { $0 + $1.0 * $1.0 }
    let slope = pairs.reduce(0) { $0 + $1.0 * $1.1 } / squares
    let residuals = pairs.reduce(0) {
      let residual = $1.1 - slope * $1.0
      return $0 + residual * residual
    }
    let error = initial.count > 2 ? (residuals / (n - 2) / squares).squareRoot() : nil
    let t = error.flatMap { $0 > 0 ? slope / $0 : nil }
    return Beta(
      slope: slope, intercept: means.y - slope * means.x, standardError: error, t: t,
      p: t.map { TailProbability.student($0, degrees: n - 2) }, unitCount: initial.count)
  }

  /// The population standard deviation at each period, over the units that have a value in all
  /// periods: otherwise newcomers would look like divergence.
  /// - Parameter periods: values by period and unit `[period × unit]`; `nil`: not known.
  /// - Returns: by period; all `nil` where no unit has values throughout.
  public static func sigma(_ periods: [[Double?]]) -> [Double?] {
    let unitCount = periods.map(\.count).max() ?? 0
    precondition(periods.allSatisfy { $0.count == unitCount }, "as many units in each period")
    let complete = (0..<unitCount).filter { unit in periods.allSatisfy { $0[unit] != nil } }
    return periods.map { values in StandardDeviation.population(complete.map { values[$0]! }) }
  }
}
