import Foundation

/// The most likely curve of a family for a series.
public struct CurveFit: Sendable, Hashable {
  public let curve: GrowthCurve
  /// `Σ y ln F + (n − y) ln(1 − F)` at the curve.
  public let logLikelihood: Double

  /// Searches from the best of a coarse grid of starts, and from an earlier estimate where there is
  /// one; the same series gives the same curve.
  /// - Parameters:
  ///   - start: an estimate for a similar series.
  ///   - starts: how many places of the grid are tried.
  public init(
    _ model: GrowthModel, _ series: AdoptionSeries, near start: GrowthCurve? = nil,
    starts: Int = 5
  ) {
    let likelihood = CurveLikelihood(series: series, model: model)
    let search = CurveSearch(likelihood)
    let grid = Self.grid(model, series).map { (place: $0, value: likelihood.value($0)) }
    var found = grid.sorted { $0.value > $1.value }.prefix(starts).map {
      search.climb(from: $0.place, tolerance: 1e-9, most: 60)
    }
    if let start { found.append(search.climb(from: CurveCoordinates(start).values)) }
    let best = found.max { $0.value < $1.value }!
    let end = search.climb(from: best.place)
    curve = CurveCoordinates(model, end.place).curve
    logLikelihood = end.value
  }

  /// The curve for a series that differs little from the one that `start` was fitted to.
  init(again start: GrowthCurve, _ series: AdoptionSeries) {
    let search = CurveSearch(CurveLikelihood(series: series, model: start.model))
    let end = search.climb(from: CurveCoordinates(start).values, tolerance: 1e-8, most: 40)
    curve = CurveCoordinates(start.model, end.place).curve
    logLikelihood = end.value
  }

  /// Slow to fast, early to late, with ceilings from what was reached to all.
  private static func grid(_ model: GrowthModel, _ series: AdoptionSeries) -> [SIMD3<Double>] {
    let reached = (0..<series.count).map(series.share).max() ?? 0
    let ceilings = Set([min(1, 1.02 * reached), min(1, 1.4 * reached), (1 + reached) / 2, 1])
    let span = series.times.last ?? 0
    let seconds: [Double]
    let thirds: [Double]
    switch model {
    case .bass:
      seconds = [0.0003, 0.002, 0.01, 0.03, 0.1]
      thirds = [0.001, 0.02, 0.06, 0.15, 0.4].map { log($0) }
    case .logistic:
      seconds = [0.03, 0.07, 0.15, 0.3, 0.7]
      thirds = [0, 0.25, 0.5, 0.75, 1, 1.6].map { $0 * span }
    case .gompertz:
      seconds = [0.02, 0.05, 0.1, 0.2, 0.5]
      thirds = [-0.2, 0, 0.25, 0.5, 0.75, 1, 1.6].map { $0 * span }
    }
    return ceilings.sorted().flatMap { ceiling in
      seconds.flatMap { second in thirds.map { SIMD3(max(1e-6, ceiling), log(second), $0) } }
    }
  }
}
