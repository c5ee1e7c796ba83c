import Domain
import Foundation
import Indicators
import Planning
import Site
import TestSupport
import Testing

/// What readers enter into forms, and what the site makes of it.
@Suite struct ReaderFormTests {
  private static func website(isPublic: Bool = false) throws -> Website {
    try PlanSite.website(PlanPageTests.feeds, isPublic: isPublic)
  }

  private func answer(_ path: String, _ site: Website) -> SiteResponse {
    site.respond(to: SiteRequest("GET", path, headers: []))
  }

  // MARK: - Budgets and weights

  @Test(arguments: [
    ("budget=viel", "„viel“ ist kein Betrag in Euro", "“viel” is no amount in EUR"),
    ("budget=1,000", "ist nicht eindeutig", "can be read in two ways"),
    ("budget=0", "lässt sich nichts wählen", "leaves nothing to choose"),
    ("auslegung=C", "Eine Auslegung „C“", "There is no reading “C”"),
    (
      "gewicht-hours=viel", "Das Gewicht „viel“ von „eingesparte Stunden der Bürger“",
      "The weight “viel” of “citizen hours saved”"
    ),
    ("gewicht-hours=0", "Alle Gewichte sind 0", "All weights are 0"),
  ])
  func `what cannot be followed is told in the language of the page`(
    query: String, german: String, english: String
  ) throws {
    let site = try Self.website()
    #expect(answer("/reihenfolge?lang=de&" + query, site).text.contains(german))
    #expect(answer("/reihenfolge?lang=en&" + query, site).text.contains(english))
  }

  @Test func `an amount with marks between thousands is no mistake`() throws {
    let site = try Self.website()
    for amount in ["1.000.000", "1+000+000+%E2%82%AC", "1.000.000,00", "1.000.000;2.000.000"] {
      let page = answer("/reihenfolge?lang=de&budget=" + amount, site).text
      #expect(!page.contains("Betrag in Euro.") && !page.contains("is no amount"), "\(amount)")
    }
    #expect(answer("/reihenfolge?lang=de&auslegung=A", site).text.contains("value=\"A\" selected"))
  }

  // MARK: - Rules of what weighs more

  @Test(arguments: [
    (
      "mehr-1=net_value&weniger-1=volume&mehr-2=volume&weniger-2=demand&mehr-3=demand&weniger-3=net_value",
      "widersprechen sich: „Kapitalwert“ vor „Fallzahl“; „Fallzahl“ vor „interessierte Kommunen“; "
        + "„interessierte Kommunen“ vor „Kapitalwert“."
    ),
    ("mehr-4=hours&weniger-4=hours", "widersprechen sich"),
    ("mehr-2=hours", "Regel 2 nennt nicht zwei Kriterien"),
    ("mehr-1=hours&weniger-1=stunden", "Regel 1 nennt nicht zwei Kriterien"),
    ("mehr-1=hours&weniger-1=demand&gewicht-hours=100", "Feste Gewichte lassen Regeln nichts"),
    ("mehr-1=benefit&weniger-1=demand", "Ihre Regeln: „Kosten und Nutzen zusammen“ vor"),
  ])
  func `rules that no ranking can follow are named where the ranking would stand`(
    query: String, words: String
  ) throws {
    let page = answer("/reihenfolge?lang=de&" + query, try Self.website())
    #expect(page.status == 200)
    #expect(page.text.contains("Nicht berechenbar."))
    #expect(page.text.contains(words), "\(query)")
    // What a link says stands in the form again.
    #expect(page.text.components(separatedBy: " selected>").count > 1 || query.contains("stunden"))
  }

  @Test func `rules are asked of the interface too`() throws {
    let site = try Self.website()
    #expect(answer("/api/v1/plans/priority?order=hours%3Ehours", site).status == 400)
    #expect(answer("/openapi.json", site).text.contains("what weighs more than what"))
  }

  // MARK: - A decision

  private static let decision =
    "geprueft=1&body=lenkungskreis&decided_on=2025-02-14"
    + "&subject=Reihenfolge%2C%20erster%20Teil&result=angenommen&votes_for=4&abstentions=2"
    + "&weights=net_value%3Ehours&run_id=7-7&owner=UAG%20E-Government&due_on=2025-06-30"

