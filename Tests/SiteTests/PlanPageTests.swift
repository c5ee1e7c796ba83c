import Domain
import Foundation
import Indicators
import Planning
import Site
import TestSupport
import Testing

/// Pages and interface of the plans, on a world whose plans fit on a sheet of paper.
@Suite struct PlanPageTests {
  static let pages = [
    "/finanzierung", "/beschluesse", "/termine", "/aenderungen", "/konvois", "/reihenfolge",
    "/annahmen", "/universalprozesse", "/prozesse/p1", "/prognosen", "/berichte/reihenfolge",
    "/berichte/jahresplanung", "/berichte/konvois", "/berichte", "/beschluesse/erfassen",
    "/reihenfolge/pruefung", "/reihenfolge/kosten-nutzen/p1", "/berichte/it-kooperationsrat",
    "/berichte/kennzahlen",
  ]

  static let feeds: [(name: String, text: String)] = [
    (
      "budget",
      """
      year,total_eur,operating_eur,policy_id
      2024,3000000.00,320000.00,B
      2025,3100000.00,500000.00,B

      """
    ),
    (
      "costs",
      """
      item_id,process_id,order_id,kind,month,amount_eur,paid_by,budget_effective,plan_or_actual
      k-1,p1,,development,2024-03,1000000.00,land,yes,actual

      """
    ),
    (
      "decisions",
      """
      decision_id,body,decided_on,subject,result,votes_for,votes_against,owner,due_on
      lk-1,lenkungskreis,2025-01-15,Auftrag <Eins>,angenommen,5,1,UAG E-Government,2025-04-01

      """
    ),
    (
      "convoys",
      """
      convoy_id,name,task,process_id,field,kreis_ags5,joined_on,left_on,role
      k1,Konvoi <Eins>,Aufgabe,p2,ozg,08115,2024-07-01,,lead
      k1,Konvoi <Eins>,Aufgabe,p2,ozg,08116,2024-08-01,,member

      """
    ),
    (
      "milestones",
      """
      convoy_id,order_id,milestone_id,name,planned_on,revised_on,done_on,kreis_ags5
      k1,,m1,Start,2024-09-01,,2024-09-13,08115
      k1,,m1,Start,2024-09-01,,,08116

      """
    ),
  ]

  static func website(
    isPublic: Bool = false, today: Day = Day("2025-03-01")!, hasPlans: Bool = true,
    more: [String: String] = [:]
  ) throws -> Website {
    try PlanSite.website(
      (hasPlans ? feeds : [])
        + more.sorted { $0.key < $1.key }.map { (name: $0.key, text: $0.value) },
      isPublic: isPublic, today: today)
  }

  static func answer(_ path: String, _ site: Website) -> (status: Int, body: String) {
    let response = site.respond(to: SiteRequest("GET", path, headers: []))
    return (response.status, String(decoding: response.body, as: UTF8.self))
  }

