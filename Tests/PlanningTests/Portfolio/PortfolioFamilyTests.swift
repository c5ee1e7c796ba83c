import Domain
import Planning
import TestSupport
import Testing

/// Families of portfolios that are known to be hard to prove.
@Suite struct PortfolioFamilyTests {
  /// 400 candidates in one year, each worth 10,000 EUR more than it costs, some with a need, some
  /// alternatives.
  private func worthAConstantMore(seed: UInt64) -> PortfolioProblem {
    var random = SeededGenerator(seed: seed)
    let candidates = (0..<400).map { index -> PortfolioCandidate in
      let euros = Int64.random(in: 5_000...100_000, using: &random)
      var candidate = PortfolioCandidate(
        id: "k\(index)", value: ExactDecimal(digits: euros + 10_000), costCents: euros * 100)
      if index > 0, Int.random(in: 0..<100, using: &random) < 15 {
        candidate.dependsOn = ["k\(Int.random(in: 0..<index, using: &random))"]
      } else if Int.random(in: 0..<100, using: &random) < 15 {
        candidate.alternativeGroup = "g\(Int.random(in: 0..<40, using: &random))"
      }
      return candidate
    }
    return PortfolioProblem(
      candidates: candidates,
      money: PortfolioMoney(
        firstYear: 2026, budgetsCents: [100_000_000], policy: .municipalFirst,
        carryOver: .municipalShare, carryInCents: 0))
  }

  @Test(arguments: UInt64(25)...30)
  func `a year of candidates that are worth a constant more is proven`(seed: UInt64) throws {
    let plan = try Portfolio.solve(worthAConstantMore(seed: seed))
    #expect(plan.optimal, "seed \(seed)")
  }
}
