import Domain
import Indicators
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

  @Test func `who is withdrawn is no candidate, and what needs it says so`() throws {
    let world = try PlanningWorld.make()
    let before = try world.store.read { try Deadlines.list($0, on: Day("2025-03-01")!) }
    #expect(before.contains { $0.kind == .law && $0.key == "k1" })
    try world.load(
      """
      candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year,legal_deadline,withdrawn
      k1,Eins neu,99001001001000,80000.00,100000.00,170000.00,15000.00,2025-12-31,yes
      k3,Vier,99001001004000,10000.00,20000.00,30000.00,1000.00,,no

      """, as: "candidates-1.csv", now: SmallWorld.now + 1)
    let (candidates, deadlines) = try world.store.read {
      (try Candidate.all($0), try Deadlines.list($0, on: Day("2025-03-01")!))
    }
    #expect(candidates.map(\.id) == ["k2", "k3", "k4"])
    #expect(!deadlines.contains { $0.kind == .law })
    let draws = BenefitDraws(
      ids: ["k2", "k3"], count: 1, capitalValues: [1, 2], citizenHours: [1, 2])
    let portfolio = try ProjectPortfolio(candidates, benefit: draws, notAssessable: [])
    #expect(portfolio.candidates.map(\.id) == ["k3"])
    let stuck = try #require(portfolio.notAssessable.first { $0.id == "k2" })
    #expect(stuck.missing.map(\.en) == ["needs k1, which is no candidate (any more)"])
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

  @Test func `draws end when their work is spent, the same ones with any number of threads`() throws
  {
    let portfolio = try portfolio()
    let problem = PortfolioProblem(
      candidates: portfolio.candidates,
      money: PortfolioMoney(firstYear: 2026, budgetsCents: [12_000_000]))
    let draws = (0..<10).flatMap { _ in portfolio.draws(4) }
    let whole = try Portfolio.frequency(problem, draws: draws, work: 1_000_000)
    #expect(whole.planCount == 40 && whole.skippedCount == 0)
    #expect(try Portfolio.frequency(problem, draws: draws) == whole)
    let cut = try (1...3).map {
      try Portfolio.frequency(problem, draws: draws, work: 1, threads: $0)
    }
    #expect(cut[0] == cut[1] && cut[1] == cut[2])
    #expect(cut[0].planCount > 0 && cut[0].skippedCount > 0)
    #expect(cut[0].planCount + cut[0].skippedCount == 40)
    #expect(try Portfolio.frequency(problem, draws: draws, work: 0).skippedCount == 40)
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

  @Test func `the money of a plan is that of its budget year, with what the Kommunen carry`() throws
  {
    let world = try PlanningWorld.make()
    try world.store.read { reader in
      // 2025 is not over in the data: what is committed, 1,500.50, is spent half and half.
      let left: Int64 = 150_000_000 - 75_025
      let known = try ProjectMoney(reader, ProjectMoney.Wish(firstYear: 2026))
      #expect(known.money.policy == .municipalFirst && known.money.carryInCents == left)
      // 5,000,000 are committed of 3,100,000: that takes the carried money, and all the account.
      #expect(known.money.budgetsCents == [0])
      #expect(
        known.money.commitments == [.init(cents: 500_000_000, beyondBudgetCents: 190_000_000)])
      let given = try ProjectMoney(
        reader, ProjectMoney.Wish(firstYear: 2025, budgetsCents: [12_000_000]))
      #expect(given.money.policy == .halves && given.money.carryInCents == 0)
      #expect(given.money.commitments == [.init(cents: 150_050)])
      let plan = try Portfolio.solve(
        PortfolioProblem(candidates: try portfolio().candidates, money: given.money))
      // k1 for 100,000: half of it, after half of what is committed.
      #expect(plan.years[0].shares.municipalCents == 5_000_000)
      #expect(plan.years[0].carryOverCents == 150_000_000 - 75_025 - 5_000_000)
      var own = ProjectMoney.Wish(firstYear: 2027, budgetsCents: [1])
      own.isBesideCommitments = false
      #expect(
        try ProjectMoney(reader, own).money == PortfolioMoney(firstYear: 2027, budgetsCents: [1]))
    }
  }

  @Test func `a table says what is needed by what is chosen, best first, and its money`() throws {
    let portfolio = try portfolio()
    let world = try PlanningWorld.make()
    let table = try world.store.read { reader in
      let money = try ProjectMoney(
        reader, ProjectMoney.Wish(firstYear: 2025, budgetsCents: [20_000_000]))
      var candidates = portfolio.candidates
      candidates[1].value = ExactDecimal("5")!
      let plan = try Portfolio.solve(
        PortfolioProblem(candidates: candidates, money: money.money))
      return portfolio.table(plan, money: money, try reader.dataState())
    }
    let rows = table.listed("candidate_id", "state", "needed_by")
    #expect(rows[0] == "k1 chosen 1.0" && rows[1].hasPrefix("k2 chosen n"))
    let note = try #require(table.provenance.note)
    #expect(
      note.de.hasPrefix("2025: Budget 3.000.000 Euro, gebunden 1.501 Euro, für Neues angegeben"))
    #expect(note.de.contains("(Kommunen 60.000, Land 60.000). Auslegung des § 5: B"))
    #expect(note.de.contains("bewiesen ist"))
  }
}
