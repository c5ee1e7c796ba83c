import Domain
import Planning
import TestSupport
import Testing

@Suite struct PortfolioRuleTests {
  private func candidate(
    _ id: String, _ value: Int64, _ euros: Int64, care: Int64 = 0, needs: [String] = [],
    group: String? = nil, field: String? = nil
  ) -> PortfolioCandidate {
    PortfolioCandidate(
      id: id, value: ExactDecimal(digits: value), costCents: euros * 100, careCents: care * 100,
      dependsOn: needs, alternativeGroup: group, themenfeld: field)
  }

  private func problem(
    _ candidates: [PortfolioCandidate], budgets: [Int64], carryOver: PortfolioMoney.CarryOver,
    policy: SharePolicy = .municipalFirst, minimums: [String: Int] = [:]
  ) -> PortfolioProblem {
    PortfolioProblem(
      candidates: candidates,
      money: PortfolioMoney(
        firstYear: 2027, budgetsCents: budgets.map { $0 * 100 }, policy: policy,
        carryOver: carryOver),
      minimums: minimums)
  }

  @Test func `the Kommunen's unspent part moves into the next year, the Land's part lapses`() throws
  {
    let candidates = [candidate("a", 1, 1_000_000), candidate("b", 5, 3_400_000, needs: ["a"])]
    let limits = try PortfolioMoney.CarryOver.allCases.map { carryOver in
      try Portfolio.solve(
        problem(candidates, budgets: [3_000_000, 3_000_000], carryOver: carryOver)
      ).years.map(\.limitCents)
    }
    #expect(limits[0] == [300_000_000, 300_000_000])
    #expect(limits[1] == [300_000_000, 350_000_000])
    #expect(limits[2] == [300_000_000, 500_000_000])
    let plan = try Portfolio.solve(
      problem(candidates, budgets: [3_000_000, 3_000_000], carryOver: .municipalShare))
    #expect(plan.years.map(\.chosen) == [["a"], ["b"]])
    #expect(plan.years.map(\.shares.municipalCents) == [100_000_000, 200_000_000])
    #expect(plan.years.map(\.shares.landCents) == [0, 140_000_000])
    #expect(plan.years.map(\.carryOverCents) == [50_000_000, 0])
  }

  @Test func `care is paid by the years after`() throws {
    let candidates = [candidate("a", 5, 60, care: 50), candidate("b", 5, 60)]
    let plan = try Portfolio.solve(problem(candidates, budgets: [100, 100], carryOver: .nothing))
    #expect(plan.years.map(\.chosen) == [["b"], ["a"]])
    #expect(plan.value == ExactDecimal(digits: 10))
  }

  @Test func `a circle of dependencies is named`() {
    let circle = [
      candidate("a", 1, 1, needs: ["b"]), candidate("b", 1, 1, needs: ["c"]),
      candidate("c", 1, 1, needs: ["a"]),
    ]
    #expect(fault(problem(circle, budgets: [10], carryOver: .nothing)).contains("a → b → c → a"))
  }

  @Test func `contradictions are named`() {
    let pair = [
      candidate("own", 1, 1, group: "g"), candidate("efa", 1, 1, needs: ["own"], group: "g"),
    ]
    #expect(fault(problem(pair, budgets: [10], carryOver: .nothing)).contains("group g"))
    let lost = [candidate("base", 1, 1), candidate("b", 1, 1, needs: ["bose"])]
    #expect(fault(problem(lost, budgets: [10], carryOver: .nothing)).contains("mean \"base\"?"))
    let fields = [
      candidate("a", 1, 6, field: "Bauen"), candidate("b", 1, 6, field: "Umwelt"),
      candidate("c", 1, 1, field: "Reisen"),
    ]
    let text = fault(
      problem(
        fields, budgets: [10], carryOver: .nothing,
        minimums: ["Bauen": 1, "Reisen": 1, "Umwelt": 1]))
    #expect(text.contains("at least 1 of Bauen, at least 1 of Umwelt."))
    #expect(!text.contains("Reisen"))
    #expect(
      fault(problem(fields, budgets: [10], carryOver: .nothing, minimums: ["Bauen": 2]))
        .contains("at most 1"))
  }

  @Test func `an ended time limit gives the best plan so far and its gap`() throws {
    let problem = RandomPortfolio.problem(seed: 77, count: 60...60, years: 3...3)
    let plan = try Portfolio.solve(problem, expired: { true })
    #expect(plan.gap.digits >= 0)
    #expect(plan.optimal == (plan.gap.digits == 0))
    let judge = EveryAssignment(problem)
    #expect(judge.isFeasible(judge.assignment(plan)))
  }

  @Test func `the same problem gives the same plan`() throws {
    for seed in UInt64(5000)..<5010 {
      let problem = RandomPortfolio.problem(seed: seed, count: 10...16, years: 2...3)
      let plans = (0..<2).map { _ in try? Portfolio.solve(problem) }
      #expect(plans[0] == plans[1], "seed \(seed)")
    }
  }

  @Test func `regret is what the opposite fate costs`() throws {
    let candidates = [candidate("a", 9, 60), candidate("b", 6, 60), candidate("c", 3, 40)]
    let problem = problem(candidates, budgets: [100], carryOver: .nothing)
    let plan = try Portfolio.solve(problem)
    #expect(plan.chosen == ["a", "c"])
    let regrets = try Portfolio.regrets(problem, plan: plan)
    #expect(regrets.map(\.lost?.digits) == [3, 3, 3])
    #expect(regrets.map(\.isChosen) == [true, false, true])
    let frontier = try Portfolio.frontier(problem, budgetsCents: [[3_000], [6_000], [16_000]])
    #expect(frontier.map(\.value.digits) == [0, 9, 18])
    let draws = [[9, 6, 3], [1, 6, 3], [1, 2, 1]].map { values in
      Portfolio.Draw(
        values: values.map { ExactDecimal(digits: $0) }, costsCents: [6_000, 6_000, 4_000])
    }
    let frequency = try Portfolio.frequency(problem, draws: draws)
    #expect(frequency.chosenCounts == ["a": 1, "b": 2, "c": 3])
    #expect(frequency.planCount == 3 && frequency.unprovenCount == 0)
  }

  @Test func `values are read strictly and printed as they are`() {
    #expect(ExactDecimal("12.50") == ExactDecimal(digits: 125, scale: 1))
    #expect(ExactDecimal("-0.05")?.description == "-0.05")
    for text in ["", "-", ".5", "5.", "1e3", "+1", "0x1", "nan", " 1", "1,5", "1.2.3"] {
      #expect(ExactDecimal(text) == nil, "\(text)")
    }
  }

  private func fault(_ problem: PortfolioProblem) -> String {
    do {
      _ = try Portfolio.solve(problem)
      return "no fault"
    } catch { return "\(error)" }
  }
}
