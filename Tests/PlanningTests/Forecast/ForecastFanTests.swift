import Domain
import Planning
import Testing

@Suite struct ForecastFanTests {
  private func panel(_ seed: UInt64, months: Int = 40) -> AdoptionPanel {
    var random = Random(seed: seed, "panel")
    let curve = GrowthCurve(ceiling: 0.8, .bass(p: 0.004, q: 0.14))
    return RandomSpread.panel(curve, months: months, kreise: 44, size: 20, &random)
  }

  private func forecast(
    _ panel: AdoptionPanel, horizon: Int = 24, draws: Int = 100, seed: UInt64 = 1
  ) -> AdoptionForecast {
    AdoptionForecast(
      panel, process: "p", label: "p",
      AdoptionForecast.Settings(horizon: horizon, draws: draws, seed: seed))
  }

  /// A spread whose forecast is better than the naive line.
  private func shownPanel(months: Int) throws -> AdoptionPanel {
    try #require((1...40).lazy.map { panel($0, months: months) }.first { forecast($0).isShown })
  }

  @Test func `the same seed draws the same futures, another seed others`() throws {
    let panel = try shownPanel(months: 40)
    let (one, again) = (forecast(panel), forecast(panel))
    #expect(one == again)
    #expect(one.isShown)
    #expect(forecast(panel, seed: 2).p90 != one.p90)
    #expect(forecast(panel, seed: 2).naive == one.naive)
  }

  @Test func `a fan begins where things stand, opens, and never falls`() {
    for seed in 1...12 as ClosedRange<UInt64> {
      let forecast = self.forecast(panel(seed, months: 25 + Int(seed)))
      guard let fan = forecast.fan else { continue }
      let now = forecast.panel.series.share(forecast.panel.months.count - 1)
      for level in [0.025, 0.1, 0.5, 0.9, 0.975] {
        let line = [now] + fan.quantile(level)
        #expect(zip(line, line.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 }, "seed \(seed)")
        #expect(line.allSatisfy { $0 <= 1 }, "seed \(seed)")
      }
      let widths = zip(forecast.p10, forecast.p90).map { $1 - $0 }
      #expect(widths[0] < widths[11], "seed \(seed)")
      for (low, middle, high) in zip3(forecast.p10, forecast.p50, forecast.p90) {
        #expect(low <= middle && middle <= high, "seed \(seed)")
      }
    }
  }

  @Test func `a target is reached when the futures say so, or has been, or is beyond`() throws {
    let forecast = self.forecast(try shownPanel(months: 22), horizon: 36)
    let fan = try #require(forecast.fan)
    let target = fan.quantile(0.5)[11]
    guard case .expected(let p10, let p50, let p90) = forecast.arrival(at: target) else {
      Issue.record("no expectation")
      return
    }
    #expect(p50 == forecast.months[11])
    #expect(p10! <= p50!)
    #expect(p90.map { $0 >= p50! } ?? true)
    #expect(forecast.arrival(at: 0.999) == .expected(p10: nil, p50: nil, p90: nil))
    let series = forecast.panel.series
    let before = series.times.indices.first { series.share($0) >= 0.1 }!
    #expect(forecast.arrival(at: 0.1) == .observed(forecast.panel.months[before]))
  }

  @Test func `where the line is not beaten there is no fan`() {
    // A straight line is what the naive forecast is made for.
    let released = Day("2020-01-01")!
    let straight = AdoptionPanel(
      released: released, months: (0..<40).map { released.month + $0 },
      groups: (0..<10).map { kreis in
        AdoptionPanel.Group(
          key: "\(kreis)", active: (0..<40).map { $0 * 2 },
          competent: [Int](repeating: 400, count: 40))
      })
    let forecast = self.forecast(straight)
    #expect(!forecast.isShown)
    #expect(forecast.p50.isEmpty)
    #expect(forecast.naive.count == 24)
    #expect(forecast.arrival(at: 0.5) == nil)
  }

  @Test func `an origin knows nothing of what comes after it`() {
    let whole = panel(5)
    let (long, short) = (
      ForecastContest(whole.series), ForecastContest(whole.series.upTo(30))
    )
    let known = long.trials.filter { $0.target <= 30 }
    #expect(!known.isEmpty)
    #expect(known == short.trials)
    // The mean error is the plain mean over all trials.
    let errors = long.trials.map { abs($0.forecasts[.bass]! - $0.observed) }
    #expect(abs(long.errors[.bass]! - errors.reduce(0, +) / Double(errors.count)) < 1e-12)
  }

  @Test func `the 80 % band holds in 70 to 90 % of simulated futures`() {
    let study = ForecastStudy(curves: 60, draws: 120, seed: 20)
    print(study.text)
    #expect(study.shown >= 20)
    #expect((0.7...0.9).contains(study.total.share80), "\(study.text)")
    #expect(study.total.share95 >= 0.85, "\(study.text)")
  }

  private func zip3(
    _ a: [Double], _ b: [Double], _ c: [Double]
  ) -> [(Double, Double, Double)] {
    zip(a, zip(b, c)).map { ($0, $1.0, $1.1) }
  }
}
