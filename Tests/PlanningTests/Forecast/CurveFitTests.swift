import Domain
import Planning
import TestSupport
import Testing

@Suite struct CurveFitTests {
  @Test func `a Bass curve is the one of its formula`() {
    let curve = GrowthCurve(ceiling: 0.9, .bass(p: 0.01, q: 0.1))
    // (1 − e^{−1.1}) / (1 + 10 e^{−1.1}) · 0.9 after ten months.
    #expect(abs(curve.share(at: 10) - 0.9 * 0.667128916 / 4.328710837) < 1e-9)
    #expect(curve.share(at: 0) == 0)
    #expect(curve.rest(at: 0) == 1)
  }

  @Test(arguments: GrowthModel.allCases)
  func `every curve rises to its ceiling and never falls`(model: GrowthModel) {
    for seed in 1...200 as ClosedRange<UInt64> {
      var random = Random(seed: seed, "monotone")
      let curve = RandomSpread.curve(model, &random)
      let shares = (0...600).map { curve.share(at: Double($0)) }
      #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 }, "seed \(seed)")
      #expect(shares.allSatisfy { $0 >= 0 && $0 <= curve.ceiling }, "seed \(seed)")
      #expect(abs(shares.last! - curve.ceiling) < 1e-3, "seed \(seed)")
      for time in [1.0, 20, 60] {
        #expect(abs(curve.share(at: time) + curve.rest(at: time) - 1) < 1e-12, "seed \(seed)")
      }
    }
  }

  @Test(arguments: GrowthModel.allCases)
  func `without noise the curve is found again`(model: GrowthModel) {
    for seed in 1...60 as ClosedRange<UInt64> {
      var random = Random(seed: seed, "recovered")
      let truth = RandomSpread.curve(model, &random)
      let series = RandomSpread.exact(truth, months: 72, of: 1000)
      let found = CurveFit(model, series).curve
      for time in stride(from: 0.0, through: 120, by: 6) {
        let difference = abs(found.share(at: time) - truth.share(at: time))
        #expect(difference < 1e-4, "seed \(seed), month \(time)")
      }
      let (a, b) = (parameters(found), parameters(truth))
      for (mine, true_) in zip(a, b) {
        #expect(abs(mine - true_) < 0.01 * max(1e-3, abs(true_)), "seed \(seed): \(a), \(b)")
      }
    }
  }

  private func parameters(_ curve: GrowthCurve) -> [Double] {
    switch curve.shape {
    case .bass(let p, let q): [curve.ceiling, p, q]
    case .logistic(let rate, let midpoint), .gompertz(let rate, let midpoint):
      [curve.ceiling, rate, midpoint]
    }
  }

  @Test func `what cannot be estimated is said and never traps`() {
    func series(_ active: [Double], of competent: Double = 100) -> AdoptionSeries {
      AdoptionSeries(
        times: active.indices.map { Double($0) + 0.5 }, active: active,
        competent: active.map { _ in competent })
    }
    let hopeless: [(AdoptionSeries, FitObstacle)] = [
      (AdoptionSeries(times: [], active: [], competent: []), .fewAuthorities),
      (series([1, 2, 3, 4, 5, 6, 7], of: 19), .fewAuthorities),
      (series([0, 0, 0, 0, 0, 0, 0]), .nobody), (series([1, 5, 9]), .short),
      (series([30, 30, 30, 30, 30, 30, 30]), .flat),
      (series([100, 100, 100, 100, 100, 100]), .atOnce),
      (series([60, 50, 40, 30, 20, 10, 5]), .falling),
      (series([0, 10, 80, 70, 60, 50, 45]), .falling),
    ]
    for (series, obstacle) in hopeless {
      #expect(FitObstacle(series) == obstacle)
      guard series.count > 0 else { continue }
      // A curve that is asked for all the same is some curve.
      for model in GrowthModel.allCases {
        let share = CurveFit(model, series).curve.share(at: 50)
        #expect(share >= 0 && share <= 1, "\(obstacle), \(model)")
      }
    }
    #expect(FitObstacle(series([0, 0, 1, 2, 4, 8, 16])) == nil)
    #expect(FitObstacle(series([0, 100, 100, 100, 100, 100])) == nil)
  }

  @Test func `the line goes on as in the last six months, within 0 and 1`() {
    let steady = AdoptionSeries(
      times: (1...12).map(Double.init), active: (1...12).map { Double($0 * $0) },
      competent: [Double](repeating: 200, count: 12))
    // (144 − 36) / 200 / 6 a month, from 0.72.
    #expect(abs(NaiveLine(steady).share(ahead: 1) - 0.81) < 1e-12)
    #expect(NaiveLine(steady).share(ahead: 12) == 1)
    let falling = AdoptionSeries(times: [0, 3], active: [40, 10], competent: [100, 100])
    #expect(abs(NaiveLine(falling).share(ahead: 0.5) - 0.05) < 1e-12)
    #expect(NaiveLine(falling).share(ahead: 9) == 0)
    #expect(NaiveLine(falling.upTo(0)).share(ahead: 9) == 0.4)
  }

  @Test(
    .enabled(if: PythonJudge.python != nil, "scipy cannot be had (Scripts/judges)"))
  func `scipy finds no curve that is more likely`() throws {
    var cases: [(name: String, model: GrowthModel, series: AdoptionSeries)] = []
    for model in GrowthModel.allCases {
      for seed in 1...25 as ClosedRange<UInt64> {
        var random = Random(seed: seed, "judged " + model.rawValue)
        let truth = RandomSpread.curve(random.pick(GrowthModel.allCases), &random)
        let months = random.number(8...70)
        let series = RandomSpread.counts(
          truth, months: months, of: random.pick([44, 300, 1100]), &random)
        if FitObstacle(series) == nil { cases.append(("\(model), seed \(seed)", model, series)) }
      }
    }
    let answers = try ForecastJudge.answers(
      cases.map {
        ForecastJudge.Case(
          model: $0.model.rawValue, times: $0.series.times, active: $0.series.active,
          competent: $0.series.competent)
      })
    #expect(cases.count > 50)
    for (one, answer) in zip(cases, answers) {
      let own = CurveFit(one.model, one.series)
      #expect(
        own.logLikelihood > answer.value - 1e-6 * abs(answer.value),
        "\(one.name): \(own), scipy \(answer)")
      // Where scipy found the same height, the curves are the same over what was observed.
      if abs(own.logLikelihood - answer.value) < 1e-9 * abs(answer.value) {
        #expect(abs(own.curve.ceiling - answer.place[0]) < 0.05, "\(one.name)")
      }
    }
  }
}
