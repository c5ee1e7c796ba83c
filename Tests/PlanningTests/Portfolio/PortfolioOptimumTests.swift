import Domain
import Planning
import TestSupport
import Testing

@Suite struct PortfolioOptimumTests {
  @Test(arguments: 0..<10)
  func `no assignment is worth more than the plan, and the plan keeps every rule`(part: Int) throws
  {
    for seed in UInt64(part * 100)..<UInt64(part * 100 + 100) {
      let years = [1...1, 1...2, 2...3, 4...5][Int(seed % 4)]
      let count = [8...18, 5...10, 3...8, 3...6][Int(seed % 4)]
      let problem = RandomPortfolio.problem(seed: seed, count: count, years: years)
      let judge = EveryAssignment(problem)
      let best = judge.best()
      do {
        let end = ContinuousClock.now + .seconds(20)
        let plan = try Portfolio.solve(problem) { ContinuousClock.now > end }
        let yearOf = judge.assignment(plan)
        #expect(plan.optimal, "seed \(seed)")
        #expect(judge.isFeasible(yearOf), "seed \(seed)")
        #expect(judge.value(yearOf) == best, "seed \(seed)")
        #expect(EveryAssignment.hundredths(plan.value) == best, "seed \(seed)")
        #expect(plan.bound == plan.value, "seed \(seed)")
      } catch let fault as Fault {
        #expect(best == nil, "seed \(seed): \(fault)")
      }
    }
  }
}
