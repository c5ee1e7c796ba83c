import Domain
import Planning
import TestSupport
import Testing

/// Families of portfolios that are known to be hard to prove.
@Suite struct PortfolioFamilyTests {
  /// 400 candidates, each worth so many EUR more than it costs, some with a need, some alternatives.
  private func problem(
    worthMore euros: Int64, seed: UInt64, years: Int = 1, hasMinimum: Bool = false
  ) -> PortfolioProblem {
    var random = SeededGenerator(seed: seed)
    let candidates = (0..<400).map { index -> PortfolioCandidate in
      let cost = Int64.random(in: 5_000...100_000, using: &random)
      var candidate = PortfolioCandidate(
        id: "k\(index)", value: ExactDecimal(digits: max(1, cost + euros)), costCents: cost * 100)
      if index > 0, Int.random(in: 0..<100, using: &random) < 15 {
        candidate.dependsOn = ["k\(Int.random(in: 0..<index, using: &random))"]
      } else if Int.random(in: 0..<100, using: &random) < 15 {
        candidate.alternativeGroup = "g\(Int.random(in: 0..<40, using: &random))"
      }
      if hasMinimum { candidate.themenfeld = "t\(index % 8)" }
      return candidate
    }
    return PortfolioProblem(
      candidates: candidates,
      money: PortfolioMoney(
        firstYear: 2026, budgetsCents: Array(repeating: 100_000_000, count: years),
        policy: .municipalFirst, carryOver: .municipalShare, carryInCents: 0),
      minimums: hasMinimum ? ["t1": 3] : [:])
  }

  private func prove(_ problem: PortfolioProblem, _ name: String) throws {
    let plan = try Portfolio.solve(problem)
    #expect(plan.optimal, "\(name): \(plan.value), bound \(plan.bound)")
    let judge = EveryAssignment(problem)
    #expect(judge.isFeasible(judge.assignment(plan)), "\(name)")
    #expect(judge.value(judge.assignment(plan)) == EveryAssignment.hundredths(plan.value))
  }

  @Test(arguments: UInt64(25)...30)
  func `a year of candidates that are worth a constant more is proven`(seed: UInt64) throws {
    try prove(problem(worthMore: 10_000, seed: seed), "seed \(seed)")
  }

  @Test(arguments: UInt64(1)...6)
  func `a year of candidates that are worth a constant less is proven`(seed: UInt64) throws {
    try prove(problem(worthMore: -10_000, seed: seed), "seed \(seed)")
    let less = [Int64(-1_000), -50_000, -30_000][Int(seed % 3)]
    try prove(problem(worthMore: less, seed: seed), "\(less), seed \(seed)")
  }

  @Test(arguments: UInt64(1)...3)
  func `so it is with a minimum, and in several years`(seed: UInt64) throws {
    try prove(problem(worthMore: -10_000, seed: seed, hasMinimum: true), "seed \(seed)")
    try prove(problem(worthMore: -10_000, seed: seed, years: 3), "three years, seed \(seed)")
  }

  /// Small units, so that whoever counts fractions of a candidate is wrong, and short tables, so that
  /// bounds by numbers have to do.
  @Test(arguments: [-12, -5, -1, 0, 5])
  func `what is proven by parts is the best of every amount of money`(constant: Int64) throws {
    var provenCount = 0
    for seed in UInt64(0)..<60 {
      var random = SeededGenerator(seed: seed &+ UInt64(bitPattern: constant) &* 1_000)
      let candidates = (0..<Int.random(in: 20...60, using: &random)).map { index in
        let cost = Int64.random(in: 3...40, using: &random)
        return PortfolioCandidate(
          id: "k\(index)",
          value: ExactDecimal(digits: seed % 3 == 0 ? max(1, cost + constant) : cost + constant),
          costCents: cost * 100_000,
          alternativeGroup: index % 5 == 0
            ? "g\(Int.random(in: 0..<8, using: &random))" : nil,
          themenfeld: "t\(index % 6)")
      }
      let problem = PortfolioProblem(
        candidates: candidates,
        money: PortfolioMoney(
          firstYear: 2026,
          budgetsCents: [Int64.random(in: 80...400, using: &random) * 100_000 + 7],
          policy: .municipalFirst),
        minimums: seed % 2 == 0 ? ["t1": 2] : [:])
      let best = try #require(
        EveryAmount(problem: problem, unitCents: 100_000, field: "t1").best())
      let plan = try Portfolio.solve(problem, tableEntries: 40)
      #expect(plan.value.digits <= best && best <= plan.bound.digits, "seed \(seed)")
      #expect(!plan.optimal || plan.value.digits == best, "seed \(seed)")
      if plan.optimal { provenCount += 1 }
    }
    #expect(provenCount >= 54, "\(provenCount)")
  }
}
