import Domain
import Indicators
import Planning
import TestSupport
import Testing

@Suite struct ConvoyRoadmapTests {
  private let today = Day("2025-03-01")!

  private func step(
    planned: String, revised: String? = nil, done: String? = nil, left: String? = nil
  ) -> ConvoyMilestone {
    ConvoyMilestone(
      id: "m1", name: "Start", kreis: "08115", plannedOn: Day(planned)!,
      revisedOn: revised.flatMap { Day($0) }, doneOn: done.flatMap { Day($0) },
      leftOn: left.flatMap { Day($0) })
  }

  @Test func `a delay counts from the first plan and is said in words`() {
    let cases: [(ConvoyMilestone, String, Int?, String)] = [
      (step(planned: "2025-02-01", done: "2025-02-15"), "done", 14, "14 Tage später als geplant"),
      (step(planned: "2025-02-01", done: "2025-01-31"), "done", -1, "1 Tag früher als geplant"),
      (step(planned: "2025-02-01", done: "2025-02-01"), "done", 0, "wie geplant"),
      (step(planned: "2025-02-01"), "overdue", 28, "seit 28 Tagen überfällig"),
      (
        step(planned: "2025-02-01", revised: "2025-02-28"), "overdue", 28,
        "seit einem Tag überfällig"
      ),
      (step(planned: "2025-02-01", revised: "2025-03-03"), "open", 30, "um 30 Tage verschoben"),
      (step(planned: "2025-04-01", revised: "2025-03-31"), "open", -1, "um 1 Tag vorgezogen"),
      (step(planned: "2025-03-01"), "open", 0, "heute fällig"),
      (step(planned: "2025-03-31"), "open", nil, "in 30 Tagen fällig"),
      // Done tomorrow is not done today.
      (step(planned: "2025-02-01", done: "2025-03-02"), "overdue", 28, "seit 28 Tagen überfällig"),
      (
        step(planned: "2025-02-01", left: "2025-02-10"), "dropped", nil,
        "entfällt, Kreis ausgeschieden"
      ),
      (
        step(planned: "2025-02-01", done: "2025-02-05", left: "2025-02-10"), "done", 4,
        "4 Tage später als geplant"
      ),
    ]
    for (step, state, days, words) in cases {
      #expect(step.state(on: today).rawValue == state, "\(step)")
      #expect(step.delayDays(on: today) == days, "\(step)")
      #expect(step.delay(on: today).de == words, "\(step)")
    }
  }

  @Test func `a convoy stands where its milestones stand`() {
    let standing = ConvoyStanding(
      [
        step(planned: "2025-01-10", done: "2025-01-20"), step(planned: "2025-01-15"),
        step(planned: "2025-02-01", revised: "2025-03-03"), step(planned: "2025-05-01"),
        step(planned: "2025-02-01", left: "2025-02-10"),
      ], on: today)
    #expect(standing.milestoneCount == 4)
    #expect(standing.dueCount == 3)
    #expect(standing.doneCount == 1)
    #expect(standing.overdueCount == 1)
    // 10, 30 and 45 days.
    #expect(standing.medianSlipDays == 30)
    #expect(standing.largestSlipDays == 45)
    #expect(standing.summary.de == "1 von 3 fälligen Meilensteinen erledigt, 1 überfällig")
    let empty = ConvoyStanding([], on: today)
    #expect(empty.medianSlipDays == nil && empty.summary.de == "keine Meilensteine gemeldet")
  }

  private func world() throws -> SmallWorld {
    let world = try SmallWorld()
    try world.load(
      """
      convoy_id,name,task,process_id,field,kreis_ags5,joined_on,left_on,role
      k1,Konvoi,Einheitlich,p1,ozg,08115,2025-01-10,,lead
      k1,Konvoi,Einheitlich,p1,ozg,08116,2025-01-20,2025-02-10,member
      k2,Ohne Plan,Beraten,,,08116,2025-01-10,,member

      """, as: "convoys-0.csv")
    try world.load(
      """
      convoy_id,order_id,milestone_id,name,planned_on,revised_on,done_on,kreis_ags5
      k1,,m1,Auftakt,2025-01-10,,2025-01-20,08115
      k1,,m2,Start,2025-02-01,,,08116
      k1,,m3,Bericht,2025-02-14,,,
      k3,,m1,Auftakt,2025-01-10,,,08115
      ,la-1,m1,Abnahme,2025-06-01,2025-06-11,,

      """, as: "milestones-0.csv")
    return world
  }

  @Test func `milestones by members, and no member is lost`() throws {
    let world = try world()
    let table = try world.store.read {
      try ConvoyRoadmap.table($0, convoy: "k1", today: Day("2030-01-01")!)
    }
    #expect(table.provenance.cutOff == Day("2025-02-28"))
    #expect(
      table.listed("milestone", "kreis", "role", "left_on", "state", "delay_days", "delay") == [
        "Auftakt 08115 lead  done 10.0 10 Tage später als geplant",
        "Start 08116 member 2025-02-10 dropped not_applicable entfällt, Kreis ausgeschieden",
        "Bericht    overdue 14.0 seit 14 Tagen überfällig",
      ])
    let idle = try world.store.read {
      try ConvoyRoadmap.table($0, convoy: "k2", on: today, today: today)
    }
    #expect(idle.listed("kreis", "state", "delay") == ["08116 none keine Meilensteine gemeldet"])
    #expect(throws: Fault.self) {
      try world.store.read { try ConvoyRoadmap.table($0, convoy: "k9", today: today) }
    }
  }

  @Test func `the list of convoys counts what is there, and says what is not`() throws {
    let world = try world()
    let table = try world.store.read { try Convoys.table($0, today: today) }
    #expect(
      table.listed("convoy_id", "members", "left", "milestones", "overdue", "adopters", "lead") == [
        "k1 1.0 1.0 2.0 1.0 1.0 Ost (Landkreis)", "k2 1.0 0.0 0.0 0.0 not_applicable ",
        "k3 0.0 0.0 1.0 1.0 not_applicable ",
      ])
    #expect(
      try SmallWorld(order: []).store.read { try Convoys.table($0, today: today) }.rows.isEmpty)
  }

  @Test func `a bar goes from joining to the last step, and what is open reaches to the day`()
    throws
  {
    let world = try world()
    let convoy = try world.store.read { try Convoys.convoy("k1", $0) }
    let bars = convoy.bars(on: today)
    #expect(bars.map(\.kreis) == [nil, "08115", "08116"])
    #expect(bars[0].planned == Day("2025-01-10")!...Day("2025-02-14")!)
    #expect(bars[0].actual == Day("2025-01-10")!...today)
    #expect(bars[1].actual == Day("2025-01-10")!...Day("2025-01-20")!)
    #expect(bars[1].isComplete && !bars[0].isComplete)
    #expect(bars[1].delay.de == "10 Tage später als geplant")
    #expect(bars[2].planned == Day("2025-01-20")!...Day("2025-02-01")!)
  }
}

extension Table {
  /// The cells of some columns of each row, separated by blanks.
  func listed(_ names: String...) -> [String] {
    let places = names.map { index(of: $0)! }
    return rows.map { row in
      places.map { place in
        switch row[place] {
        case .key(let key, _): key
        case .text(let text): text
        case .figure(let figure): figure.number.map { "\($0)" } ?? figure.status
        }
      }.joined(separator: " ")
    }
  }
}
