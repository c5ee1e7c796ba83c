import Domain
import Indicators

/// Futures of a process that its past makes likely: the bootstrap over Kreise.
///
/// Each draw takes one of the curves, the likelier the smaller its error was in the past: which
/// family is the right one, nobody knows. The Kreise are drawn anew with replacement, with their
/// whole histories, and the curve is fitted to their sum: that is how unsure the curve is, Behörden
/// of a Kreis being alike and months being of the same Behörden. From the state of today a path then
/// goes on month by month: those who come are drawn with the mean that the curve expects and the
/// scatter that the past had about its curve (``Overdispersion``), from a gamma distribution.
public struct ForecastFan: Sendable, Hashable {
  public let months: [Month]
  /// `[draw][month]` share of the competent Behörden.
  let paths: [[Double]]
  /// `[month]` the shares of all draws, ascending.
  private let sorted: [[Double]]
  /// The ceilings of the draws, ascending.
  private let ceilings: [Double]

  /// - Parameters:
  ///   - curves: fitted to the panel, with weights.
  ///   - months: those after the last observed one, ascending.
  ///   - label: names the stream of random numbers, with `seed`.
  init(
    _ panel: AdoptionPanel, _ curves: [(curve: GrowthCurve, weight: Double)], months: [Month],
    draws: Int, seed: UInt64, label: String
  ) {
    let series = panel.series
    let times = [series.times.last!] + months.map(panel.time)
    let (share, competent) = (series.share(series.count - 1), series.competent.last!)
    let scatters = curves.map { Overdispersion.factor(series, $0.curve) }
    let weights = curves.map(\.weight)
    var paths: [[Double]] = []
    var ceilings: [Double] = []
    for draw in 0..<draws {
      var random = Random(seed: seed, "forecast " + label, draw)
      let choice = random.weighted(weights)
      let scatter = scatters[choice]
      let resampled = Self.resampled(panel, &random)
      let fit = CurveFit(again: curves[choice].curve, resampled).curve
      ceilings.append(fit.ceiling)
      var left = 1 - share
      paths.append(
        zip(times, times.dropFirst()).map { start, end in
          let chance = fit.chance(from: start, to: end)
          let mean = left * chance
          if mean > 1e-12 {
            let variance = mean * max(1 - chance, 1e-3) * scatter / competent
            left = max(0, left - GammaDraw.next(mean: mean, variance: variance, &random))
          }
          return 1 - left
        })
    }
    self.months = months
    self.paths = paths
    self.ceilings = ceilings.sorted()
    sorted = months.indices.map { month in paths.map { $0[month] }.sorted() }
  }

  private static func resampled(_ panel: AdoptionPanel, _ random: inout Random) -> AdoptionSeries {
    var weights = [Int](repeating: 0, count: panel.groups.count)
    for _ in panel.groups { weights[random.index(panel.groups.count)] += 1 }
    return panel.series(weights: weights)
  }

  /// The share that a `level` of the draws does not exceed, by month.
  /// - Precondition: 0 < level ≤ 1.
  public func quantile(_ level: Double) -> [Double] { sorted.map { $0[place(level)] } }

  /// The first month in which a `level` of the draws has reached a share; `nil`: not within the
  /// months.
  public func month(reaching target: Double, level: Double) -> Month? {
    let firsts = paths.map { path in path.firstIndex { $0 >= target - 1e-12 } ?? .max }.sorted()
    let index = firsts[place(level)]
    return index < months.count ? months[index] : nil
  }

  /// The ceiling of the curve that a `level` of the draws does not exceed.
  public func ceiling(_ level: Double) -> Double { ceilings[place(level)] }

  private func place(_ level: Double) -> Int { NearestRank.place(level, of: paths.count) }
}
