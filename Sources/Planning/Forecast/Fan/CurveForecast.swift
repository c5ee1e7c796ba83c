/// A curve as a forecast: it sets the pace from the observed share on.
///
/// Of those who have not adopted yet, each does so by t with the probability
/// `(F(t) − F(T)) / (1 − F(T))` that the curve gives to one who has waited until T. So the forecast
/// begins where things stand, and not on the curve beside it; it never falls.
struct CurveForecast {
  let curve: GrowthCurve
  let now: Double
  let share: Double

  init(curve: GrowthCurve, series: AdoptionSeries) {
    self.curve = curve
    now = series.times.last!
    share = series.share(series.count - 1)
  }

  /// - Parameter time: months since the release.
  func share(at time: Double) -> Double {
    share + (1 - share) * curve.chance(from: now, to: time)
  }
}