  @Test func `a decision becomes a row that a load takes as it is`() throws {
    let site = try Self.website()
    let page = answer("/beschluesse/erfassen?lang=de&" + Self.decision, site).text
    #expect(page.contains("Die Zeile ist fertig") && page.contains("lagebild ingest decisions-"))
    let link = try #require(page.firstMatch(of: /href="([^"]*erfassen\.csv[^"]*)"/)?.output.1)
    let file = answer(String(link).replacing("&amp;", with: "&"), site)
    #expect(file.status == 200)
    #expect(
      file.header("Content-Disposition")
        == "attachment; filename=\"decisions-lenkungskreis-2025-02-14.csv\"")
    let world = try SmallWorld()
    guard case .loaded(let report) = try world.load(file.text, as: "decisions-1.csv") else {
      Issue.record("the row was not loaded")
      return
    }
    #expect(report.rowsLoaded == 1 && report.warnings.isEmpty)
    let table = try world.store.read { try Decisions.table($0) }
    let row = try #require(table.rows.first)
    func cell(_ name: String) -> String { "\(row[table.index(of: name)!])" }
    #expect(cell("subject").contains("Reihenfolge, erster Teil"))
    #expect(cell("weights").contains("net_value>hours") && cell("due_on").contains("2025-06-30"))
  }

  @Test(arguments: [
    ("&subject=", "href=\"#subject\""), ("&due_on=31.6.2025", "href=\"#due_on\""),
    ("&votes_for=101", "href=\"#votes_for\""), ("&body=kabinett", "href=\"#body\""),
    ("&owner=a.b%40example.org", "personenbezogenen Daten"),
  ])
  func `what a load would refuse is said beside its field, and no file is made`(
    change: String, words: String
  ) throws {
    let site = try Self.website()
    let name = String(change.dropFirst().prefix { $0 != "=" })
    let kept = Self.decision.split(separator: "&").filter { !$0.hasPrefix(name + "=") }
    let query = kept.joined(separator: "&") + change
    let page = answer("/beschluesse/erfassen?lang=de&" + query, site).text
    #expect(page.contains("nähme das Laden die Zeile nicht an"))
    #expect(page.contains(words), "\(change)")
    #expect(page.contains("aria-invalid") && !page.contains("erfassen.csv"))
    #expect(answer("/beschluesse/erfassen.csv?" + query, site).status == 400)
  }

  @Test func `what is odd about a decision is said, but stops nobody`() throws {
    let site = try Self.website()
    let query = Self.decision + "&decision_id=lk-1&votes_against=1"
    let page = answer(
      "/beschluesse/erfassen?lang=de&"
        + query.replacing("votes_for=4", with: "votes_for=3")
        .replacing("abstentions=2", with: "abstentions=3"), site
    ).text
    #expect(page.contains("„Auftrag &lt;Eins&gt;“: die neue Zeile ersetzt ihn"))
    #expect(
      page.contains("genannt sind mehr Stimmen") && page.contains("weniger als die 4 Stimmen"))
    #expect(page.contains("Bitte vor dem Speichern prüfen") && page.contains("erfassen.csv"))
  }

  @Test func `the paper for the UAG leads to the form, filled in with what it rests on`() throws {
    let site = try Self.website()
    let paper = answer(
      "/berichte/reihenfolge?lang=de&budget=2000000&gewicht-hours=&mehr-1=benefit&weniger-1=demand",
      site
    ).text
    let link = try #require(
      paper.firstMatch(of: /href="(\/beschluesse\/erfassen\?[^"]*)"/)?.output.1)
    let form = answer(String(link).replacing("&amp;", with: "&"), site).text
    for value in [
      "value=\"/berichte/reihenfolge?budget=2000000&amp;mehr-1=benefit&amp;weniger-1=demand\"",
      "value=\"benefit&gt;demand\"", "<option value=\"uag\" selected>", "value=\"2025-03-01\"",
    ] {
      #expect(form.contains(value), "\(value)")
    }
    #expect(!form.contains("nähme das Laden die Zeile nicht an"))
  }

  @Test func `the public writes down no decisions`() throws {
    let site = try Self.website(isPublic: true)
    #expect(answer("/beschluesse/erfassen?lang=de", site).text.contains("internen Seite"))
    #expect(answer("/beschluesse/erfassen.csv?" + Self.decision, site).status == 403)
    #expect(!answer("/berichte/reihenfolge?lang=de", site).text.contains("/beschluesse/erfassen"))
  }

  // MARK: - Workbooks

  @Test(arguments: [
    "/api/v1/plans/financing", "/api/v1/indicators/coverage_share", "/api/v1/loads",
  ])
  func `each table can be had as a workbook`(path: String) throws {
    let site = try Self.website()
    for (format, type) in [("xlsx", "spreadsheetml"), ("ods", "opendocument.spreadsheet")] {
      let response = answer(path + "?format=\(format)&lang=de", site)
      #expect(response.status == 200 && response.body.starts(with: [0x50, 0x4B]))
      #expect(response.header("Content-Type")?.contains(type) == true)
      #expect(response.header("Content-Disposition")?.hasSuffix(".\(format)\"") == true)
    }
  }
}
