import Domain
import Indicators
import Planning
import TestSupport
import Testing

/// What questions to the plans of a project are answered where something is missing or damaged.
@Suite struct ProjectPlansTests {
  private static let budget = """
    year,total_eur,operating_eur,policy_id
    2025,3000000.00,400000.00,B
    2028,3100000.00,400000.00,C

    """

  private func plans(
    on today: String, leaving out: Set<String> = [], budget: String? = Self.budget
  ) throws -> ProjectPlans {
    let world = try BenefitWorld(leaving: out).world
    if let budget { try world.load(budget, as: "budget-9.csv") }
    let figures = try world.figures()
    return ProjectPlans(
      dataFolder: world.folder, revision: figures.dataState.revision, today: Day(today)!,
      cutOff: figures.cutOff, definitions: try DefinitionLog("", at: "definitions.csv"))
  }

  @Test func `a reading of § 5 that is not there is named as the command line names it`() throws {
    let plans = try plans(on: "2025-03-01")
    for listing in [PlanListing.financing, .portfolio, .priority] {
      let fault = #expect(throws: Fault.self) {
        try plans.exact(PlanQuestion(listing, [.policy: "C"]))
      }
      #expect(fault?.place == "--policy C" && fault?.kind == .usage, "\(listing)")
    }
    let gaps = #expect(throws: Fault.self) {
      try plans.released(PlanQuestion(.gaps, [.kreis: "08999"]))
    }
    #expect(gaps?.place == "--kreis 08999")
  }
}
