/// From a start uphill to the most likely curve: Fisher scoring, damped by Levenberg's and
/// Marquardt's rule, within bounds.
///
/// A coordinate that is held at its bound by the gradient rests; the others make the step. Each
/// step gains, so that the search ends wherever it starts: on a ridge (a ceiling that the data do
/// not tell) it stops on the ridge.
struct CurveSearch {
  let likelihood: CurveLikelihood
  private let low: SIMD3<Double>
  private let high: SIMD3<Double>

  init(_ likelihood: CurveLikelihood) {
    self.likelihood = likelihood
    (low, high) = CurveCoordinates.bounds(likelihood.model)
  }

  /// - Parameters:
  ///   - tolerance: the search ends when a hardly damped step gains less than this, relative to ℓ.
  ///   - most: steps at most.
  func climb(
    from start: SIMD3<Double>, tolerance: Double = 1e-13, most: Int = 300
  ) -> (place: SIMD3<Double>, value: Double) {
    var place = held(start)
    var slope = likelihood.slope(place)
    var damping = 1e-3
    for _ in 0..<most {
      let isFree = free(place, slope.gradient)
      guard any(isFree), damping < 1e12 else { break }
      guard let step = Self.step(slope, isFree, damping: damping) else {
        damping *= 10
        continue
      }
      let next = held(place + step)
      let there = likelihood.slope(next)
      let gain = there.value - slope.value
      guard gain > 0 else {
        damping *= 10
        continue
      }
      (place, slope) = (next, there)
      if gain < tolerance * (1 + abs(slope.value)) && damping < 1 { break }
      damping = max(1e-12, damping / 10)
    }
    return (place, slope.value)
  }

  private func held(_ place: SIMD3<Double>) -> SIMD3<Double> {
    place.clamped(lowerBound: low, upperBound: high)
  }

  /// Coordinates that the gradient does not press against their bound.
  private func free(
    _ place: SIMD3<Double>, _ gradient: SIMD3<Double>
  ) -> SIMDMask<SIMD3<Int64>> {
    .!(((place .<= low) .& (gradient .<= 0)) .| ((place .>= high) .& (gradient .>= 0)))
  }

  /// Solves `(I + λ diag I) δ = g` over the free coordinates by Cholesky's decomposition.
  /// - Returns: `nil` where rounding leaves the matrix not positive.
  private static func step(
    _ slope: CurveLikelihood.Slope, _ isFree: SIMDMask<SIMD3<Int64>>, damping: Double
  ) -> SIMD3<Double>? {
    // A coordinate that rests has an equation of its own, δ = 0.
    let force = slope.gradient.replacing(with: 0, where: .!isFree)
    let diagonal = (slope.diagonal * (1 + damping) + 1e-12).replacing(with: 1, where: .!isFree)
    func beside(_ value: Double, _ row: Int, _ column: Int) -> Double {
      isFree[row] && isFree[column] ? value : 0
    }
    let (b, c) = (beside(slope.beside.x, 0, 1), beside(slope.beside.y, 0, 2))
    let e = beside(slope.beside.z, 1, 2)
    let x = diagonal.x.squareRoot()
    let (bx, cx) = (b / x, c / x)
    let y = (diagonal.y - bx * bx).squareRoot()
    let ey = (e - bx * cx) / y
    let z = (diagonal.z - cx * cx - ey * ey).squareRoot()
    let first = force.x / x
    let second = (force.y - bx * first) / y
    let third = (force.z - cx * first - ey * second) / z / z
    let middle = (second - ey * third) / y
    let step = SIMD3((first - bx * middle - cx * third) / x, middle, third)
    return step.x.isFinite && step.y.isFinite && step.z.isFinite ? step : nil
  }
}
