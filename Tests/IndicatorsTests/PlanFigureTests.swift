import Domain
import Foundation
import Indicators
import TestSupport
import Testing

/// Plans, money, promises, other sources and deliveries of a Land that fits on a sheet of paper:
/// each figure can be checked by hand.
@Suite struct PlanFigureTests {
  @Test func `an order is measured against the plan as it was first delivered`() throws {
    let world = try SmallWorld()
    let header = """
      order_id,title,kind,year,planned_units,unit,delivered_units,budget_eur,spent_eur,\
      share_kommunen_eur,status,reservation

      """
    try world.load(
      header + """
        la-1,Eins,Entwicklung,2025,4,Stück,1,1000.00,100.00,50.00,in_progress,yes
        la-2,Zwei,Entwicklung,2026,4,Stück,0,1000.00,0.00,0.00,ordered,yes

        """, as: "orders-0.csv")
    // The plan is lowered, and the other order gets more than was owed: neither helps.
    try world.load(
      header + """
        la-1,Eins,Entwicklung,2025,2,Stück,2,1000.00,900.00,450.00,accepted,yes
        la-2,Zwei,Entwicklung,2026,4,Stück,6,1000.00,100.00,50.00,accepted,yes

        """, as: "orders-1.csv", now: SmallWorld.now + 1)
    let figures = try world.figures()
    #expect(try value("fulfilment", figures) == .value(0.75))
    #expect(try value("fulfilment", figures, ["order_id": ["la-1"]]) == .value(0.5))
    #expect(try value("order_spending", figures) == .value(0.5))
    #expect(try value("fulfilment", figures, from: Month("2026-01")) == .value(1))
  }

  @Test func `a milestone is due by its first plan, and slips to its new one`() throws {
    let world = try SmallWorld()
    try world.load(
      """
      convoy_id,order_id,milestone_id,name,planned_on,revised_on,done_on,kreis_ags5
      k1,,m1,Auftakt,2025-01-10,,2025-01-20,08115
      k1,,m1,Auftakt,2025-02-10,2025-03-20,,08116
      k1,,m2,Start,2025-05-01,,,08115
      ,la-1,m1,Abnahme,2025-06-01,2025-06-11,,

      """, as: "milestones-0.csv")
    let figures = try world.figures()
    #expect(try value("milestones_done", figures) == .value(0.5))
    #expect(try value("schedule_slip_days", figures) == .value(58.0 / 3))
    #expect(try value("schedule_slip_days", figures, ["kreis": ["08116"]]) == .value(38))
    #expect(try value("schedule_slip_days", figures, ["order_id": ["la-1"]]) == .value(10))
    #expect(try value("milestones_done", figures, ["month": ["2025-01"]]) == .value(1))
  }

  @Test func `money follows § 5, and a year without reported costs is not zero`() throws {
    let world = try SmallWorld()
    try world.load(
      """
      year,total_eur,operating_eur,policy_id
      2024,3000000.00,500000.00,B
      2025,3000000.00,500000.00,A
      2026,3000000.00,500000.00,A

      """, as: "budget-0.csv")
    try world.load(
      """
      item_id,process_id,order_id,kind,month,amount_eur,paid_by,budget_effective,plan_or_actual
      k1,,,development,2024-05,1000000.00,land,yes,actual
      k2,,,development,2025-01,900000.00,land,yes,plan
      k3,,,development,2024-05,900000.00,bund,yes,actual

      """, as: "costs-0.csv")
    let figures = try world.figures()
    #expect(try value("budget_used", figures) == .value(1.0 / 3))
    #expect(try value("budget_used", figures, ["year": ["2025"]]) == .missing)
    #expect(try value("municipal_share", figures) == .value(0.5))
    // A stock: that of the last year that has begun, never a sum of years.
    #expect(try value("carry_over", figures) == .value(2_500_000))
    #expect(try value("carry_over", figures, ["year": ["2024"]]) == .value(1_000_000))
    #expect(try value("operating_municipal", figures) == .value(400_000))
    #expect(try value("costs", figures) == .value(1_900_000))
    #expect(try value("costs", figures, ["payer": ["bund"], "year": ["2024"]]) == .value(900_000))
    #expect(try value("costs", figures, ["year": ["2025"]]) == .missing)
  }

