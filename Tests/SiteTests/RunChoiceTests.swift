import Domain
import Foundation
import Indicators
import Planning
import Site
import TestSupport
import Testing

/// Pages and papers of a published run, beside those of the current state.
@Suite struct RunChoiceTests {
  private static let first = "20250301T110000Z-aaaaaaaa"
  private static let second = "20250302T233000Z-bbbbbbbb"

  private static func decisions(_ rows: [String]) -> String {
    ([
      "decision_id,body,decided_on,subject,paper,run_id,votes_for,votes_against,abstentions,result"
    ] + rows).map { $0 + "\n" }.joined()
  }

  private static func plans(_ world: SmallWorld, _ figures: ProjectFigures, _ today: String) throws
    -> ProjectPlans
  {
    ProjectPlans(
      dataFolder: world.folder, revision: figures.dataState.revision, today: Day(today)!,
      cutOff: figures.cutOff, definitions: try DefinitionLog("", at: "definitions.csv"))
  }

  private static func runs(_ rows: [(id: String, started: String)], _ state: DataState)
    -> Table<Released>
  {
    Disclosure.withoutCountsOfCitizens(
      columns: ["run_id", "started", "revision"].map {
        TableColumn.dimension($0, .same($0))
      },
      rows: rows.map {
        [
          .key($0.id, label: nil), .text($0.started),
          .text($0.id == first ? "1-1" : state.revision),
        ]
      },
      provenance: Provenance(
        title: .same("runs"), source: .same("runs"), dataState: state))
  }

  /// A site after a second run; what came between them is a decision about the paper of the first.
  private static func website(isPublic: Bool = false) throws -> Website {
    let (then, now) = (try SmallWorld(), try SmallWorld())
    try now.load(
      decisions([
        "b-1,uag,2025-03-02,Reihenfolge,/berichte/reihenfolge?budget=5000,\(first),5,0,0,accepted",
        "b-2,uag,2025-03-02,Anderes,/berichte/konvois,20200101T000000Z-cccccccc,5,0,0,accepted",
      ]), as: "decisions-0.csv")
    let (old, new) = (try then.figures(), try now.figures())
    let (oldPlans, newPlans) = (
      try plans(then, old, "2025-03-01"), try plans(now, new, "2025-03-09")
    )
    let rows = [
      (id: first, started: "2025-03-01T11:00:00Z"), (second, "2025-03-02T23:30:00Z"),
    ]
    return try Website(
      dashboardsPath: TestSite.root + "/Dashboards",
      assetsPath: TestSite.root + "/Dashboards/assets", isPublic: isPublic,
      provider: SiteProvider(
        figures: { new }, runs: { runs(rows, new.dataState) }, plans: { newPlans },
        frozen: { run in
          run == first
            ? SiteProvider(
              figures: { old }, runs: { runs([rows[0]], old.dataState) }, plans: { oldPlans })
            : SiteProvider(
              figures: { new }, runs: { runs(rows, new.dataState) }, plans: { newPlans })
        }))
  }

  private func answer(_ path: String, _ site: Website) -> SiteResponse {
    site.respond(to: SiteRequest("GET", path, headers: []))
  }

