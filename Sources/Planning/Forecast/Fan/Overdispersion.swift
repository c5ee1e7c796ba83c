/// How much more the steps of a series scatter about its curve than Behörden that decide each for
/// itself would.
///
/// `φ = Σ (Δ − e)² / Σ v`, with Δ the Behörden that came between two observations, e as many as the
/// curve expects of those who were left, and v = e(1 − chance) the binomial variance; corrected for
/// the three numbers that were estimated, and at least 1.
enum Overdispersion {
  /// The largest over steps of one, three and six observations: where a spread stays ahead of its
  /// curve or behind it for a while, the longer ones tell.
  static func factor(_ series: AdoptionSeries, _ curve: GrowthCurve) -> Double {
    [1, 3, 6].map { factor(series, curve, span: $0) }.max()!
  }

  private static func factor(
    _ series: AdoptionSeries, _ curve: GrowthCurve, span: Int
  ) -> Double {
    var (squares, variances, steps) = (0.0, 0.0, 0)
    for index in series.times.indices.dropFirst(span) {
      let before = index - span
      let chance = curve.chance(from: series.times[before], to: series.times[index])
      let left = max(0, series.competent[index] - series.active[before])
      let variance = left * chance * (1 - chance)
      guard variance > 0 else { continue }
      let difference = series.active[index] - series.active[before] - left * chance
      squares += difference * difference
      variances += variance
      steps += 1
    }
    guard variances > 0, steps > 3 * span else { return 1 }
    return max(1, squares / variances * Double(steps) / Double(steps - 3))
  }
}