  @Test func `a promise is kept by the value of its indicator; without value it does not count`()
    throws
  {
    let world = try SmallWorld()
    // Two of three visits that were started end with an application.
    try world.load(
      """
      promise_id,process_id,text,indicator,value,due_on
      v1,,Jeder zweite,completion_rate,0.5,2025-02-01
      v2,p1,Neun von zehn,completion_rate,0.9,2025-02-01
      v3,,Wenig ohne Anträge,dormant_share,0.1,2025-01-15
      v4,,Später,completion_rate,0.99,2025-12-31
      v5,p2,Nicht nach Prozess,coverage_share,0.5,2025-01-15
      v6,,Gibt es nicht,no_such_indicator,0.5,2025-01-15
      v7,,Mindestens drei Aufrufe,page_views,3,2025-01-15

      """, as: "promises-0.csv")
    let figures = try world.figures()
    let row = try cells("promise_kept", figures)
    #expect(row.value == .value(1.0 / 3) && row.denominator == .value(3))
    #expect(try value("promise_kept", figures, ["promise": ["v2"]]) == .value(0))
    #expect(try value("promise_kept", figures, ["promise": ["v3"]]) == .missing)
  }

  @Test func `a field of action counts by its latest report, and who is silent does not count`()
    throws
  {
    let world = try SmallWorld()
    try world.load(
      """
      snapshot_on,authority_ars,field,status,post_filled
      2025-01-31,081150000000,ozg,in_progress,yes
      2025-02-28,081150000000,ozg,done,yes
      2025-01-31,081160000000,ozg,planned,no
      2025-01-31,081160000000,dms,none,no
      2025-01-31,081150000000,dms,planned,yes
      2025-01-31,081150000000,e_akte,finished,yes

      """, as: "coordination-0.csv")
    let figures = try world.figures()
    #expect(try value("field_status_share", figures) == .value(0.25))
    #expect(try value("field_status_share", figures, ["field": ["ozg"]]) == .value(0.5))
    #expect(try value("field_status_share", figures, ["month": ["2025-01"]]) == .value(0))
    #expect(try value("field_status_share", figures, ["kreis": ["08111"]]) == .missing)

    // One of six rows has a word that nobody knows.
    #expect(try value("quarantine_rate", figures, ["feed": ["coordination"]]) == .value(1.0 / 6))
    #expect(try value("quarantine_rate", figures, ["feed": ["areas"]]) == .value(0))
    #expect(try value("quarantine_rate", figures, ["feed": ["costs"]]) == .missing)
    // The Landkreis West last reported 28 days before the end of the data.
    #expect(try value("freshness_days", figures, ["feed": ["coordination"]]) == .value(14))
    #expect(try value("freshness_days", figures, ["feed": ["activations"]]) == .value(0))
    #expect(try value("completeness", figures, ["feed": ["coordination"]]) == .value(0.75))
    #expect(try value("completeness", figures, ["kreis": ["08116"]]) == .value(0.75))
  }