  @Test func `a run shows what was known then, and says so`() throws {
    let site = try Self.website()
    let now = answer("/beschluesse?lang=de", site).text
    let then = answer("/beschluesse?lang=de&run=" + Self.first, site).text
    #expect(now.contains("Reihenfolge</") && !then.contains("Anderes"))
    #expect(!now.contains("Festgehaltener Stand"))
    #expect(then.contains("Festgehaltener Stand vom 1.\u{A0}März 2025, Lauf \(Self.first)."))
    #expect(then.contains("<a class=\"screen\" href=\"/beschluesse?lang=de\">Zum aktuellen Stand"))
    let english = answer("/beschluesse?lang=en&run=" + Self.first, site).text
    #expect(english.contains("State kept from 1 March 2025, run \(Self.first)."))
    // Files too, and the calendar.
    let data = "/api/v1/plans/decisions?format=csv"
    #expect(answer(data, site).text.contains("b-1"))
    #expect(!answer(data + "&run=" + Self.first, site).text.contains("b-1"))
    #expect(answer("/termine.ics?run=" + Self.first, site).status == 200)
    #expect(
      answer(data, site).header("ETag") != answer(data + "&run=" + Self.first, site).header("ETag"))
  }

  @Test func `all that leads on from a page of a run leads to pages of the run`() throws {
    let site = try Self.website()
    for path in [
      "/", "/kreise", "/berichte/reihenfolge", "/reihenfolge", "/prozesse/p1", "/termine",
    ] {
      let page = answer("\(path)?lang=de&run=\(Self.first)", site)
      #expect(page.status == 200, "\(path)")
      for link in Self.links(page.text) where !link.hasPrefix("/assets/") && !link.hasPrefix("#") {
        let leaves = link == path + "?lang=de" || link == "/api/v1/indicators"
        #expect(
          leaves || link == "/openapi.json" || link.contains("run=" + Self.first),
          "\(path): \(link)")
        if link.hasPrefix("/"), !link.contains("format=") {
          #expect(answer(link.replacing("&amp;", with: "&"), site).status == 200, "\(link)")
        }
      }
      if page.text.contains("<form") {
        #expect(
          page.text.contains("<input type=\"hidden\" name=\"run\" value=\"\(Self.first)\">"),
          "\(path)")
      }
    }
  }

  @Test func `the address on paper, and links to figures, are those of the run`() throws {
    let site = try Self.website()
    let page = answer("/berichte/jahresplanung?lang=de", site).text
    #expect(page.contains("/berichte/jahresplanung?run=\(Self.second)&amp;lang=de</p>"))
    #expect(page.contains("href=\"/berichte/jahresplanung?run=\(Self.second)&amp;lang=de#t"))
    // A public server has not every run at hand.
    let open = answer("/berichte/jahresplanung?lang=de", try Self.website(isPublic: true)).text
    #expect(open.contains("Adresse dieser Seite: /berichte/jahresplanung?lang=de</p>"))
  }

  @Test func `a decision leads to its paper as it was`() throws {
    let page = answer("/beschluesse?lang=de", try Self.website()).text
    let paper = "/berichte/reihenfolge?budget=5000&amp;run=\(Self.first)&amp;lang=de"
    #expect(page.components(separatedBy: "href=\"\(paper)\"").count == 3)
    // A run that nobody knows: the paper of today, and no link for the run.
    #expect(page.contains("href=\"/berichte/konvois?lang=de\""))
    #expect(!page.contains("run=20200101"))
    let list = answer("/datenstaende?lang=de", try Self.website()).text
    #expect(list.contains("href=\"/?run=\(Self.first)&amp;lang=de\""))
  }

  @Test(arguments: [
    ("run=abc", 404, "Einen Lauf „abc“ gibt es nicht."),
    ("stand=2025-02-28", 404, "Der erste Lauf ist vom 1.\u{A0}März 2025."),
    ("stand=morgen", 400, "Parameter stand wants a day"),
    ("stand=2025-03-02&run=" + first, 400, "is of 2025-03-01, not of 2025-03-02"),
  ])
  func `a state that there is not is refused`(query: String, status: Int, words: String) throws {
    let site = try Self.website()
    let page = answer("/kreise?lang=de&" + query, site)
    #expect(page.status == status && page.text.contains(words), "\(page.text)")
    // Who has lost the way is not kept in a state that is not there.
    #expect(page.text.contains("<a href=\"/?lang=de\">Zum Überblick</a>"))
    #expect(answer("/api/v1/areas?" + query, site).status == status)
  }

  @Test(arguments: [
    ("2025-03-01", first), ("2025-03-02", first), ("2025-03-03", second), ("2026-01-01", second),
  ])
  func `a day means its last run, in the time of Berlin`(day: String, run: String) throws {
    let page = answer("/kreise?lang=de&stand=\(day)", try Self.website()).text
    #expect(page.contains(", Lauf \(run)."))
    #expect(page.contains("stand=\(day)"))
  }

  @Test func `a state that cannot be shown any more is told in words`() throws {
    let world = try SmallWorld()
    let figures = try world.figures()
    let rows = [(id: Self.first, started: "2025-03-01T11:00:00Z")]
    let site = try Website(
      dashboardsPath: TestSite.root + "/Dashboards",
      assetsPath: TestSite.root + "/Dashboards/assets", isPublic: true,
      provider: SiteProvider(
        figures: { figures }, runs: { Self.runs(rows, figures.dataState) },
        frozen: { run in
          SiteProvider(figures: {
            throw Fault(.inputMissing, at: run, "it is not kept ready", remedy: "Ask for it")
          })
        }))
    let page = answer("/kreise?lang=de&run=" + Self.first, site)
    #expect(page.status == 404)
    #expect(page.text.contains("Der Stand des Laufs \(Self.first) ist auf diesem Server nicht"))
    #expect(answer("/api/v1/areas?run=" + Self.first, site).text.contains("Ask for it"))
  }

  @Test func `places that show no data, and sites without runs, take none`() throws {
    #expect(answer("/healthz?run=" + Self.first, try Self.website()).status == 400)
    let plain = try TestSite.website()
    #expect(answer("/kreise?run=" + Self.first, plain).status == 404)
    let description = answer("/openapi.json", plain).text
    #expect(description.contains("the state of the data of a published run"))
  }

  private static func links(_ html: String) -> [String] {
    html.components(separatedBy: "href=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }
}
