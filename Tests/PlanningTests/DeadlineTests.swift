import Domain
import Indicators
import Planning
import TestSupport
import Testing

@Suite struct DeadlineTests {
  @Test func `the agreement renews itself after 30 June, and each year has its report`() throws {
    let world = try SmallWorld(order: [])
    func dates(_ day: String) throws -> [String] {
      try world.store.read { try Deadlines.list($0, on: Day(day)!) }.map { "\($0.due) \($0.kind)" }
    }
    #expect(try dates("2025-06-30") == ["2025-06-30 renewal", "2025-12-31 report"])
    #expect(try dates("2025-07-01") == ["2025-12-31 report", "2026-06-30 renewal"])
    try world.load(
      """
      decision_id,body,decided_on,subject,result
      itk-1,it_kooperationsrat,2025-12-05,Bericht,zur Kenntnis genommen

      """, as: "decisions-0.csv")
    #expect(try dates("2025-12-04") == ["2025-12-31 report", "2026-06-30 renewal"])
    #expect(try dates("2025-12-05") == ["2026-06-30 renewal", "2026-12-31 report"])
  }

  @Test func `what was decided is due, and overdue as long as its order is open`() throws {
    let world = try SmallWorld(order: [])
    try world.load(
      """
      decision_id,body,decided_on,subject,refers_to,result,due_on
      lk-1,lenkungskreis,2025-01-15,Auftrag Eins,la-1,angenommen,2025-02-01
      lk-2,lenkungskreis,2025-01-15,Auftrag Zwei,la-2,angenommen,2025-02-01
      lk-3,lenkungskreis,2025-01-15,Plan,,angenommen,2025-02-01
      lk-4,lenkungskreis,2025-01-15,Reihenfolge,,angenommen,2025-04-01

      """, as: "decisions-0.csv")
    try world.load(
      """
      order_id,title,kind,year,planned_units,unit,delivered_units,budget_eur,spent_eur,\
      share_kommunen_eur,status,reservation
      la-1,Eins,Entwicklung,2025,4,Stück,1,1000.00,100.00,50.00,in_progress,yes
      la-2,Zwei,Entwicklung,2025,4,Stück,4,1000.00,100.00,50.00,accepted,yes

      """, as: "orders-0.csv")
    try world.load(
      """
      target_id,indicator,area_ars,value,due_on,decided_on,source
      z-1,coverage_share,080000000000,0.5,2025-03-02,2024-03-14,Beschluss
      z-0,coverage_share,080000000000,0.3,2025-02-28,2024-03-14,Beschluss

      """, as: "targets-0.csv")
    let table = try world.store.read { try Deadlines.table($0, on: Day("2025-03-01")!) }
    let rows = table.rows.map { row -> String in
      guard case .key(let key, _) = row[1], case .figure(.value(let days)) = row[3] else {
        return "?"
      }
      return "\(key) \(Int(days))"
    }
    // A source says who wants it, not again what kind of date it is.
    let sources = table.rows.map { row in
      if case .key(_, let kind?) = row[0], case .text(let source) = row[6] {
        (kind: kind.de, source: source)
      } else {
        (kind: "", source: "")
      }
    }
    #expect(sources.allSatisfy { $0.kind != $0.source && !$0.source.isEmpty }, "\(sources)")
    #expect(rows == ["lk-1 -28", "z-1 1", "lk-4 31", "kuendigung-2025 121", "bericht-2025 305"])
  }

  @Test func `beside a target stands what its indicator reaches, as far as that may be told`()
    throws
  {
    let world = try SmallWorld()
    try world.load(
      """
      target_id,indicator,area_ars,value,due_on,decided_on,source
      a-land,activation_rate,080000000000,0.9,2026-01-01,2024-03-14,Beschluss
      b-kreis,activation_rate,081150000000,0.9,2026-01-02,2024-03-14,Beschluss
      p2/2026,activation_rate,080000000000,0.9,2026-01-03,2024-03-14,Beschluss
      p9/2026,activation_rate,080000000000,0.9,2026-01-04,2024-03-14,Beschluss
      q-citizens,completion_rate,080000000000,0.5,2026-01-05,2024-03-14,Beschluss
      r-nothing,no_such_figure,080000000000,0.5,2026-01-06,2024-03-14,Beschluss
      s-nowhere,activation_rate,099990000000,0.9,2026-01-07,2024-03-14,Beschluss

      """, as: "targets-0.csv")
    func today(_ day: String) throws -> [String] {
      try world.store.read { try Deadlines.table($0, on: Day(day)!) }
        .listed("kind", "key", "today").filter { $0.hasPrefix("target") }
    }
    let figures = try world.figures()
    func rate(_ filter: [String: [String]] = [:], to month: String? = nil) throws -> String {
      let table = try figures.table(
        FigureRequest("activation_rate", to: month.map { Month($0)! }, filter: filter))
      return table.listed("value")[0]
    }
    // p1 in three of five Gemeinden, p2 in one of three Kreise, p3 in none.
    #expect(try rate(["process": ["p2"]]).hasPrefix("0.333"))
    #expect(
      try today("2025-03-01") == [
        "target a-land \(rate())", "target b-kreis \(rate(["kreis": ["08115"]]))",
        "target p2/2026 \(rate(["process": ["p2"]]))", "target p9/2026 missing",
        "target q-citizens missing", "target r-nothing missing", "target s-nowhere missing",
      ])
    // What citizens did is known, but not told to everyone.
    let told = try figures.table(FigureRequest("completion_rate")).listed("value")
    #expect(Double(told[0]) != nil)
    // Seen from January it is what January reached.
    #expect(try today("2025-01-31")[0] == "target a-land \(rate(to: "2025-01"))")
    #expect(try rate(to: "2025-01") != rate())
    #expect(try today("2017-01-31").allSatisfy { $0.hasSuffix("missing") })
  }

  @Test func `what is kept between days says what is read anew for each`() throws {
    let world = try SmallWorld()
    try world.load(
      """
      target_id,indicator,area_ars,value,due_on,decided_on,source
      a-land,activation_rate,080000000000,0.9,2024-12-31,2024-03-14,Beschluss
      b-kreis,activation_rate,081150000000,0.9,2026-01-02,2024-03-14,Beschluss
      c-later,coverage_share,080000000000,0.9,2028-01-02,2024-03-14,Beschluss

      """, as: "targets-0.csv")
    let figures = try world.figures()
    let plans = ProjectPlans(
      dataFolder: world.folder, revision: figures.dataState.revision, today: Day("2025-03-01")!,
      cutOff: figures.cutOff, definitions: try DefinitionLog("", at: "definitions.csv"))
    // Backwards and forwards, before the data, in it and after it, a month twice.
    let days = [
      "2027-05-05", "2025-03-01", "2025-01-31", "2024-06-30", "2017-01-31", "2024-12-31",
      "2024-12-01", "2025-02-28", "2026-01-02", "2025-01-01",
    ]
    for text in days {
      let day = Day(text)!
      let plain = try world.store.read { try Deadlines.table($0, on: day) }
      let kept = try plans.released(PlanQuestion(.deadlines, [.on: text]))
      #expect(kept.rows == plain.rows, "\(text)")
    }
  }
}
