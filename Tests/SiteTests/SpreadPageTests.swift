import Domain
import Foundation
import Indicators
import Planning
import Site
import TestSupport
import Testing

/// Pages about how processes spread: they say what is the case, and why there is nothing to see.
@Suite struct SpreadPageTests {
  private func website(_ feeds: [(name: String, text: String)], isPublic: Bool = false) throws
    -> Website
  {
    let world = try SmallWorld()
    for (name, text) in feeds { try world.load(text, as: name + ".csv") }
    let figures = try world.figures()
    let plans = ProjectPlans(
      dataFolder: world.folder, revision: figures.dataState.revision, today: Day("2025-03-01")!,
      cutOff: figures.cutOff, definitions: try DefinitionLog("", at: "definitions.csv"))
    return try Website(
      dashboardsPath: TestSite.root + "/Dashboards",
      assetsPath: TestSite.root + "/Dashboards/assets", isPublic: isPublic,
      provider: SiteProvider(figures: { figures }, plans: { plans }))
  }

  private func body(_ path: String, _ site: Website) -> String {
    site.respond(to: SiteRequest("GET", path, headers: [])).text
  }

  private static let processes = (
    name: "processes-1",
    text: """
    process_id,name,kind,leika,released_on,customer
    i1,Eigenbau,individual,99001001001000,2024-06-01,citizen
    e2,Zwei,efa,99001001002000,2024-06-01,citizen
    p4,Vier,standard,99001001004000,2024-06-01,citizen

    """
  )

  @Test func `a process that spreads nowhere has a sentence instead of an error`() throws {
    let site = try website([Self.processes])
    let html = body("/prozesse/i1?lang=de", site)
    #expect(
      html.contains("Ein individueller Prozess gehört einer Kommune und verbreitet sich nicht."))
    #expect(!html.contains("Did you mean") && !html.contains("could spread"))
    #expect(!html.contains("überall") && !html.contains("Es liegt kein Wert vor"))
    #expect(html.contains("Noch kein Besuch ist gezählt."))
    #expect(!html.contains("Ob Nachbarn einander folgen"))
  }

  @Test func `one authority a Kreis is active or not, without share, interval or plot`() throws {
    let html = body("/prozesse/p2?lang=de", try website([]))
    // p2 is a matter of Kreise: in Ost it is active, in West and in the Stadtkreis it is not.
    #expect(html.contains("Landkreise: in 1 von 2 aktiv"))
    #expect(html.contains("Stadtkreis Stadt: die zuständige Behörde ist nicht aktiv"))
    #expect(!html.contains("überall") && !html.contains("nach Wilson"))
  }

  @Test func `where nobody is competent adoption does not apply`() throws {
    let html = body("/prozesse/p4?lang=de", try website([Self.processes]))
    #expect(html.contains("In den Landkreisen ist für diesen Prozess keine Behörde zuständig"))
  }

  @Test func `a forecast that is not shown says why in its heading`() throws {
    let html = body("/prozesse/p1?lang=de", try website([]))
    #expect(html.contains("60,0\u{A0}% heute; zu wenige Behörden für eine Prognose"))
    #expect(!html.contains("reicht die Reihe nicht"))
  }

  @Test func `steps have names, and those that no visit reached are no rows`() throws {
    let html = body("/prozesse/p1?lang=de", try website([]))
    #expect(html.contains(">vor dem ersten Schritt</th>"))
    #expect(html.contains("dieser Besuche enden vor dem ersten Schritt."))
    #expect(!html.contains(">nach Schritt 4</th>"))
  }

  @Test func `processes of one name are told apart by their kind`() throws {
    let html = body("/prozesse?lang=de", try website([Self.processes]))
    #expect(html.contains(">Zwei (Standardprozess)</a></h3>"))
    #expect(html.contains(">Eins &lt;online&gt;</a></h3>"))
  }

  @Test func `a count of the Land is no measure for a Kreis`() throws {
    let html = body("/universalprozesse?lang=de", try website([]))
    #expect(!html.contains("class=\"ref-line\""))
  }

  @Test func `costs and benefits of a process are for internal eyes, and the public reads why`()
    throws
  {
    let html = body("/prozesse/p1?lang=de", try website([], isPublic: true))
    #expect(html.contains("Kosten und Nutzen") && html.contains("aus genauen Fallzahlen"))
    let inside = body("/prozesse/p1?lang=de", try website([]))
    #expect(inside.contains("Kosten und Nutzen") && !inside.contains("aus genauen Fallzahlen"))
  }

  private static let convoys: [(name: String, text: String)] = [
    processes,
    (
      "convoys-0",
      """
      convoy_id,name,task,process_id,field,kreis_ags5,joined_on,left_on,role
      k1,Leer,Aufgabe,p4,ozg,08116,2025-01-10,,lead
      k2,West,Aufgabe,p1,ozg,08116,2025-02-10,,lead

      """
    ),
    (
      "milestones-0",
      """
      convoy_id,order_id,milestone_id,name,planned_on,revised_on,done_on,kreis_ags5
      k2,,m1,Start,2025-02-01,,2025-02-13,08116

      """
    ),
  ]

  @Test func `a convoy for whose process nobody is competent says so, and draws nothing empty`()
    throws
  {
    let html = body("/konvois/k1?lang=de", try website(Self.convoys))
    #expect(html.contains("in den Mitgliedskreisen keine Behörde zuständig"))
    #expect(html.contains("Nicht schätzbar: für den Prozess ist kein Landkreis zuständig."))
    #expect(!html.contains("Es liegt kein Wert vor"))
  }

  @Test func `delays name what is late`() throws {
    let html = body("/konvois?lang=de", try website(Self.convoys))
    #expect(html.contains("letzter Meilenstein 12 Tage später"))
    #expect(html.contains("Verzug je Meilenstein, Median"))
  }

  @Test func `the report on convoys has effects with their caveat, and counts adopters`() throws {
    let site = try website(Self.convoys)
    let html = body("/berichte/konvois?lang=de", site)
    #expect(html.contains("wählen selbst, ob sie einem Konvoi beitreten"))
    #expect(html.contains("Leer: nicht schätzbar: für den Prozess ist kein Landkreis zuständig."))
    #expect(html.contains("Davon nachgenutzt") && html.contains("Schon vorher dabei"))
    #expect(html.contains("Ob die Blaupause der Anlass war"))
    // The list of Kreise stands on the page of each convoy alone.
    #expect(!html.contains("Davon heute aktiv"))
    let csv = body("/api/v1/plans/reuse?format=csv", site)
    #expect(csv.hasPrefix("convoy_id,started_on,others,adopters,earlier,open,days_median"))
  }

  @Test func `pages of convoys are English where English is asked for`() throws {
    let site = try website(Self.convoys)
    let html = body("/konvois/k2?lang=en", site)
    #expect(html.contains("1 of 1 milestones due are done, 0 overdue"))
    for german in ["fälligen Meilensteinen", "geht einher mit", "später als geplant"] {
      #expect(!html.contains(german), "\(german)")
    }
  }
}
