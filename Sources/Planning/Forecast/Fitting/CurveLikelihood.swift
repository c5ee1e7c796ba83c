import Foundation

/// How likely a series is under a curve: `ℓ = Σ y ln F(t) + (n − y) ln(1 − F(t))`, the binomial
/// log-likelihood of the counts without its constant.
///
/// Successive counts are of the same Behörden, so ℓ is far from the whole truth about how sure the
/// estimate is; it weights the months as it should, and ``ForecastFan`` measures the rest.
struct CurveLikelihood {
  let series: AdoptionSeries
  let model: GrowthModel

  /// ℓ at a place of the search, its gradient and the expected information
  /// `Σ n/(F(1 − F)) ∂F ∂Fᵀ`, upper triangle.
  struct Slope {
    var value = 0.0
    var gradient = SIMD3<Double>.zero
    var diagonal = SIMD3<Double>.zero
    /// Rows (0, 1), (0, 2), (1, 2).
    var beside = SIMD3<Double>.zero
  }

  /// Shares nearer to 0 or 1 than this count as this: a curve may not be ruled out by one Behörde
  /// too early for it.
  private static let nearest = 1e-12

  func slope(_ place: SIMD3<Double>) -> Slope {
    let curve = CurveCoordinates(model, place).curve
    let ceiling = curve.ceiling
    var slope = Slope()
    for index in 0..<series.count {
      let point = curve.shape.point(series.times[index])
      let share = max(Self.nearest, ceiling * point.reached)
      let rest = max(Self.nearest, 1 - ceiling + ceiling * point.missing)
      let (active, competent) = (series.active[index], series.competent[index])
      slope.value += active * log(share) + (competent - active) * log(rest)
      let changes = SIMD3(
        point.reached, ceiling * point.slopes.0, ceiling * point.slopes.1)
      let force = active / share - (competent - active) / rest
      let weight = competent / (share * rest)
      slope.gradient += force * changes
      slope.diagonal += weight * changes * changes
      slope.beside +=
        weight
        * SIMD3(changes.x * changes.y, changes.x * changes.z, changes.y * changes.z)
    }
    return slope
  }

  func value(_ place: SIMD3<Double>) -> Double {
    let curve = CurveCoordinates(model, place).curve
    var value = 0.0
    for index in 0..<series.count {
      let share = max(Self.nearest, curve.share(at: series.times[index]))
      let rest = max(Self.nearest, curve.rest(at: series.times[index]))
      let active = series.active[index]
      value += active * log(share) + (series.competent[index] - active) * log(rest)
    }
    return value
  }
}
