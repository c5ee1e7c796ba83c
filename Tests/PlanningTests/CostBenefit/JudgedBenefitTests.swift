import Domain
import Planning
import TestSupport
import Testing

/// Distributions, capital values and whole simulations beside scipy and numpy.
@Suite(
  .enabled(
    if: PythonJudge.python != nil,
    "the libraries that judge cost-benefit cannot be had (Scripts/judges)"))
struct JudgedBenefitTests {
  private static let probabilities = [0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999]

  @Test func `a PERT has the quantiles of its beta distribution, and so has its table`() throws {
    var dice = SeededGenerator(seed: 11)
    let perts = (0..<60).map { index -> Pert in
      let low = Double.random(in: -1_000...1_000, using: &dice)
      let width = Double.random(in: 0.001...10_000, using: &dice)
      let place =
        [0, 1, 0.5].indices.contains(index)
        ? [0, 1, 0.5][index] : Double.random(in: 0...1, using: &dice)
      return Pert(low: low, mode: low + place * width, high: low + width)
    }
    let answers = try BenefitJudge.answers(
      perts.map {
        .init(kind: "pert", input: ["pert": [$0.low, $0.mode, $0.high], "p": Self.probabilities])
      })
    for (pert, answer) in zip(perts, answers) {
      let table = QuantileTable(pert)
      let width = pert.high - pert.low
      #expect(abs(pert.mean - answer["mean"]![0]) < 1e-9 * width, "\(pert)")
      for (probability, quantile) in zip(Self.probabilities, answer["quantile"]!) {
        #expect(abs(pert.quantile(probability) - quantile) < 1e-9 * width, "\(pert) \(probability)")
        // Straight lines between 2,048 quantiles are coarse only where hardly anything is drawn.
        let coarse = probability < 0.005 || probability > 0.995 ? 5e-3 : 5e-5
        #expect(abs(table[probability] - quantile) < coarse * width, "\(pert) \(probability)")
      }
    }
  }

  @Test func `a lognormal count has its quantiles`() throws {
    let counts = [(1.0, 0.05), (1_800, 0.25), (1e6, 0.6), (12, 0)].map {
      Lognormal(median: $0.0, spread: $0.1)
    }
    let answers = try BenefitJudge.answers(
      counts.map {
        .init(
          kind: "lognormal", input: ["count": [$0.median, $0.spread], "p": Self.probabilities])
      })
    for (count, answer) in zip(counts, answers) {
      let table = QuantileTable(count)
      for (probability, quantile) in zip(Self.probabilities, answer["quantile"]!) {
        let coarse = probability < 0.005 || probability > 0.995 ? 5e-3 : 1e-4
        #expect(abs(table[probability] / quantile - 1) < coarse, "\(count) \(probability)")
      }
    }
  }

  @Test func `the rank correlation is Spearman's, ties and all`() throws {
    var dice = SeededGenerator(seed: 12)
    let lists = (0..<80).map { index -> ([Double], [Double]) in
      let size = Int.random(in: 3...60, using: &dice)
      let top = index % 2 == 0 ? 4 : 1_000_000
      let a = (0..<size).map { _ in Double(Int.random(in: 0...top, using: &dice)) }
      let b = a.map { $0 + Double(Int.random(in: 0...top, using: &dice)) }
      return (a, b)
    }.filter { Set($0.0).count > 1 && Set($0.1).count > 1 }
    let answers = try BenefitJudge.answers(
      lists.map { .init(kind: "spearman", input: ["a": $0.0, "b": $0.1]) })
    for (lists, answer) in zip(lists, answers) {
      let own = try #require(RankCorrelation.spearman(lists.0, lists.1))
      #expect(abs(own - answer["correlation"]![0]) < 1e-12)
    }
    #expect(RankCorrelation.spearman([1, 1, 1], [1, 2, 3]) == nil)
  }

