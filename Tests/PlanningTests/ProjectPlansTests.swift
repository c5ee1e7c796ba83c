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

  @Test func `a ranking says what the budget pays for, and without money why it cannot`() throws {
    let known = try plans(on: "2025-03-01").exact(PlanQuestion(.priority))
    #expect(known.index(of: "selected") != nil)
    #expect(known.provenance.note?.de.contains("Ohne Vorschlag") == false)
    let unknown = try plans(on: "2030-03-01").exact(PlanQuestion(.priority))
    #expect(unknown.index(of: "selected") == nil && !unknown.rows.isEmpty)
    let note = try #require(unknown.provenance.note)
    #expect(
      note.de.contains("Ohne Vorschlag im Budget: Das Haushaltsjahr 2030 ist nicht geliefert"))
    #expect(note.en.contains("Without a proposal: it has no such budget year"))
  }

  @Test func `damaged money is no missing money: the ranking is refused`() throws {
    let plans = try plans(on: "2028-03-01")
    let fault = #expect(throws: Fault.self) { try plans.exact(PlanQuestion(.priority)) }
    #expect(fault?.kind == .badData && fault?.place.contains("year 2028") == true)
    // A choice of the reader is no lack of money either.
    let wrong = #expect(throws: Fault.self) {
      try plans.exact(PlanQuestion(.priority, [.budget: "viel"]))
    }
    #expect(wrong?.kind == .usage)
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

  @Test(arguments: [
    ("candidates", PlanListing.priority, "Es sind keine Kandidaten geliefert"),
    ("cases", .portfolio, "Von 3 Kandidaten lässt sich keiner beurteilen"),
    ("cases", .priority, "keiner beurteilen; k1 fehlt: Fallzahlen"),
    ("parameters", .benefit, "Es sind keine Lohnsätze und Standardzeiten geliefert"),
    ("", .spending, "Das Haushaltsjahr 2030 ist nicht geliefert"),
  ])
  func `what is not delivered is told in both languages`(
    feed: String, listing: PlanListing, german: String
  ) throws {
    let plans = try plans(on: "2030-03-01", leaving: [feed])
    let fault = try #require(throws: Fault.self) { try plans.exact(PlanQuestion(listing)) }
    let sentences = try #require(fault.sentences)
    #expect(sentences.de.contains(german), "\(sentences.de)")
    #expect(sentences.en == "\(fault.problem). \(fault.remedy).")
  }

  @Test(arguments: [PlanListing.benefit, .priority, .portfolio])
  func `what a candidate lacks is told in the language of the reader`(listing: PlanListing) throws {
    let world = try BenefitWorld().world
    try world.load(
      """
      candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year
      k9,Ohne Zahlen,99001001004000,100.00,200.00,300.00,0.00

      """, as: "candidates-9.csv")
    let figures = try world.figures()
    let plans = ProjectPlans(
      dataFolder: world.folder, revision: figures.dataState.revision, today: Day("2025-03-01")!,
      cutOff: figures.cutOff, definitions: try DefinitionLog("", at: "definitions.csv"))
    let table = try plans.exact(PlanQuestion(listing, [.budget: "1000000"]))
    let row = try #require(
      table.rows.first { row in
        if case .key("k9", _) = row[0] { true } else { false }
      })
    guard case .key(_, let label?) = row[table.index(of: "missing")!] else {
      Issue.record("no words")
      return
    }
    #expect(label.de.contains("Fallzahlen") && label.en.contains("case counts"))
  }
}