  @Test(arguments: [true, false])
  func `a page of plans is whole in both languages, with plans and without`(hasPlans: Bool) throws {
    let site = try Self.website(hasPlans: hasPlans)
    for path in Self.pages + (hasPlans ? ["/konvois/k1"] : []) {
      for language in ["de", "en"] {
        let (status, html) = Self.answer(path + "?lang=" + language, site)
        #expect(status == 200, "\(path): \(html)")
        #expect(html.components(separatedBy: "<h1>").count == 2)
        for trace in ["&lt;div", "&lt;svg", "&lt;td", "class=&quot;", "Optional("] {
          #expect(!html.contains(trace), "\(path): \(trace)")
        }
        for link in Set(html.matches(of: /(?:href|action)="(\/[^"#]*)/).map { String($0.output.1) })
        {
          let target = String(link).replacing("&amp;", with: "&")
          #expect(Self.answer(target, site).status == 200, "\(path) → \(target)")
        }
      }
    }
  }

  @Test func `what the Kommunen bear is drawn, told in a headline, and given as data`() throws {
    let site = try Self.website()
    let html = Self.answer("/finanzierung?lang=de", site).body
    // Half of a million; of operating costs of 500,000 EUR the capped 200,000 and the rest.
    #expect(html.contains("2024 tragen die Kommunen 500.000\u{A0}Euro, das Land 500.000\u{A0}Euro"))
    #expect(
      html.contains("2025 tragen die Kommunen bisher 200.000\u{A0}Euro, das Land 300.000\u{A0}Euro")
    )
    #expect(html.contains("Kommunen 500.000\u{A0}Euro, Land 500.000\u{A0}Euro, für die Kommunen"))
    let csv = Self.answer("/api/v1/plans/financing?format=csv", site).body
    #expect(csv.contains("\n2024,B,3000000,1000000,1500000,500000,500000,1000000,"))
  }

  @Test func `deadlines are a page, data, and a calendar, seen from the day that is asked for`()
    throws
  {
    let site = try Self.website()
    #expect(Self.answer("/termine?lang=de", site).body.contains("Auftrag &lt;Eins&gt;"))
    #expect(Self.answer("/termine?am=2025-04-02&lang=de", site).body.contains("Auftrag") == false)
    #expect(Self.answer("/termine?am=morgen", site).status == 400)
    #expect(Self.answer("/termine?am=", site).status == 200)
    // In sight, not only behind the fold: the first thing under the heading.
    let figure = Self.answer("/termine?lang=de", site).body.firstMatch(of: /<\/figcaption>.{0,200}/)
    #expect(figure?.output.contains("/termine.ics") == true)
    let calendar = site.respond(to: SiteRequest("GET", "/termine.ics", headers: []))
    #expect(calendar.header("Content-Type") == "text/calendar; charset=utf-8")
    #expect(calendar.text.contains("DTSTART;VALUE=DATE:20250401\r\n"))
    let csv = Self.answer("/api/v1/plans/deadlines?on=2025-03-31&format=csv", site).body
    #expect(csv.contains("\ndecision,lk-1,2025-04-01,1,Auftrag <Eins>,"))
    #expect(Self.answer("/api/v1/plans/deadlines?on=31.3.2025", site).status == 400)
  }

  @Test func `changes are those since a day, or since the meeting of a decision`() throws {
    let site = try Self.website()
    let late = Self.answer("/aenderungen?seit=2025-01-31&lang=de", site).body
    #expect(late.contains(">Drei</th>"))
    #expect(
      late.contains(">nicht mehr aktiv bei Behörden</td>") && !late.contains(">beschlossen</td>"))
    let decided = Self.answer("/aenderungen?seit=2025-01-14&lang=de", site).body
    #expect(decided.contains(">beschlossen</td>") && decided.contains(">Auftrag &lt;Eins&gt;</th>"))
    let meeting = Self.answer("/aenderungen?seit=lk-1&lang=de", site).body
    #expect(meeting.contains("Änderungen seit 2025-01-15") || meeting.contains("15.01.2025"))
    #expect(Self.answer("/aenderungen?seit=lk-2", site).status == 400)
    #expect(Self.answer("/api/v1/plans/changes?since=lk-1&format=csv", site).status == 200)
  }

  @Test func `without a day changes are those of the three months before the data end`() throws {
    // Years later nothing has happened in the last three months, for nobody has told of them.
    let html = Self.answer("/aenderungen?lang=de", try Self.website(today: Day("2028-11-22")!)).body
    #expect(html.contains("name=\"seit\" value=\"2024-11-01\""))
    #expect(html.contains(">beschlossen</td>"))
  }

  @Test func `each planning table has its place in the interface and in its description`() throws {
    let site = try Self.website()
    let description = Self.answer("/openapi.json", site).body
    let list = Self.answer("/api/v1/plans", site).body
    for listing in PlanListing.allCases {
      #expect(description.contains("\"/api/v1/plans/\(listing.rawValue)\""))
      #expect(list.contains("\"\(listing.rawValue)\""))
    }
  }

