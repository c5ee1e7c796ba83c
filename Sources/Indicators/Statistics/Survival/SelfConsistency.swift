import Foundation

/// The masses that make runs of neighbouring intervals most likely: the search behind ``Turnbull``.
///
/// Maximises `ℓ(p) = Σ w log P − Σ p`, with P the mass within a run and w the run's share of the
/// observations; the second term makes the masses add up to 1. At the maximum no derivative
/// `g_j = Σ w/P` over runs that hold j exceeds 1, and `log max g` bounds what is missing.
struct SelfConsistency {
  private(set) var masses: [Double]
  private let runs: [(range: Range<Int>, weight: Double)]

  init(runs: [(range: Range<Int>, count: Double)], count: Int) {
    let total = runs.reduce(0) { $0 + $1.count }
    self.runs = runs.map { ($0.range, $0.count / total) }
    masses = [Double](repeating: 1 / Double(count), count: count)
  }

  /// `Σ w log P`.
  var logLikelihood: Double { value(masses) }

  /// - Returns: the bound of what ℓ could still gain, and the steps taken.
  mutating func run(until tolerance: Double, most steps: Int = 500) -> (gap: Double, steps: Int) {
    var gap = log(gradient(masses).max()!)
    for step in 0..<steps {
      if gap <= tolerance { return (gap, step) }
      for (index, slope) in gradient(masses).enumerated() { masses[index] *= slope }
      improve()
      gap = log(gradient(masses).max()!)
    }
    return (gap, steps)
  }

  /// Newton's step over the masses that are not held at 0, cut off there and shortened until it
  /// gains.
  private mutating func improve() {
    let slopes = gradient(masses)
    let free = masses.indices.filter { masses[$0] > 1e-9 || slopes[$0] > 1 }
    guard let direction = newton(free, slopes) else { return }
    let before = value(masses)
    var length = 1.0
    for _ in 0..<30 {
      var next = masses.map { $0 > 1e-9 ? $0 : 0 }
      for index in free { next[index] = masses[index] }
      for (index, change) in zip(free, direction) {
        next[index] = max(0, next[index] + length * change)
      }
      let sum = next.reduce(0, +)
      if sum > 0 {
        next = next.map { $0 / sum }
        if value(next) >= before {
          masses = next
          return
        }
      }
      length /= 2
    }
  }

  private func within(_ masses: [Double]) -> [Double] {
    var sums = [0.0]
    for mass in masses { sums.append(sums.last! + mass) }
    return runs.map { run in
      // Long runs by differences of sums, short ones term by term: no digit of a small mass is lost.
      run.range.count > 32
        ? sums[run.range.upperBound] - sums[run.range.lowerBound]
        : masses[run.range].reduce(0, +)
    }
  }

  private func value(_ masses: [Double]) -> Double {
    zip(runs, within(masses)).reduce(0) { sum, pair in
      sum + (pair.1 > 0 ? pair.0.weight * log(pair.1) : -.infinity)
    }
  }

  /// `Σ w/P` over the runs that hold each interval.
  private func gradient(_ masses: [Double]) -> [Double] {
    var slopes = [Double](repeating: 0, count: masses.count)
    for (run, mass) in zip(runs, within(masses)) {
      for index in run.range { slopes[index] += run.weight / mass }
    }
    return slopes
  }

  /// Solves `H δ = g − 1` with `H = Σ w/P²` by Gauss's elimination; H is symmetric and not
  /// negative, and a touch on its diagonal makes it definite.
  private func newton(_ free: [Int], _ slopes: [Double]) -> [Double]? {
    let place = Dictionary(uniqueKeysWithValues: free.enumerated().map { ($1, $0) })
    var rows = [[Double]](
      repeating: [Double](repeating: 0, count: free.count + 1), count: free.count)
    for (run, mass) in zip(runs, within(masses)) {
      let held = run.range.compactMap { place[$0] }
      for row in held {
        for column in held { rows[row][column] += run.weight / (mass * mass) }
      }
    }
    for row in free.indices {
      rows[row][row] *= 1 + 1e-12
      rows[row][free.count] = slopes[free[row]] - 1
    }
    for pivot in free.indices {
      guard rows[pivot][pivot] > 0 else { return nil }
      for row in free.indices where row != pivot && rows[row][pivot] != 0 {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot...free.count { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    return free.indices.map { rows[$0][free.count] / rows[$0][$0] }
  }
}
