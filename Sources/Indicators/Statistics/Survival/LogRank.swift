/// Whether groups wait equally long: the log-rank test (Mantel 1966, Peto & Peto 1972), for any
/// number of groups, with late entry.
///
/// `χ² = (O − E)ᵀ V⁻ (O − E)` with O the observed and E the expected events of each group, if at
/// each event time they fell on those at risk by chance, and V the hypergeometric covariance.
public struct LogRank: Sendable, Hashable {
  public let chiSquare: Double
  /// The groups that can be told apart, less one.
  public let degrees: Int
  /// P(a χ² at least that large), if all groups wait equally long.
  public let p: Double
  /// By group: events, and events expected under equality.
  public let observed: [Int]
  public let expected: [Double]

  /// - Returns: `nil` where no two groups were ever at risk at the same event time.
  public static func test(_ groups: [[WaitingTime]]) -> LogRank? {
    let risks = groups.map { RiskSet($0.filter(\.wasAtRisk)) }
    var events: [Double: [Int]] = [:]
    for (group, risk) in risks.enumerated() {
      for (time, count) in risk.events {
        events[time, default: [Int](repeating: 0, count: groups.count)][group] += count
      }
    }
    var observed = [Int](repeating: 0, count: groups.count)
    var expected = [Double](repeating: 0, count: groups.count)
    var covariance = [[Double]](repeating: expected, count: groups.count)
    for (time, counts) in events.sorted(by: { $0.key < $1.key }) {
      let atRisk = risks.map { Double($0.count(at: time)) }
      let n = atRisk.reduce(0, +)
      let d = Double(counts.reduce(0, +))
      let spread = n > 1 ? d * (n - d) / (n - 1) : 0
      for group in groups.indices {
        observed[group] += counts[group]
        let share = atRisk[group] / n
        expected[group] += d * share
        for other in groups.indices {
          covariance[group][other] +=
            spread * share * ((group == other ? 1 : 0) - atRisk[other] / n)
        }
      }
    }
    let differences = zip(observed, expected).map { Double($0) - $1 }
    let (square, rank) = quadraticForm(differences, covariance)
    guard rank > 0 else { return nil }
    return LogRank(
      chiSquare: square, degrees: rank, p: TailProbability.chiSquare(square, degrees: rank),
      observed: observed, expected: expected)
  }

  /// `vᵀ M⁻ v` and the rank of M, by Cholesky's decomposition with the largest diagonal first. M
  /// never has full rank, since the differences add up to zero.
  private static func quadraticForm(
    _ vector: [Double], _ matrix: [[Double]]
  ) -> (value: Double, rank: Int) {
    var (vector, matrix) = (vector, matrix)
    var rest = Set(vector.indices)
    let tolerance = 1e-10 * (vector.indices.map { matrix[$0][$0] }.max() ?? 0)
    var value = 0.0
    var rank = 0
    while let pivot = rest.max(by: { (matrix[$0][$0], $1) < (matrix[$1][$1], $0) }),
      matrix[pivot][pivot] > tolerance
    {
      rest.remove(pivot)
      rank += 1
      value += vector[pivot] * vector[pivot] / matrix[pivot][pivot]
      for row in rest {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        vector[row] -= factor * vector[pivot]
        for column in rest { matrix[row][column] -= factor * matrix[pivot][column] }
      }
    }
    return (value, rank)
  }
}
