import Domain
import Indicators
import Planning
import TestSupport
import Testing

@Suite struct PriorityTests {
  @Test func `each criterion is measured from its feed`() throws {
    let world = try PlanningWorld.make()
    let facts = try world.store.read { try CandidateFacts.measured($0) }
    #expect(facts.map(\.candidate.id) == ["k1", "k2", "k3", "k4"])
    // Eins is on in three of five Gemeinden; the one that serves a fifteenth of the Land has 60
    // cases in two of the last twelve months.
    #expect(facts[0].measured[.coverageGap] == 0.4)
    #expect(abs(facts[0].measured[.volume]! - 60 * 6 * 15) < 1e-6)
    #expect(facts[0].measured[.deadline] == 306)
    #expect(facts[0].measured[.simplicity] == 4)
    #expect(facts[0].measured[.noEfA] == 1 && facts[0].measured[.demand] == 3)
    // The only Standardprozess of "Bauen & Wohnen" by the catalogue.
    #expect(facts[0].measured[.balance] == 1)
    // Zwei is on in two Gemeinden of five, Drei in none; the extension needs one candidate.
    #expect(facts[1].measured[.coverageGap] == 0.8)
    #expect(facts[1].measured[.simplicity] == 4)
    #expect(facts[1].measured[.noEfA] == 0 && facts[1].measured[.demand] == nil)
    #expect(facts[1].measured[.deadline] == CriterionScale.deadlineDays)
    #expect(facts[2].measured[.coverageGap] == nil && facts[2].measured[.volume] == nil)
    #expect(facts[2].measured[.simplicity] == nil && facts[2].measured[.noEfA] == nil)
    #expect(facts.allSatisfy { $0.measured[.endToEnd] == nil })
  }

  private func priority(_ rules: WeightRules = WeightRules()) throws -> Priority {
    let world = try PlanningWorld.make()
    let facts = try world.store.read { try CandidateFacts.measured($0) }
    return try Priority(
      facts: facts, benefit: PlanningWorld.draws,
      notAssessable: [
        NotAssessable(
          id: "k3", name: "Vier", missing: [Text(de: "Aufwand vorher", en: "effort before")])
      ], rules: rules, seed: 1, pairs: true)
  }

  @Test func `what cannot be assessed is listed with what is missing, and has no rank`() throws {
    let priority = try priority()
    #expect(priority.candidates.map(\.id) == ["k1", "k2"])
    #expect(priority.notAssessable.map(\.id) == ["k3", "k4"])
    #expect(priority.withoutData == [.endToEnd])
    let world = try PlanningWorld.make()
    let state = try world.store.read { try $0.dataState() }
    let table = priority.rankTable(state)
    #expect(table.rows.count == 4)
    #expect(table.rows[0][0] == .key("k1", label: .same("Eins neu")))
    #expect(table.rows[2][2] == .key("not_assessable", label: table.rows[2].label))
    #expect(table.rows[2][5] == .figure(.missing))
    #expect(
      table.rows[2].last
        == .key("Aufwand vorher", label: Text(de: "Aufwand vorher", en: "effort before")))
    #expect(table.rows[1].last == .text("demand end_to_end"))
    #expect(priority.criteriaTable(state).rows.count == Criterion.allCases.count)
    #expect(priority.pairTable(state).rows.count == 2)
    #expect(priority.valueTable(state).rows[0][1] == .figure(.value(50_000)))
  }

  @Test func `the result without opinion stands beside the user's`() throws {
    let rules = try WeightRules(
      weights: "net_value=40,coverage_gap=60", orders: [], minimumBenefit: nil)
    let priority = try priority(rules)
    // k1 counts 0.4 · 40,000/70,000 + 0.6 · 0.4 = 0.47 in the worst of four draws, k2 0.6 · 0.8.
    #expect(priority.ranks.rankCounts == [3, 1, 1, 3])
    #expect(priority.equalRanks.rankCounts != priority.ranks.rankCounts)
    #expect(priority.equalRanks.rankCounts == (try self.priority().ranks.rankCounts))
  }

  @Test func `where nothing can be assessed nothing is ranked`() throws {
    let world = try PlanningWorld.make()
    let facts = try world.store.read { try Candidate.all($0) }.map { CandidateFacts($0) }
    #expect(throws: Fault.self) {
      try Priority(
        facts: facts, benefit: BenefitDraws(ids: [], count: 0, capitalValues: [], citizenHours: []),
        notAssessable: [], rules: WeightRules(), seed: 1)
    }
  }
}

extension TableRow {
  /// Label of the third cell.
  fileprivate var label: Text? {
    if case .key(_, let label) = self[2] { label } else { nil }
  }
}
