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
    let ranks = ranks(count: known.count, confidence: confidence) { z in
      let intervals = known.map {
        WilsonInterval(Double(successes[$0]), of: Double(trials[$0]), z: z)!
      }
      return { i, j in
        let difference = shares[i] - shares[j]
        guard difference > 0 else { return false }
        let (down, up) = (shares[i] - intervals[i].low, intervals[j].high - shares[j])
        return difference * difference > down * down + up * up
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
    return ranks(count: estimates.count, confidence: confidence) { z in
      { i, j in
        let (a, b) = (standardErrors[i], standardErrors[j])
        return estimates[i] - estimates[j] > z * (a * a + b * b).squareRoot()
      }
    }
  }

  /// - Parameter rule: for a width z in standard errors, whether i is surely above j.
  private static func ranks(
    count: Int, confidence: Double, _ rule: (Double) -> (_ i: Int, _ j: Int) -> Bool
  ) -> [ClosedRange<Int>] {
    precondition(confidence > 0 && confidence < 1, "a confidence of \(confidence)")
    var open = (0..<count).flatMap { i in (0..<count).filter { $0 != i }.map { (i, $0) } }
    var (above, below) = ([Int](repeating: 0, count: count), [Int](repeating: 0, count: count))
    // Holm's steps taken many at a time: what is rejected at α over those still open stays rejected.
    while !open.isEmpty {
      let z = -NormalDistribution.quantile((1 - confidence) / Double(open.count))
      let isAbove = rule(z)
      let rest = open.filter { i, j in
        guard isAbove(i, j) else { return true }
        above[j] += 1
        below[i] += 1
        return false
      }
      if rest.count == open.count { break }
      open = rest
    }
    return (0..<count).map { (1 + above[$0])...(count - below[$0]) }
  }
}