  @Test func `capital value, annuity and payback are those of the sums written out`() throws {
    var dice = SeededGenerator(seed: 13)
    func amount(_ most: Double) -> Double { Double.random(in: 0...most, using: &dice) }
    let cases = (0..<200).map { index in
      let rate = index % 4 == 0 ? 0 : amount(0.1)
      let years = (0...Int.random(in: 1...12, using: &dice)).map { year in
        CashFlow.Year(
          benefitBudget: year == 0 ? 0 : amount(900), benefitOther: year == 0 ? 0 : amount(900),
          costBudget: amount(year == 0 ? 6_000 : 500), costOther: amount(100))
      }
      return (rate: rate, flow: CashFlow(years: years))
    }
    let answers = try BenefitJudge.answers(
      cases.map { rate, flow in
        .init(
          kind: "capital_value",
          input: [
            "rate": [rate, 0.1, 0.2], "benefit_budget": flow.years.map(\.benefitBudget),
            "benefit_other": flow.years.map(\.benefitOther),
            "cost_budget": flow.years.map(\.costBudget), "cost_other": flow.years.map(\.costOther),
          ])
      })
    for ((rate, flow), answer) in zip(cases, answers) {
      let value = CapitalValue(flow, rate: rate)
      let risky = CapitalValue(flow, rate: rate, costSurcharge: 0.1, benefitDeduction: 0.2)
      let own = [
        value.budgetEffective, value.notBudgetEffective, value.annuity, value.paybackYears ?? -1,
        risky.total,
      ]
      for (mine, theirs) in zip(own, answer["value"]!) { #expect(abs(mine - theirs) < 1e-6) }
    }
  }

  /// The twin draws by itself, so the two agree as far as 4,000 and 200,000 draws can.
  @Test(arguments: 1...3)
  func `a simulation has the quantiles of an independent one`(seed: UInt64) throws {
    let random = try RandomBenefit(seed: seed, cases: 9)
    let drawn = random.draws(threads: 2)
    let answers = try BenefitJudge.answers(random.cases.map { random.question($0) })
    for ((benefit, draws), answer) in zip(zip(random.cases, drawn), answers) {
      for (own, name) in [
        (DrawSummary(draws.capitalValues), "capital_value"),
        (DrawSummary(draws.citizenHours), "citizen_hours"),
        (DrawSummary(draws.administrationEuros), "administration"),
      ] {
        let judged = answer[name]!
        let width = judged[2] - judged[0]
        for (mine, theirs) in zip([own.p5, own.p50, own.p95], judged) {
          #expect(abs(mine - theirs) <= 0.08 * width, "seed \(seed), \(benefit.id), \(name)")
        }
        #expect(abs(own.positive - judged[3]) < 0.035, "seed \(seed), \(benefit.id), \(name)")
      }
    }
  }
}

extension RandomBenefit {
  /// A case as numbers, for the judge.
  func question(_ benefit: BenefitCase) -> BenefitJudge.Question {
    let (settings, leistungen) = (model.facts.settings, model.leistungen(of: benefit))
    func pert(_ pert: Pert) -> [Double] { [pert.low, pert.mode, pert.high] }
    func sum(_ figure: (LeistungInputs) -> Double) -> [Double] { leistungen.map(figure) }
    return .init(
      kind: "simulation",
      input: [
        "rate": [settings.rate], "minutes": pert(settings.minutes), "wages": pert(settings.wages),
        "take_up": pert(settings.takeUp), "care_factor": pert(settings.care),
        "making": pert(benefit.costs.making), "care": [benefit.costs.care],
        "shares": (1...settings.horizon).map { benefit.path.share(inYear: $0) },
        "effect": [benefit.effect, benefit.isExtension ? 1 : 0, benefit.connected],
        "current": sum(\.cases.digitalShare), "cases": sum(\.cases.total),
        "spread": sum { $0.cases.spread(reported: 0.05, estimated: 0.25) },
        "before": sum { $0.before.time.reduce(0, +) },
        "digital": sum { $0.digital.time.reduce(0, +) },
        "retyping": sum { $0.retyping.time.reduce(0, +) },
        "material": sum { $0.before.material.reduce(0, +) - $0.digital.material.reduce(0, +) },
        "citizen_before": sum(\.applicantsBefore.citizenMinutes),
        "citizen_digital": sum(\.applicantsDigital.citizenMinutes),
      ])
  }
}
