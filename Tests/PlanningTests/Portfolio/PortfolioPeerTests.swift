import Domain
import Planning
import Testing

@Suite struct PortfolioPeerTests {
  @Test(arguments: [
    (PeerLists.strong, "t0", Int64(186_511_777), ExactDecimal(digits: 600_678, scale: 2), 6_000),
    (PeerLists.care, "t9", Int64(538_327_119), ExactDecimal(digits: 2_904_872, scale: 2), 80_000),
  ])
  func `the plan is worth no less than the best that HiGHS found`(
    list: String, field: String, budgetCents: Int64, floor: ExactDecimal, effort: Int
  ) throws {
    let lines = list.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let candidates = try CandidateTable.candidates(
      file: "list", names: lines[0],
      rows: lines.dropFirst().enumerated().map {
        ($0 + 2, Dictionary(uniqueKeysWithValues: zip(lines[0], $1)))
      })
    let problem = PortfolioProblem(
      candidates: candidates,
      money: PortfolioMoney(
        firstYear: 2027, budgetsCents: Array(repeating: budgetCents, count: 5)),
      minimums: [field: 1])
    // So many questions whether to go on: the same search on any machine.
    var left = effort
    let plan = try Portfolio.solve(problem) {
      left -= 1
      return left < 0
    }
    #expect(plan.value.scale == floor.scale)
    #expect(plan.value.digits >= floor.digits, "\(plan.value), HiGHS \(floor)")
  }
}
