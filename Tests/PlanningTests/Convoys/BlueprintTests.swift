import Domain
import Indicators
import Planning
import TestSupport
import Testing

/// Who takes over a blueprint: a Kreis in which the process began after the convoy.
@Suite struct BlueprintTests {
  private let today = Day("2025-03-01")!

  /// Three Gemeinden in Ost, of which one has p1 since January and the second since March: half of
  /// them after the convoy of West began, but begun before it.
  private func world() throws -> SmallWorld {
    let world = try SmallWorld()
    try world.load(
      """
      ars,name,kind,parent_ars,population,area_km2,valid_from
      081150003003,Edorf,Gemeinde,081150000000,500,5.00,2018-01-01

      """, as: "areas-1.csv")
    try world.load(
      """
      convoy_id,name,task,process_id,field,kreis_ags5,joined_on,left_on,role
      k1,West,Einheitlich,p1,,08116,2025-02-10,,lead
      k2,Ohne,Beraten,,,08116,2025-02-10,,lead

      """, as: "convoys-0.csv")
    try world.load(
      """
      snapshot_on,authority_ars,process_id,state,environment,maturity_model,maturity_level
      2025-03-01,081150001001,p1,active,prod,1.1,3
      2025-03-01,081150002002,p1,active,prod,1.1,3

      """, as: "activations-2.csv")
    return world
  }

  @Test func `who had begun before the convoy did not take over its blueprint`() throws {
    let world = try world()
    let table = try world.store.read {
      try BlueprintAdopters.table($0, convoy: "k1", today: today)
    }
    #expect(table.rows.isEmpty, "\(table.listed("kreis", "first_on", "adopted_on"))")
    #expect(table.provenance.caveat?.de.contains("schon vor dem Konvoi") == true)
  }

  @Test func `the reuse of a blueprint adds up to the Kreise that may use it`() throws {
    let world = try world()
    let table = try world.store.read { try BlueprintReuse.table($0, today: today) }
    // Ost and the Stadtkreis, both before the convoy; a convoy without process has no blueprint.
    #expect(
      table.listed("convoy_id", "others", "adopters", "earlier", "open", "days_median") == [
        "k1 2.0 0.0 2.0 0.0 not_applicable"
      ])
    try world.load(
      """
      convoy_id,name,task,process_id,field,kreis_ags5,joined_on,left_on,role
      k3,Stadt,Einheitlich,p1,,08111,2025-01-10,,lead

      """, as: "convoys-1.csv")
    let rows = try world.store.read { try BlueprintReuse.table($0, today: today) }
    let row = rows.listed("convoy_id", "others", "adopters", "earlier", "open").last
    // Ost on the first of March, West on the last of February.
    #expect(row == "k3 2.0 2.0 0.0 0.0")
    // In Ost the process began on the day on which this one did: it had it without the convoy.
    try world.load(
      """
      convoy_id,name,task,process_id,field,kreis_ags5,joined_on,left_on,role
      k4,Stadt,Einheitlich,p1,,08111,2025-01-31,,lead
      k5,Stadt,Einheitlich,p1,,08111,2025-01-30,,lead

      """, as: "convoys-2.csv")
    let later = try world.store.read { try BlueprintReuse.table($0, today: today) }
    let counts = later.listed("convoy_id", "others", "adopters", "earlier", "open")
    #expect(counts.suffix(2) == ["k4 2.0 1.0 1.0 0.0", "k5 2.0 2.0 0.0 0.0"])
  }

  @Test func `who had begun before the convoy stays for comparison with its members`() throws {
    let world = try world()
    let table = try world.store.read {
      try ConvoyEffect.table($0, convoy: "k1", permutations: 19)
    }
    // Censored at its adoption in March, Ost would leave West alone in that month.
    #expect(table.listed("term", "relative_month").contains("month 1.0"))
  }

  @Test func `where nobody is competent a share does not apply, in every table alike`() throws {
    let world = try SmallWorld()
    try world.load(
      """
      process_id,name,kind,leika,released_on,customer
      p4,Vier,standard,99001001004000,2024-06-01,citizen

      """, as: "processes-1.csv")
    try world.load(
      """
      convoy_id,name,task,process_id,field,kreis_ags5,joined_on,left_on,role
      k1,Leer,Einheitlich,p4,,08116,2025-01-10,,lead

      """, as: "convoys-0.csv")
    let uniformity = try world.store.read { try ConvoyUniformity.table($0, convoy: "k1") }
    let list = try world.store.read { try Convoys.table($0, today: today) }
    #expect(
      uniformity.listed("active_share", "uniform_share").last
        == "not_applicable not_applicable")
    #expect(list.listed("active_share", "uniform_share") == ["not_applicable not_applicable"])
    #expect(list.provenance.note?.de.hasSuffix("Leer (k1)") == true)
    #expect(list.provenance.note?.en.contains("no authority in any member district") == true)
    let sound = try self.world().store.read { try Convoys.table($0, today: today) }
    #expect(sound.provenance.note == nil)
    let effect = try world.store.read { try ConvoyEffect.table($0, convoy: "k1") }
    #expect(
      effect.listed("term", "estimate", "members") == ["overall not_applicable not_applicable"])
  }

  @Test func `words of convoys are there in both languages`() throws {
    let world = try world()
    try world.load(
      """
      convoy_id,order_id,milestone_id,name,planned_on,revised_on,done_on,kreis_ags5
      k1,,m1,Start,2025-02-01,,2025-02-13,08116

      """, as: "milestones-0.csv")
    func english<Scope>(_ table: Table<Scope>, _ column: String) -> String? {
      guard let place = table.index(of: column), case .key(_, let label?) = table.rows[0][place]
      else { return nil }
      return label.en
    }
    try world.store.read { reader in
      let list = try Convoys.table(reader, today: today)
      #expect(english(list, "standing") == "1 of 1 milestones due are done, 0 overdue")
      let roadmap = try ConvoyRoadmap.table(reader, convoy: "k1", today: today)
      #expect(english(roadmap, "delay") == "12 days later than planned")
      let effect = try ConvoyEffect.table(reader, convoy: "k1", permutations: 19)
      #expect(english(effect, "note")?.hasPrefix("Membership is associated with") == true)
    }
  }
}
