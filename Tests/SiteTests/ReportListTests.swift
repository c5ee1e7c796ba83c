import Domain
import Foundation
import Indicators
import Planning
import Site
import TestSupport
import Testing

/// Names on pages: where people look for them, and as people call them.
@Suite struct ReportListTests {
  @Test func `the parent of the reports lists them, and each report is one place in the menu`()
    throws
  {
    let html = try TestSite.body("/berichte?lang=de")
    let list = try #require(html.firstMatch(of: /<ul class="index">(.*?)<\/ul>/)).output.1
    for report in ["reihenfolge", "jahresplanung", "konvois"] {
      #expect(list.contains("href=\"/berichte/\(report)?lang=de\""), "\(report)")
    }
    #expect(!list.contains("href=\"/berichte?"))
    for page in ["/berichte", "/berichte/konvois", "/kreise/08115", "/"] {
      let html = try TestSite.body(page + "?lang=de")
      #expect(html.components(separatedBy: "aria-current=\"page\"").count == 2, "\(page)")
    }
    let report = try TestSite.body("/berichte/konvois?lang=de")
    #expect(report.contains("<a href=\"/berichte/konvois?lang=de\" aria-current=\"page\">"))
  }

  @Test func `a feed stands under the name that people use`() throws {
    let html = try TestSite.body("/datenstaende?lang=de")
    #expect(html.contains(">Aktivierungen</td>") && !html.contains(">activations</td>"))
  }

  @Test func `a short name with a hyphen is never torn in a heading`() throws {
    let world = try SmallWorld()
    try world.load(
      """
      convoy_id,name,task,process_id,field,kreis_ags5,joined_on,left_on,role
      k1,Konvoi Baden-Baden und Nord-Süd-Verwaltungsgemeinschaft,Aufgabe,p2,ozg,08115,2024-07-01,,lead

      """, as: "convoys-0.csv")
    let figures = try world.figures()
    let plans = ProjectPlans(
      dataFolder: world.folder, revision: figures.dataState.revision, today: Day("2025-03-01")!,
      cutOff: figures.cutOff, definitions: try DefinitionLog("", at: "definitions.csv"))
    let root = TestSite.root + "/Dashboards"
    let site = try Website(
      dashboardsPath: root, assetsPath: root + "/assets", isPublic: false,
      provider: SiteProvider(figures: { figures }, plans: { plans }))
    let html = site.respond(to: SiteRequest("GET", "/konvois/k1?lang=de", headers: [])).text
    #expect(
      html.contains(
        "<h1>Konvoi <span class=\"whole\">Baden-Baden</span> und "
          + "Nord-Süd-Verwaltungsgemeinschaft</h1>"))
  }
}
