import Foundation
import Site
import TestSupport
import Testing

/// Pages that are made to be printed.
@Suite struct PaperTests {
  @Test func `a paper shows as much of a table as it declares, once, and where the rest is`() throws
  {
    let page = """
      path = "/"
      title = "Probe"
      ask = ["budget"]
      [[tile]]
      show = "operating"
      as = "stacked"
      at = "half"
      [[tile]]
      show = "financing"
      as = "listing"
      at = "full"
      title = "Alle Jahre"
      most = 1
      whole = "/finanzierung"

      """
    let whole = """
      path = "/finanzierung"
      title = "Alles"
      section = "planung"
      menu = 1
      ask = ["budget"]
      [[tile]]
      show = "financing"
      as = "listing"
      at = "full"

      """
    let site = try PlanSite.website(
      PlanPageTests.feeds, pages: ["probe": page, "zweite": whole])
    let html = site.respond(to: SiteRequest("GET", "/?lang=de", headers: [])).text
    #expect(html.contains("Die Tabelle dazu: <a href=\"#t2\">Alle Jahre</a>"))
    #expect(html.components(separatedBy: "<table").count == 2)
    #expect(html.contains("Gezeigt sind 1 von 2 Zeilen; alle stehen unter"))
    #expect(html.contains("<a href=\"/finanzierung?lang=de\">/finanzierung</a>."))
    // What the reader chose goes along: elsewhere stood another selection.
    let chosen = site.respond(to: SiteRequest("GET", "/?lang=de&budget=1000000", headers: [])).text
    #expect(
      chosen.contains(
        "<a href=\"/finanzierung?budget=1000000&amp;lang=de\">/finanzierung?budget=1000000</a>."))
  }

  @Test func `a paper proposes all that is chosen, and the ranking says what is not`() throws {
    let page = """
      path = "/"
      title = "Probe"
      section = "planung"
      menu = 1
      ask = ["budget"]
      [[tile]]
      show = "portfolio"
      as = "listing"
      at = "full"
      most = 1
      [[tile]]
      show = "priority"
      as = "listing"
      at = "full"

      """
    let candidates = """
      candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year
      k1,Erstes,99001001001000,100.00,200.00,300.00,0.00
      k2,Zweites,99001001001000,100.00,200.00,300.00,0.00
      k3,Drittes,99001001001000,900000.00,900000.00,900000.00,0.00

      """
    let feeds = BenefitFeeds.files.filter { $0.name != "candidates" }
    let site = try PlanSite.website(
      feeds + [(name: "candidates", text: candidates)], pages: ["probe": page])
    let html = site.respond(to: SiteRequest("GET", "/?lang=de&budget=5.000", headers: [])).text
    let tables = html.components(separatedBy: "<tbody>").dropFirst().map {
      $0.components(separatedBy: "</tbody>")[0]
    }
    try #require(tables.count == 2, "\(html)")
    #expect(tables[0].contains("Erstes</a></th>") && tables[0].contains("Zweites</a></th>"))
    #expect(
      !tables[0].contains("Drittes") && html.contains("Ein weiterer Kandidat ist nicht gewählt"))
    let answers = tables[1].matches(of: /data-title="Im Vorschlag">([a-z]+)</).map(\.output.1)
    #expect(answers.sorted() == ["ja", "ja", "nein"])
  }
}
