import Foundation

/// A growth curve as the three numbers in which it is searched: the ceiling, and the shape with
/// rates as logarithms, so that they stay positive.
///
/// | model | first | second | third |
/// |---|---|---|---|
/// | Bass | K | ln p | ln q |
/// | logistic, Gompertz | K | ln rate | midpoint in months |
struct CurveCoordinates: Sendable, Hashable {
  let model: GrowthModel
  var values: SIMD3<Double>

  init(_ model: GrowthModel, _ values: SIMD3<Double>) {
    self.model = model
    self.values = values
  }

  init(_ curve: GrowthCurve) {
    switch curve.shape {
    case .bass(let p, let q): self.init(.bass, SIMD3(curve.ceiling, log(p), log(q)))
    case .logistic(let rate, let midpoint):
      self.init(.logistic, SIMD3(curve.ceiling, log(rate), midpoint))
    case .gompertz(let rate, let midpoint):
      self.init(.gompertz, SIMD3(curve.ceiling, log(rate), midpoint))
    }
  }

  var curve: GrowthCurve { GrowthCurve(ceiling: values.x, shape) }

  private var shape: GrowthCurve.Shape {
    switch model {
    case .bass: .bass(p: exp(values.y), q: exp(values.z))
    case .logistic: .logistic(rate: exp(values.y), midpoint: values.z)
    case .gompertz: .gompertz(rate: exp(values.y), midpoint: values.z)
    }
  }

  /// Between these the search stays. Rates lie between one in a million and three a month: slower
  /// is no spread within a lifetime, faster is a month. A midpoint may lie half a century away.
  static func bounds(_ model: GrowthModel) -> (low: SIMD3<Double>, high: SIMD3<Double>) {
    let (slowest, fastest) = (log(1e-6), log(3.0))
    return switch model {
    case .bass: (SIMD3(1e-6, slowest, slowest), SIMD3(1, fastest, fastest))
    case .logistic, .gompertz: (SIMD3(1e-6, slowest, -600), SIMD3(1, fastest, 600))
    }
  }
}
