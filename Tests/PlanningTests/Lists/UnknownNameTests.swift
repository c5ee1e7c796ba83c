import Domain
import Planning
import TestSupport
import Testing

@Suite struct UnknownNameTests {
  private func sentences(_ world: SmallWorld, in feed: String? = nil) throws -> [String] {
    try world.store.read { try UnknownName.all($0, in: feed) }.map { "\($0.sentence) \($0.remedy)" }
  }

  @Test func `what lists name and nothing has is told with its row`() throws {
    let world = try SmallWorld()
    try world.load(
      """
      target_id,indicator,area_ars,value,due_on,decided_on,source
      t1,activation_rat,080000000000,0.5,2026-12-31,2024-03-14,Beschluss
      t2,activation_rate,089990000000,0.5,2026-12-31,2024-03-14,Beschluss
      ozg/2026,coverage_share,080000000000,0.5,2026-12-31,2024-03-14,Beschluss
      p1/ziel,activation_rate,080000000000,0.5,2026-12-31,2024-03-14,Beschluss
      prozess-eins/ziel,activation_rate,080000000000,0.5,2026-12-31,2024-03-14,Beschluss

      """, as: "targets-0.csv")
    try world.load(
      """
      candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year,depends_on,withdrawn
      k1,Eins,99001001001000,1.00,2.00,3.00,0.00,,
      k2,Zwei,99001001001000,1.00,2.00,3.00,0.00,k1 kandidat-9 k3,
      k3,Drei,99001001001000,1.00,2.00,3.00,0.00,,yes

      """, as: "candidates-0.csv")
    try world.load(
      """
      convoy_id,name,task,process_id,kreis_ags5,joined_on,role
      v1,Konvoi,Aufgabe,p1,08115,2025-01-01,lead
      v1,Konvoi,Aufgabe,p1,08100,2025-01-01,member
      v1,Konvoi,Aufgabe,p1,08100,2025-02-01,member

      """, as: "convoys-0.csv")
    try world.load(
      """
      convoy_id,order_id,milestone_id,name,planned_on
      v1,,m1,Auftakt,2025-01-01
      v2,,m1,Auftakt,2025-01-01
      ,la-1,m1,Auftakt,2025-01-01

      """, as: "milestones-0.csv")
    #expect(
      try sentences(world) == [
        "candidates k2: depends_on k3 is known nowhere Did you mean k1?",
        "candidates k2: depends_on kandidat-9 is known nowhere Correct the row, or deliver what it names",
        "convoys v1 08100: kreis_ags5 08100 is known nowhere Did you mean 08111?",
        // No order has come yet: that list may be late.
        "milestones v2 m1: convoy_id v2 is known nowhere Did you mean v1?",
        "targets t2: area_ars 089990000000 is known nowhere Did you mean 080000000000?",
        "targets t1: indicator activation_rat is known nowhere Did you mean activation_rate?",
        "targets prozess-eins/ziel: target_id prozess-eins is known nowhere "
          + "Correct the row, or deliver what it names",
      ])
    #expect(try sentences(world, in: "milestones").count == 1)
  }

  @Test func `before any register has come nothing is a slip of the pen`() throws {
    let world = try SmallWorld(order: [])
    try world.load(
      """
      convoy_id,name,task,process_id,kreis_ags5,joined_on,role
      v1,Konvoi,Aufgabe,p1,08115,2025-01-01,lead

      """, as: "convoys-0.csv")
    #expect(try sentences(world).isEmpty)
  }
}