  @Test func `each difference to the Bund has its reason`() throws {
    let world = try SmallWorld()
    try world.load(
      """
      leika,ars,online_status,as_of,source_url
      99001001001000,081150001001,yes,2025-02-15,
      99001001001000,081150002002,no,2025-01-15,
      99001001001000,081150002002,yes,2025-02-15,
      99001001001000,081165001001,yes,2025-02-15,
      99001001001000,081165001002,yes,2025-02-15,
      99001001001000,081110000000,no,2025-02-15,
      99001001001000,081150000000,yes,2025-02-15,
      99999999001000,081150001001,yes,2025-02-15,

      """, as: "federal-0.csv")
    try world.load(
      """
      leika,authority_ars,offered_by,url,since,source
      99001001001000,081150002002,Portal,,2024-01-01,Meldung

      """, as: "elsewhere-0.csv")
    let figures = try world.figures()
    let row = try cells("federal_gap", figures)
    #expect(row.value == .value(0.5) && row.denominator == .value(6))
    func reasons(_ rule: String? = nil) throws -> [String: Double] {
      let table = try figures.table(
        FigureRequest("federal_differences", by: ["reason"], rule: rule))
      return table.rows.reduce(into: [:]) { result, row in
        if case .key(let key, _) = row[0], case .figure(.value(let count)) = row[1] {
          result[key] = count
        }
      }
    }
    #expect(
      try reasons() == ["ours_only": 1, "federal_only": 1, "elsewhere": 1, "unknown_key": 1])
    // Under a level that the Gemeinde Cdorf does not reach, its process is there all the same.
    let rated = try reasons("maturity=1.1:3")
    #expect(
      rated == [
        "ours_only": 1, "federal_only": 1, "elsewhere": 1, "unknown_key": 1, "maturity": 1,
      ])
    #expect(try value("federal_gap", figures, ["month": ["2025-01"]]) == .value(0))
  }

  @Test func `two sources are compared only where both report`() throws {
    let world = try SmallWorld()
    try world.load(
      """
      month,authority_ars,leika,channel,cases
      2025-02,08115001,99001001001000,online,2
      2025-02,08115001,99001001001000,counter,50
      2025-02,08111000,99001001001000,mobile,1
      2024-12,08111000,99001001001000,mobile,900

      """, as: "cases-0.csv")
    let figures = try world.figures()
    #expect(try value("two_source_gap", figures) == .value(0.5))
    #expect(try value("two_source_gap", figures, ["kreis": ["08115"]]) == .value(1))
    #expect(try value("two_source_gap", figures, ["kreis": ["08111"]]) == .value(0))
  }

  @Test func `two trackers of a real portal are told apart in each month of their overlap`()
    throws
  {
    let path = Self.shared + "/berlin-portal/domain_2019_boss_vs_webtrekk.csv"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      print("skipped: \(path) is not there")
      return
    }
    let rows = text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
    #expect(rows.count == 11)
    let indicator = try IndicatorRegistry.indicator("two_source_gap")
    for row in rows {
      let example = WorkedExample(
        title: .same(row[0]), columns: ["month", "platform", "reported"],
        rows: [[row[0], row[2], row[4]]], numerator: 0, denominator: nil, figure: .missing)
      let frames = FrameSet(example: example, for: indicator.formula)
      let group = try #require(Evaluator.evaluate(indicator.formula, over: frames).first)
      let gap = try #require(group.row.value.number)
      #expect(abs(gap) > SourceGap.limit, "\(row[0]): \(gap)")
    }
  }

  @Test func `without any plan every figure is missing, and nothing fails`() throws {
    let figures = try SmallWorld().figures()
    let plans = IndicatorRegistry.all.filter { $0.group == .money }
    #expect(plans.count >= 10)
    for indicator in plans {
      #expect(try value(indicator.id, figures) == .missing, "\(indicator.id)")
    }
    let empty = try SmallWorld(order: []).figures()
    for indicator in IndicatorRegistry.all where [.money, .quality].contains(indicator.group) {
      #expect(try value(indicator.id, empty) == .missing, "\(indicator.id)")
    }
  }

  // MARK: - Helpers

  private static let shared =
    ProcessInfo.processInfo.environment["LAGEBILD_SHARED"]
    ?? URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/data").standardizedFileURL.path()

  private func value(
    _ id: String, _ figures: ProjectFigures, _ filter: [String: [String]] = [:],
    from: Month? = nil
  ) throws -> Figure {
    try cells(id, figures, filter, from: from).value
  }

  private func cells(
    _ id: String, _ figures: ProjectFigures, _ filter: [String: [String]] = [:],
    from: Month? = nil
  ) throws -> (value: Figure, denominator: Figure) {
    let table = try figures.table(FigureRequest(id, from: from, filter: filter))
    guard table.rows.count == 1, case .figure(let value) = table.rows[0][0],
      case .figure(let denominator) = table.rows[0][2]
    else {
      Issue.record("\(id) gives no figure")
      return (.missing, .missing)
    }
    return (value, denominator)
  }
}
