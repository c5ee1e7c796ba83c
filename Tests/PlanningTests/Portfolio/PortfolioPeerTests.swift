import Domain
import Planning
import Testing

@Suite struct PortfolioPeerTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let list: String
    /// With at least one of it.
    let field: String
    /// Of each of five years.
    let budgetCents: Int64
    var policy = SharePolicy.municipalFirst
    /// What the best plan of HiGHS was worth.
    let floor: ExactDecimal
    /// So many questions whether to go on: the same search on any machine.
    let effort: Int
  }

  @Test(arguments: [
    Case(
      testDescription: "values near the costs", list: PeerLists.strong, field: "t0",
      budgetCents: 186_511_777, floor: ExactDecimal(digits: 600_678, scale: 2), effort: 6_000),
    Case(
      testDescription: "care to the cent", list: PeerLists.care, field: "t9",
      budgetCents: 538_327_119, floor: ExactDecimal(digits: 2_904_872, scale: 2), effort: 200_000),
    Case(
      testDescription: "few in a year", list: PeerLists.fewInAYear, field: "t11",
      budgetCents: 342_756_000, policy: .halves, floor: ExactDecimal(digits: 1_424_318),
      effort: 200_000),
  ])
  func `the plan is worth no less than the best that HiGHS found`(_ example: Case) throws {
    let lines = example.list.split(separator: "\n").map {
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
        firstYear: 2027, budgetsCents: Array(repeating: example.budgetCents, count: 5),
        policy: example.policy),
      minimums: [example.field: 1])
    var left = example.effort
    let plan = try Portfolio.solve(problem) {
      left -= 1
      return left < 0
    }
    #expect(plan.value.scale == example.floor.scale)
    #expect(plan.value.digits >= example.floor.digits, "\(plan.value), HiGHS \(example.floor)")
  }
}
