import Domain
import Foundation
import Indicators

/// Draws from the standard normal distribution.
enum NormalDraw {
  static func next(_ random: inout Random) -> Double {
    // Of the 2⁵² values none is 0 or 1.
    NormalDistribution.quantile((Double(random.next() >> 12) + 0.5) * 0x1p-52)
  }
}

/// Draws from the gamma distribution with a mean and a variance (Marsaglia & Tsang 2000).
enum GammaDraw {
  /// - Precondition: both positive.
  static func next(mean: Double, variance: Double, _ random: inout Random) -> Double {
    precondition(mean > 0 && variance > 0, "a gamma distribution with \(mean), \(variance)")
    let shape = mean * mean / variance
    let scale = variance / mean
    // Below 1 from the distribution one higher, times U^(1/shape).
    let d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = NormalDraw.next(&random)
      let root = 1 + c * x
      guard root > 0 else { continue }
      let cube = root * root * root
      let u = 1 - random.unit()
      guard log(u) < x * x / 2 + d - d * cube + d * log(cube) else { continue }
      let draw = scale * d * cube
      return shape < 1 ? draw * pow(1 - random.unit(), 1 / shape) : draw
    }
  }
}
