/// How much more the steps of a series scatter about its curve than Behörden that decide each for
/// itself would.
///
/// `φ = Σ (Δ − e)² / Σ v`, with Δ the Behörden that came between two observations, e as many as the
/// curve expects of those who were left, and v = e(1 − chance) the binomial variance; corrected for
/// the three numbers that were estimated, and at least 1.
enum Overdispersion {
  static func factor(_ series: AdoptionSeries, _ curve: GrowthCurve) -> Double {
    var (squares, variances, steps) = (0.0, 0.0, 0)
    for index in series.times.indices.dropFirst() {
      let chance = curve.chance(from: series.times[index - 1], to: series.times[index])
      let left = max(0, series.competent[index] - series.active[index - 1])
      let variance = left * chance * (1 - chance)
      guard variance > 0 else { continue }
      let difference = series.active[index] - series.active[index - 1] - left * chance
      squares += difference * difference
      variances += variance
      steps += 1
    }
    guard variances > 0, steps > 3 else { return 1 }
    return max(1, squares / variances * Double(steps) / Double(steps - 3))
  }
}
