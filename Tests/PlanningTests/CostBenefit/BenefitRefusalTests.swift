import Domain
import Indicators
import Planning
import TestSupport
import Testing

@Suite struct BenefitRefusalTests {
  @Test func `what lacks data is listed with what it lacks, never with a zero`() throws {
    let world = try BenefitWorld()
    let (draws, lacking) = try world.draws(100)
    #expect(draws.ids == ["k1", "k2"])
    #expect(lacking.map(\.id) == ["k3"])
    #expect(
      lacking[0].missing.map(\.de) == [
        "Aufwand bisher (Verwaltung)", "Aufwand digital (Verwaltung)",
        "Aufwand bisher (Bürgerinnen und Bürger)", "Aufwand digital (Bürgerinnen und Bürger)",
        "Fallzahlen",
      ])
    let table = try world.world.store.read { try CostBenefit.table($0, count: 100) }
    let row = try #require(table.rows.first { $0[0] == .key("k3", label: .same("Zwei")) })
    #expect(row.dropFirst(6).allSatisfy { $0 == .figure(.missing) })
    #expect(try world.sheet("k3").worth == nil)
    // Process p2 has neither costs nor effort.
    #expect(try world.sheet("p2").missing.map(\.de).contains("Kosten"))
  }

  @Test(arguments: [("cases", "Fallzahlen"), ("effort", "Aufwand bisher (Verwaltung)")])
  func `without a feed nothing can be assessed`(feed: String, missing: String) throws {
    let (draws, lacking) = try BenefitWorld(leaving: [feed]).draws(10)
    #expect(draws.ids.isEmpty)
    #expect(lacking.count == 3 && lacking.allSatisfy { $0.missing.map(\.de).contains(missing) })
  }

  @Test func `a missing wage is a fault that names the row`() throws {
    let world = try BenefitWorld(leaving: ["parameters"])
    #expect(throws: Fault.self) { try world.draws(10) }
    let text = BenefitWorld.files[0].text.replacing(
      "wage_kommunen_ed_md,30.00", with: "wage_kommunen_gd,30.00")
    try world.world.load(text, as: "parameters-1.csv")
    let fault = try #require(throws: Fault.self) { try world.draws(10) }
    #expect(fault.place == "feed parameters, row wage_kommunen_ed_md" && fault.kind == .badData)
  }

  @Test func `wages from after the data count from their first day on`() throws {
    let world = try BenefitWorld(leaving: ["parameters"])
    // The program's own factors upon wages hold from long before, and are none.
    try world.world.load(
      BenefitFeeds.parameters.replacing("2024-01-01", with: "2026-01-01")
        + "wage_factor_max,1.2,factor,2020-01-01,,Annahme: Streuung\n",
      as: "parameters-0.csv")
    #expect(try world.draws(10).0.ids == ["k1", "k2"])
    let table = try world.world.store.read { try Assumptions.table($0) }
    #expect(table.provenance.cutOff == Day("2026-01-01"))
    #expect(table.rows.contains { $0[5] == .text("Lohntafel") })
  }

  @Test(arguments: ["-1", "0"])
  func `a wage that is none is a fault that names the row`(wage: String) throws {
    let world = try BenefitWorld()
    try world.world.load(
      "id,value,unit,valid_from,source\nwage_land_hd,\(wage),eur_per_hour,2025-01-01,Tafel\n",
      as: "parameters-1.csv")
    let fault = try #require(throws: Fault.self) { try world.draws(10) }
    #expect(fault.place.contains("row wage_land_hd from 2025-01-01"))
    // As the remedy says.
    try world.world.load(
      "id,value,unit,valid_from,source\nwage_land_hd,50,eur_per_hour,2025-01-01,Tafel\n",
      as: "parameters-2.csv", now: SmallWorld.now + 1)
    #expect(try world.draws(10).0.count == 10)
  }

  @Test func `costs in disorder are a fault that names the candidate`() throws {
    let world = try BenefitWorld()
    try world.world.load(
      """
      candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year
      k9,Neun,99001001001000,5.00,4.00,6.00,0.00

      """, as: "candidates-1.csv")
    let fault = try #require(throws: Fault.self) { try world.draws(10) }
    #expect(fault.place == "feed candidates, row k9")
  }

  @Test func `nobody's id is a fault with the nearest one`() throws {
    let fault = try #require(throws: Fault.self) { try BenefitWorld().sheet("k11") }
    #expect(fault.remedy == "Did you mean k1?" && fault.kind == .usage)
  }
}