  @Test func `a convoy shows plan against actual with the delay in words`() throws {
    let site = try Self.website()
    let html = Self.answer("/konvois/k1?lang=de", site).body
    #expect(html.contains("<h1>Konvoi &lt;Eins&gt;</h1>"))
    #expect(html.contains("Landkreis Ost: geplant 01.07.2024 bis 01.09.2024, tatsächlich"))
    #expect(html.contains("12 Tage später als geplant") && html.contains("Tagen überfällig"))
    #expect(Self.answer("/konvois/k2", site).status == 404)
    let schedule = Self.answer("/api/v1/plans/schedule?convoy=k1&format=csv", site).body
    #expect(schedule.contains("\nk1,08115,2024-07-01,2024-09-01,2024-07-01,2024-09-13,yes,"))
    #expect(Self.answer("/api/v1/plans/roadmap", site).status == 400)
  }

  @Test func `what is made from counts of citizens stays inside, and the public reads why`() throws
  {
    let site = try Self.website(isPublic: true)
    let page = Self.answer("/reihenfolge?lang=de", site)
    #expect(page.status == 200 && page.body.contains("Nicht veröffentlicht."))
    #expect(page.body.contains("aus genauen Fallzahlen"))
    // What is kept back for one reason is told once, with all that it concerns.
    #expect(page.body.components(separatedBy: "Nicht veröffentlicht.").count == 2)
    for listing in [PlanListing.portfolio, .priority, .spending, .benefit, .criteria] {
      #expect(page.body.contains(listing.title.de), "\(listing)")
    }
    // No form for an answer that is refused; a day for the dates is a question to plans.
    #expect(!page.body.contains("<form"))
    #expect(Self.answer("/termine?lang=de", site).body.contains("<form class=\"choose\""))
    #expect(
      Self.answer("/reihenfolge?lang=de", try Self.website()).body.contains(
        "<form class=\"choose\""))
    for listing in PlanListing.allCases {
      let response = site.respond(
        to: SiteRequest("GET", "/api/v1/plans/\(listing.rawValue)", headers: []))
      #expect((response.status == 403) == (listing.refusal != nil), "\(listing)")
      guard response.status == 403 else { continue }
      #expect(response.header("Content-Type") == "application/problem+json")
      #expect(response.text.contains("exact case counts"))
    }
  }

  @Test func `weights and a budget that make no sense are told in place of the table`() throws {
    let site = try Self.website()
    for choice in ["gewicht-hours=viel", "budget=0", "budget=1,1,1,1,1,1"] {
      let page = Self.answer("/reihenfolge?lang=de&" + choice, site)
      #expect(page.status == 200 && page.body.contains("Nicht berechenbar."), "\(choice)")
    }
    #expect(Self.answer("/api/v1/plans/portfolio?budget=0", site).status == 400)
  }

  @Test func `what is not delivered is told in the language of the page`() throws {
    let site = try Self.website()
    let german = Self.answer("/reihenfolge?lang=de", site).body
    #expect(german.contains("Es sind keine Lohnsätze und Standardzeiten geliefert."))
    #expect(!german.contains("<span lang=\"en\">"))
    #expect(
      Self.answer("/reihenfolge?lang=en", site).body.contains(
        "the project has no wages and standard times."))
  }

  @Test func `the same question is computed once, and another day makes another answer`() throws {
    let site = try Self.website()
    let first = site.respond(to: SiteRequest("GET", "/termine", headers: []))
    let again = site.respond(to: SiteRequest("GET", "/termine", headers: []))
    #expect(first.body == again.body && first.header("ETag") == again.header("ETag"))
    let next = try Self.website(today: Day("2025-03-02")!)
    #expect(
      next.respond(to: SiteRequest("GET", "/termine", headers: [])).header("ETag")
        != first.header("ETag"))
  }

  @Test func `the menu shows all groups, and the pages of the one that the reader is in`() throws {
    let html = Self.answer("/finanzierung?lang=de", try Self.website()).body
    for word in ["Lage", "Planung", "Grundlagen", "Finanzierung", "Beschlüsse", "Termine"] {
      #expect(html.contains(">\(word)</a>"), "\(word)")
    }
    #expect(!html.contains(">Datenstände</a>"))
    #expect(html.contains("aria-current=\"page\">Finanzierung</a>"))
    #expect(html.contains("aria-current=\"true\">Planung</a>"))
  }
}
