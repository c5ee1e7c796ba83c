import Foundation

/// Solves a ``PerturbationTable`` anew: the distribution of maximum entropy with mean 0, variance at
/// most V, and probability not decreasing towards deviation 0 from below.
///
/// Published noise must not hang on the last bit of a machine's `exp`, so the tables in use are
/// constants (`PerturbationTable+Constants.swift`); this says where they come from.
public enum PerturbationSolver {
  public static func table(deviation: Int, variance: Double, smallest: Int) -> PerturbationTable {
    let rows = (1...(smallest + deviation + 1)).map { count in
      row(targets(of: count, deviation: deviation, smallest: smallest), variance)
    }
    return PerturbationTable(
      deviation: deviation, variance: variance, smallest: smallest, rows: rows)
  }

  /// Deviations that a count admits.
  static func targets(of count: Int, deviation: Int, smallest: Int) -> [Int] {
    (max(0, count - deviation)...(count + deviation))
      .filter { !(1...smallest).contains($0) }.map { $0 - count }
  }

  private static func row(_ deviations: [Int], _ variance: Double) -> PerturbationTable.Row {
    var targets = deviations
    var probabilities: [Double]
    let below = deviations.last { $0 < 0 }!
    let above = deviations.first { $0 > 0 }!
    let leastVariance = deviations.contains(0) ? 0 : Double(-below * above)
    precondition(leastVariance <= variance, "no distribution has so small a variance")
    if leastVariance == variance {
      // Only these two targets leave the variance as small as it has to be.
      targets = [below, above]
      probabilities = [Double(above), Double(-below)].map { $0 / Double(above - below) }
    } else {
      probabilities = maximumEntropy(deviations, variance)
    }
    var sum = 0.0
    let thresholds = probabilities.dropLast().map { probability in
      sum += probability
      return UInt64(sum * 0x1p64)
    }
    return PerturbationTable.Row(deviations: targets, thresholds: thresholds)
  }

  /// Probabilities of the targets. Where they would decrease towards 0 from below, neighbours share
  /// one probability, until none do.
  private static func maximumEntropy(_ deviations: [Int], _ variance: Double) -> [Double] {
    var blocks = deviations.map { [$0] }
    while true {
      let probabilities = solve(blocks, variance)
      let rising = blocks.indices.dropLast().first { block in
        blocks[block + 1].last! <= 0 && probabilities[block + 1] < probabilities[block]
      }
      guard let rising else {
        return zip(blocks, probabilities).flatMap { block, probability in
          block.map { _ in probability }
        }
      }
      blocks[rising] += blocks.remove(at: rising + 1)
    }
  }

  /// Newton's method for the multipliers of mean and variance; each member of a block has the
  /// block's probability, exp(a + b·mean + c·mean square) with the means over the block.
  private static func solve(_ blocks: [[Int]], _ variance: Double) -> [Double] {
    let weight = blocks.map { Double($0.count) }
    let first = blocks.map { Double($0.reduce(0, +)) / Double($0.count) }
    let second = blocks.map { Double($0.reduce(0) { $0 + $1 * $1 }) / Double($0.count) }
    func probabilities(_ b: Double, _ c: Double) -> [Double] {
      let powers = blocks.indices.map { exp(b * first[$0] + c * second[$0]) }
      let sum = zip(powers, weight).reduce(0) { $0 + $1.0 * $1.1 }
      return powers.map { $0 / sum }
    }
    /// The function whose minimum is sought: convex, its gradient is (mean, variance − V).
    func dual(_ b: Double, _ c: Double) -> Double {
      log(
        blocks.indices.reduce(0) {
          $0 + weight[$1] * exp(b * first[$1] + c * (second[$1] - variance))
        })
    }
    var (b, c) = (0.0, -1 / (2 * variance))
    for _ in 0..<200 {
      let p = zip(probabilities(b, c), weight).map { $0 * $1 }
      func mean(_ f: (Int) -> Double) -> Double { p.indices.reduce(0) { $0 + p[$1] * f($1) } }
      let gradient = (mean { first[$0] }, mean { second[$0] } - variance)
      if abs(gradient.0) < 1e-15, abs(gradient.1) < 1e-14 { break }
      let (m1, m2) = (mean { first[$0] }, mean { second[$0] })
      let bb = mean { (first[$0] - m1) * (first[$0] - m1) }
      let bc = mean { (first[$0] - m1) * (second[$0] - m2) }
      let cc = mean { (second[$0] - m2) * (second[$0] - m2) }
      let determinant = bb * cc - bc * bc
      let step = (
        (cc * gradient.0 - bc * gradient.1) / determinant,
        (bb * gradient.1 - bc * gradient.0) / determinant
      )
      var length = 1.0
      while length > 1e-9, dual(b - length * step.0, c - length * step.1) > dual(b, c) + 1e-15 {
        length /= 2
      }
      (b, c) = (b - length * step.0, c - length * step.1)
    }
    precondition(c < 0, "the variance would be smaller without its bound")
    return probabilities(b, c)
  }
}
