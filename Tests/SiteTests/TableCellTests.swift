import Domain
import Site
import Testing

/// What stands in the cells of the pages' tables, and the files beside them.
@Suite struct TableCellTests {
  private static let parameters = """
    id,value,unit,valid_from,valid_to,source,is_assumption
    discount_rate,0.009,share,2024-01-01,,BMF,no
    horizon_years,5,years,2024-01-01,,Annahme,yes

    """

  @Test func `a share among the assumptions reads as percent with all its digits`() throws {
    let site = try PlanPageTests.website(more: ["parameters": Self.parameters])
    let html = PlanPageTests.answer("/annahmen?lang=de", site).body
    #expect(html.contains(">0,9\u{A0}%</td>"))
    #expect(!html.contains(">0,009</td>"))
    let english = PlanPageTests.answer("/annahmen?lang=en", site).body
    #expect(english.contains(">0.9%</td>"))
    // In the files a share stays the number that is reckoned with.
    let csv = PlanPageTests.answer("/api/v1/plans/assumptions?format=csv", site).body
    #expect(csv.contains("0.009,share"))
  }

  @Test func `planning tables have a file for Excel, too`() throws {
    let site = try PlanPageTests.website()
    let html = PlanPageTests.answer("/finanzierung?lang=de", site).body
    let link = try #require(html.firstMatch(of: /<a href="([^"]*excel-de)">CSV für Excel<\/a>/))
    let path = String(link.output.1).replacing("&amp;", with: "&")
    let file = PlanPageTests.answer(path, site)
    #expect(file.status == 200 && file.body.contains(";"))
  }

  @Test func `a list of processes begins with their names, which lead to them`() throws {
    let html = try TestSite.body("/prozesse?lang=de")
    let table = html[try #require(html.range(of: "<th scope=\"col\">Name</th>")).lowerBound...]
    let head = try #require(table.firstMatch(of: /<th scope="row"[^>]*>(.*?)<\/th>/))
    #expect(head.output.1.contains("<a href=\"/prozesse/"))
    let row = table[head.range.upperBound...].prefix(while: { $0 != "\n" })
    let id = try #require(row.firstMatch(of: /<td[^>]*>(.*?)<\/td>/))
    #expect(!id.output.1.contains("<a "))
  }

  @Test func `a drawing for a letter says of what it is, and nothing of it is cut`() throws {
    let query = "&format=svg&lang=de"
    let kreis = try TestSite.body(
      "/api/v1/indicators/coverage_share_population?by=month&where=kreis=08115" + query)
    #expect(kreis.contains(">Landkreis Ost</text>"))
    let process = try TestSite.body(
      "/api/v1/indicators/activation_rate?by=month&where=process=p1" + query)
    #expect(process.contains(">Eins &lt;online&gt;</text>"))
    for line in kreis.matches(of: /<text class="(?:quiet|strong)" x="0"[^>]*>([^<]*)</) {
      // Of 400 units a letter of 12.5 takes six to seven.
      #expect(line.output.1.count < 76, "\(line.output.1)")
    }
    #expect(kreis.contains("Aktivierungsstände"))
  }

  @Test func `a large number says its unit, and the line above it not once more`() throws {
    let html = try TestSite.body("/indikatoren/freshness_days?lang=de")
    let tile = try #require(
      html.firstMatch(
        of: /<p class="what">([^<]*)<\/p><\/figcaption><p class="number">([^<]*)<small>([^<]*)</))
    #expect(tile.output.3 == "Tage" && !tile.output.1.contains("(Tage)"))
  }

  @Test func `a definition is told in words first, and its example in the language of the page`()
    throws
  {
    let german = try TestSite.body("/indikatoren/digital_take_up?lang=de")
    let words = try #require(german.firstRange(of: "<dt>Zähler</dt><dd>Summe: Fälle (Zugangsweg"))
    let query = try #require(german.firstRange(of: "<h2>Prüfabfrage (SQL)</h2>"))
    #expect(words.lowerBound < query.lowerBound)
    #expect(german.contains("<th scope=\"col\">Zugangsweg</th><th scope=\"col\">Fälle</th>"))
    #expect(
      german.contains("<td>Schalter</td>") && !german.contains("<th scope=\"col\">cases</th>"))
    let english = try TestSite.body("/indikatoren/digital_take_up?lang=en")
    #expect(english.contains("<dt>Numerator</dt><dd>Sum: cases (channel: online, mobile)</dd>"))
    #expect(english.contains("<th scope=\"col\">Cases</th>"))
  }
}
