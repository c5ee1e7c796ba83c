import Foundation
import Testing

/// `lagebild priority`, `portfolio` on the project's own candidates, `forecast list` and `convoy`,
/// on the feeds of a user.
@Suite struct PlanningCommandTests {
  private func project(_ names: [String]) throws -> TestProject {
    try CostFeeds.project(names.map { ($0, CostFeeds.texts[$0] ?? Self.feeds[$0]!) })
  }

  private static let candidates = ["parameters", "effort", "cases", "candidates", "budget"]

  /// The rows of a CSV answer by column.
  private func rows(_ answer: Lagebild.Answer) -> [[String: String]] {
    #expect(answer.status == 0, "\(answer.messages)")
    /// A comma parts cells unless an odd number of quotation marks stands before it.
    func cells(_ line: String) -> [String] {
      var cells = [""]
      var isQuoted = false
      for character in line {
        switch character {
        case "\"": isQuoted.toggle()
        case "," where !isQuoted: cells.append("")
        default: cells[cells.count - 1].append(character)
        }
      }
      return cells
    }
    guard let header = answer.lines.first.map(cells) else { return [] }
    return answer.lines.dropFirst().map { line in
      Dictionary(zip(header, cells(line))) { first, _ in first }
    }
  }

  @Test func `of two candidates that differ in cost alone the cheaper one ranks first`() throws {
    let project = try project(Self.candidates)
    let ranks = rows(
      try Lagebild.run("priority", "rank", "--draws", "500", "--format", "csv", in: project))
    #expect(ranks.map { $0["candidate_id"] } == ["k1", "k2", "k3"])
    #expect(ranks.map { $0["state"] } == ["ranked", "ranked", "not_assessable"])
    try #require(ranks.count == 3)
    #expect(ranks[0]["rank_from"] == "1" && ranks[0]["rank_to"] == "1")
    #expect(ranks[1]["rank_from"] == "2" && ranks[2]["missing"]?.contains("Fallzahlen") == true)
  }

  @Test func `the weights of the criteria add up, and cost and benefit keep their minimum`() throws
  {
    let project = try project(Self.candidates)
    let criteria = rows(
      try Lagebild.run(
        "priority", "criteria", "--draws", "500", "--minimum-benefit", "80", "--format", "csv",
        in: project))
    func weight(_ names: [String]) -> Double {
      criteria.filter { names.contains($0["criterion"]!) }
        .reduce(0) { $0 + (Double($1["weight"]!) ?? 0) }
    }
    #expect(abs(weight(criteria.map { $0["criterion"]! }) - 1) < 1e-6)
    #expect(weight(["net_value", "hours", "volume"]) >= 0.8)
    let wrong = try Lagebild.run("priority", "rank", "--weights", "beauty=1", in: project)
    #expect(wrong.status == 64 && wrong.messages.contains("beauty"))
  }

  @Test func `the project's candidates are chosen within what its budget year leaves`() throws {
    let project = try project(Self.candidates)
    let items = rows(
      try Lagebild.run(
        "portfolio", "solve", "--items", "--draws", "20", "--first-year", "2026", "--format",
        "csv", in: project))
    #expect(items.map { $0["candidate_id"] } == ["k1", "k2", "k3"])
    #expect(items.map { $0["state"] } == ["chosen", "omitted", "not_assessable"])
    #expect(items.map { $0["year"] } == ["2026", "", ""])
    let plan = try Lagebild.run("portfolio", "solve", "--first-year", "2026", in: project)
    #expect(plan.status == 0 && plan.output.contains("\"optimal\": true"), "\(plan.messages)")
    #expect(plan.output.contains("\"free_eur\": 9000.00"), "\(plan.output)")
    let later = try Lagebild.run("portfolio", "solve", "--first-year", "2027", in: project)
    #expect(later.status == 66 && later.messages.contains("feed budget: year 2027"))
  }

  @Test func `a process with few authorities is listed without a forecast`() throws {
    let project = try project(["areas", "catalogue", "competence", "processes", "activations"])
    let list = rows(try Lagebild.run("forecast", "list", "--format", "csv", in: project))
    try #require(list.map { $0["process"] } == ["p1"], "\(list)")
    #expect(list[0].values.contains("few_authorities"), "\(list)")
  }

  @Test func `a convoy is listed with its delay, and its roadmap says who is late`() throws {
    let project = try project(["areas", "catalogue", "processes", "convoys", "milestones"])
    let list = rows(
      try Lagebild.run("convoy", "list", "--on", "2025-03-01", "--format", "csv", in: project))
    try #require(list.map { $0["convoy_id"] } == ["k1"])
    #expect(list[0]["members"] == "2" && list[0]["done"] == "1" && list[0]["overdue"] == "1")
    #expect(list[0]["slip_days_max"] == "28")
    let steps = rows(
      try Lagebild.run("convoy", "show", "k1", "--on", "2025-03-01", "--format", "csv", in: project)
    )
    try #require(steps.map { $0["state"] } == ["done", "overdue"])
    #expect(steps[0]["delay"] == "10 Tage später als geplant")
    let none = try Lagebild.run("convoy", "show", "k2", in: project)
    #expect(none.status == 64 && none.messages.contains("k1"))
  }

  private static let feeds = [
    "candidates": """
    candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year
    k1,Eins,99001001001000,4000.00,5000.00,6000.00,500.00
    k2,Zwei,99001001001000,7000.00,8000.00,9000.00,500.00
    k3,Drei,99001001002000,4000.00,5000.00,9000.00,500.00

    """,
    "budget": """
    year,total_eur,operating_eur,policy_id
    2026,9000.00,0.00,A

    """,
    "areas": """
    ars,name,kind,parent_ars,population,area_km2,valid_from
    080000000000,Land,Land,,5000,40.00,2018-01-01
    081000000000,Nord,Regierungsbezirk,080000000000,5000,40.00,2018-01-01
    081150000000,Ost,Landkreis,081000000000,4000,20.00,2018-01-01
    081160000000,West,Landkreis,081000000000,1000,20.00,2018-01-01
    081150001001,Adorf,Gemeinde,081150000000,1000,10.00,2018-01-01
    081160001001,Cdorf,Gemeinde,081160000000,1000,10.00,2018-01-01

    """,
    "catalogue": """
    leika,name,themenfeld,leika_typ
    99001001001000,Eins,Bauen & Wohnen,5

    """,
    "competence": """
    leika,leika_prefix,authority_kind,authority_ars,valid_from,valid_to,source
    99001001001000,,gemeinde,,2018-01-01,,§ 1

    """,
    "processes": """
    process_id,name,kind,leika,released_on,customer
    p1,Eins,standard,99001001001000,2024-06-01,citizen

    """,
    "activations": """
    snapshot_on,authority_ars,process_id,state,environment,maturity_model,maturity_level
    2025-01-31,081150001001,p1,active,prod,1.1,3

    """,
    "convoys": """
    convoy_id,name,task,process_id,field,kreis_ags5,joined_on,left_on,role
    k1,Konvoi,Einheitlich,p1,ozg,08115,2025-01-10,,lead
    k1,Konvoi,Einheitlich,p1,ozg,08116,2025-01-20,,member

    """,
    "milestones": """
    convoy_id,order_id,milestone_id,name,planned_on,revised_on,done_on,kreis_ags5
    k1,,m1,Auftakt,2025-01-10,,2025-01-20,08115
    k1,,m2,Start,2025-02-01,,,08116

    """,
  ]
}
