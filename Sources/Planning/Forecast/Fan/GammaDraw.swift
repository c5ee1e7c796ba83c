import Domain
import Foundation
import Indicators

extension Random {
  /// A draw from the standard normal distribution.
  mutating func normal() -> Double {
    // Of 2⁵³ values none is 0 or 1.
    NormalDistribution.quantile((Double(next() >> 12) + 0.5) * 0x1p-52)
  }

  /// A draw from the gamma distribution with a mean and a variance (Marsaglia & Tsang 2000).
  /// - Precondition: both positive.
  mutating func gamma(mean: Double, variance: Double) -> Double {
    precondition(mean > 0 && variance > 0, "a gamma distribution with \(mean), \(variance)")
    let shape = mean * mean / variance
    let scale = variance / mean
    // Below 1 from the distribution one higher, times U^(1/shape).
    let raised = shape < 1 ? shape + 1 : shape
    let d = raised - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let cube = root * root * root
      let u = 1 - unit()
      guard log(u) < x * x / 2 + d - d * cube + d * log(cube) else { continue }
      let draw = scale * d * cube
      return shape < 1 ? draw * pow(1 - unit(), 1 / shape) : draw
    }
  }
}
