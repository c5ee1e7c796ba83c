/// From which to which rank a unit may stand, all units at once: simultaneous confidence sets for
/// ranks (Mogstad, Romano, Shaikh & Wilhelm 2024), without simulation.
///
/// Each of the n(n − 1) statements "i is above j" is tested, and Holm's procedure (1979) keeps the
/// probability of even one false statement at 1 − confidence. A unit's rank then lies between 1 + the
/// units surely above it and n − the units surely below it. Ranks without doubt are rare: that is
/// the point.
public enum RankIntervals {
  /// Ranks of shares, the largest first; two are told apart by Newcombe's interval of the difference
  /// of two shares (1998, method 10).
  /// - Returns: by unit, in the order given; `nil` for a unit without trials, which has no rank and
  ///   does not count as a rival.
  /// - Precondition: 0 ≤ successes ≤ trials; 0 < confidence < 1.
  public static func shares(
    successes: [Int], trials: [Int], confidence: Double = 0.95
  ) -> [ClosedRange<Int>?] {
    precondition(successes.count == trials.count, "successes and trials of each unit")
    let known = trials.indices.filter { trials[$0] > 0 }
    let shares = known.map { Double(successes[$0]) / Double(trials[$0]) }
    let ranks = ranks(shares, confidence: confidence) { z in
      let intervals = known.map {
        WilsonInterval(Double(successes[$0]), of: Double(trials[$0]), z: z)!
      }
      let down = zip(shares, intervals).map { ($0 - $1.low) * ($0 - $1.low) }
      let up = zip(shares, intervals).map { ($1.high - $0) * ($1.high - $0) }
      return { i, j in
        let difference = shares[i] - shares[j]
        return difference * difference > down[i] + up[j]
      }
    }
    var result = [ClosedRange<Int>?](repeating: nil, count: trials.count)
    for (place, unit) in known.enumerated() { result[unit] = ranks[place] }
    return result
  }

  /// Ranks of independent, approximately normal estimates, the largest first.
  /// - Parameter standardErrors: of each estimate, ≥ 0.
  public static func estimates(
    _ estimates: [Double], standardErrors: [Double], confidence: Double = 0.95
  ) -> [ClosedRange<Int>] {
    precondition(
      estimates.count == standardErrors.count && standardErrors.allSatisfy { $0 >= 0 },
      "an estimate and a standard error ≥ 0 for each unit")
    return ranks(estimates, confidence: confidence) { z in
      { i, j in
        let (a, b) = (standardErrors[i], standardErrors[j])
        return estimates[i] - estimates[j] > z * (a * a + b * b).squareRoot()
      }
    }
  }

  /// - Parameter rule: for a width z in standard errors, whether i, which has the larger value, is
  ///   surely above j.
  private static func ranks(
    _ values: [Double], confidence: Double, _ rule: (Double) -> (_ i: Int, _ j: Int) -> Bool
  ) -> [ClosedRange<Int>] {
    precondition(confidence > 0 && confidence < 1, "a confidence of \(confidence)")
    let count = values.count
    // Only the larger of two values can be above; the other statements stay open to the end.
    let descending = values.indices.sorted { (values[$0], $1) > (values[$1], $0) }
    var candidates = descending.enumerated().flatMap { place, i in
      descending[(place + 1)...].filter { values[$0] < values[i] }.map { (i, $0) }
    }
    var open = count * (count - 1)
    var (above, below) = ([Int](repeating: 0, count: count), [Int](repeating: 0, count: count))
    // Holm's steps taken many at a time: what is rejected at α over those still open stays rejected.
    while !candidates.isEmpty {
      let isAbove = rule(-NormalDistribution.quantile((1 - confidence) / Double(open)))
      let rest = candidates.filter { i, j in
        guard isAbove(i, j) else { return true }
        above[j] += 1
        below[i] += 1
        return false
      }
      if rest.count == candidates.count { break }
      open -= candidates.count - rest.count
      candidates = rest
    }
    return (0..<count).map { (1 + above[$0])...(count - below[$0]) }
  }
}
