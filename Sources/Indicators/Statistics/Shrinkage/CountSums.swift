/// Sums over all the numbers below each of many counts, without a step for each number.
///
/// The likelihoods of shares and rates that vary between units are products of
/// `m (m + θ) (m + 2θ) …`, with a factor for each number below a count. Their slopes are sums of
/// fractions without cancellation, also where θ is next to 0; differences of log Γ are not.
struct CountSums {
  /// Numbers from `start` up to `end` are below `units` counts.
  private let runs: [(start: Int, end: Int, units: Double)]
  private static let plain = 512

  init(_ counts: [Int]) {
    var runs: [(start: Int, end: Int, units: Double)] = []
    var start = 0
    for (index, count) in counts.sorted().enumerated() where count > start {
      // Runs far out are cut where their start has doubled, for the quadrature.
      while start < count {
        let end = start < Self.plain ? min(count, Self.plain) : min(count, 2 * start)
        runs.append((start, end, Double(counts.count - index)))
        start = end
      }
    }
    self.runs = runs
  }

  var isEmpty: Bool { runs.isEmpty }

  /// `Σ 1/(m + jθ)` and `Σ 1/(m + jθ)²` over all j below each count.
  func inverse(_ m: Double, _ theta: Double) -> (sum: Double, squares: Double) {
    let sum = total {
      1 / (m + $0 * theta)
    } slope: {
      -theta / ((m + $0 * theta) * (m + $0 * theta))
    }
    let squares = total {
      1 / ((m + $0 * theta) * (m + $0 * theta))
    } slope: {
      let base = m + $0 * theta
      return -2 * theta / (base * base * base)
    }
    return (sum, squares)
  }

  /// `Σ j/(m + jθ)` over all j below each count.
  func weighted(_ m: Double, _ theta: Double) -> Double {
    total {
      $0 / (m + $0 * theta)
    } slope: {
      m / ((m + $0 * theta) * (m + $0 * theta))
    }
  }

  private func total(_ term: (Double) -> Double, slope: (Double) -> Double) -> Double {
    var sum = 0.0
    for run in runs {
      var part = 0.0
      if run.end <= Self.plain || run.end - run.start <= 32 {
        for j in run.start..<run.end { part += term(Double(j)) }
      } else {
        part = Self.quadrature(run.start, run.end, term, slope)
      }
      sum += run.units * part
    }
    return sum
  }

  /// The sum of a smooth function over start ..< end as the integral between the half steps, less
  /// Euler and Maclaurin's first correction; what is left out is below 1e-13 of the sum from 512 on.
  private static func quadrature(
    _ start: Int, _ end: Int, _ term: (Double) -> Double, _ slope: (Double) -> Double
  ) -> Double {
    let (low, high) = (Double(start) - 0.5, Double(end) - 0.5)
    let (centre, half) = ((low + high) / 2, (high - low) / 2)
    var integral = 0.0
    for (node, weight) in zip(nodes, weights) {
      integral += weight * (term(centre - half * node) + term(centre + half * node))
    }
    return integral * half - (slope(high) - slope(low)) / 24
  }

  // Gauss and Legendre's 16 nodes on −1…1; the sign of each is taken both ways.
  private static let nodes: [Double] = [
    0.0950125098376374402, 0.2816035507792589132, 0.4580167776572273863, 0.6178762444026437484,
    0.7554044083550030339, 0.8656312023878317439, 0.9445750230732325761, 0.9894009349916499326,
  ]
  private static let weights: [Double] = [
    0.1894506104550684963, 0.1826034150449235889, 0.1691565193950025382, 0.1495959888165767321,
    0.1246289712555338720, 0.0951585116824927848, 0.0622535239386478929, 0.0271524594117540949,
  ]
}
