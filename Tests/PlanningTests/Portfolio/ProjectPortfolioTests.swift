import Domain
import Planning
import TestSupport
import Testing

@Suite struct ProjectPortfolioTests {
  private func portfolio() throws -> ProjectPortfolio {
    let world = try PlanningWorld.make()
    let candidates = try world.store.read { try Candidate.all($0) }
    return try ProjectPortfolio(
      candidates, benefit: PlanningWorld.draws,
      notAssessable: [NotAssessable(id: "k3", name: "Vier", missing: [.same("Fallzahlen")])])
  }

  @Test func `a candidate is worth its median capital value`() throws {
    let portfolio = try portfolio()
    #expect(portfolio.candidates.map(\.id) == ["k1", "k2"])
    #expect(portfolio.candidates.map(\.value.digits) == [50_000, -2])
    #expect(portfolio.candidates.map(\.costCents) == [10_000_000, 2_000_000])
    #expect(portfolio.candidates.map(\.careCents) == [1_500_000, 100_000])
    #expect(portfolio.candidates[1].dependsOn == ["k1"])
  }

  @Test func `what needs a candidate that cannot be assessed cannot be assessed either`() throws {
    let world = try PlanningWorld.make()
    let candidates = try world.store.read { try Candidate.all($0) }
    let draws = BenefitDraws(
      ids: ["k1", "k4"], count: 1, capitalValues: [1, 2], citizenHours: [1, 2])
    let portfolio = try ProjectPortfolio(
      candidates, benefit: draws,
      notAssessable: ["k2", "k3"].map {
        NotAssessable(id: $0, name: $0, missing: [.same("Fallzahlen")])
      })
    #expect(portfolio.candidates.map(\.id) == ["k1"])
    let others = Array(portfolio.notAssessable.dropFirst())
    #expect(others.map(\.id) == ["k3", "k4"])
    #expect(others[0].missing == [.same("Fallzahlen")])
    #expect(others[1].missing[0].en.contains("needs k3"))
  }

  @Test func `how often a candidate is chosen follows the draws`() throws {
    let portfolio = try portfolio()
    let problem = PortfolioProblem(
      candidates: portfolio.candidates,
      money: PortfolioMoney(firstYear: 2026, budgetsCents: [12_000_000]))
    #expect(try Portfolio.solve(problem).chosen == ["k1"])
    let frequencies = try (1...2).map {
      try Portfolio.frequency(problem, draws: portfolio.draws(200), threads: $0)
    }
    #expect(frequencies[0] == frequencies[1])
    #expect(frequencies[0].chosenCounts == ["k1": 4, "k2": 1])
    #expect(frequencies[0].planCount == 4 && frequencies[0].skippedCount == 0)
    let late = try Portfolio.frequency(problem, draws: portfolio.draws(3), isOver: { true })
    #expect(late.planCount == 0 && late.skippedCount == 3)
  }

  @Test func `commitments leave of a budget year what is not planned or paid`() throws {
    let world = try PlanningWorld.make()
    try world.store.read { reader in
      let rooms = try BudgetRoom.years(reader, from: 2025)
      #expect(rooms.map(\.year) == [2025, 2026])
      #expect(rooms.map(\.policy) == [.halves, .municipalFirst])
      // 1,200.50 paid instead of the 1,000 planned, and 300 planned; neither operation nor the Bund.
      #expect(rooms[0].committedCents == 150_050)
      #expect(rooms[0].freeCents == 300_000_000 - 150_050)
      #expect(rooms[1].freeCents == 0)
      #expect(throws: Fault.self) { try BudgetRoom.years(reader, from: 2025, count: 3) }
      #expect(throws: Fault.self) { try BudgetRoom.years(reader, from: 2028) }
      #expect(throws: Fault.self) { try BudgetRoom.years(reader, from: 2024) }
    }
  }
}
