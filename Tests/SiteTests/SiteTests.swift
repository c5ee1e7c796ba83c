import Domain
import Formats
import Foundation
import Indicators
import Planning
import Site
import TestSupport
import Testing

@Suite struct SiteTests {
  static let pages = [
    "/", "/kreise", "/kreise?indikator=submissions_per_1000", "/kreise/08115", "/prozesse",
    "/prozesse/p1", "/indikatoren", "/indikatoren/coverage_share", "/datenstaende",
  ]

  @Test(arguments: pages)
  func `a page is whole: one heading, its table beside each chart, nothing escaped twice`(
    path: String
  ) throws {
    let site = try TestSite.website()
    for language in ["de", "en"] {
      let separator = path.contains("?") ? "&" : "?"
      let response = site.respond(
        to: SiteRequest("GET", path + separator + "lang=" + language, headers: []))
      let html = String(decoding: response.body, as: UTF8.self)
      #expect(response.status == 200, "\(path): \(html)")
      #expect(html.contains("<html lang=\"\(language)\">"))
      #expect(html.components(separatedBy: "<h1>").count == 2)
      // Markup that went through the escaping once too often would show on the page.
      for trace in ["&lt;div", "&lt;svg", "&lt;td", "class=&quot;", "Markup(", "Optional("] {
        #expect(!html.contains(trace), "\(path): \(trace)")
      }
      let charts = html.components(separatedBy: "<svg ").count - 1
      let figures = html.components(separatedBy: "<figure ").count - 1
      let tables = html.components(separatedBy: "<table").count - 1
      #expect(tables >= figures, "\(path): \(charts) charts, \(tables) tables")
    }
  }

  @Test func `the API says who is competent, and why`() throws {
    let path = "/api/v1/competence?leika=99001001002000&ars=08115001&on=2025-02-28&format=csv"
    let lines = try TestSite.body(path).split(whereSeparator: \.isNewline)
    #expect(lines.contains { $0.hasPrefix("answer,,99001001002000 kreis,081150000000,Ost,") })
  }

  @Test func `what a Kommune calls its process is text, never markup`() throws {
    let html = try TestSite.body("/prozesse/p1?lang=de")
    #expect(html.contains("Eins &lt;online&gt;"))
    #expect(!html.contains("Eins <online>"))
  }

  @Test(arguments: pages)
  func `every link and asset of a page leads somewhere`(path: String) throws {
    let site = try TestSite.website()
    let html = try TestSite.body(path)
    let links = html.matches(of: /(?:href|src|action)="([^"]*)"/).map { String($0.output.1) }
    #expect(links.count > 5)
    for link in Set(links) where link.hasPrefix("/") {
      let target = String(link.prefix { $0 != "#" }).replacing("&amp;", with: "&")
      let response = site.respond(to: SiteRequest("GET", target, headers: []))
      #expect(response.status == 200, "\(path) → \(target): \(response.status)")
    }
  }

  @Test func `every answer carries the security headers`() throws {
    let site = try TestSite.website()
    for path in Self.pages + ["/nix", "/api/v1/indicators", "/healthz"] {
      let response = site.respond(to: SiteRequest("GET", path, headers: []))
      #expect(response.header("Content-Security-Policy")?.contains("default-src 'none'") == true)
      #expect(response.header("X-Content-Type-Options") == "nosniff")
      #expect(response.header("Referrer-Policy") != nil)
    }
  }

  @Test func `problems are told as problem+json with the right status`() throws {
    let site = try TestSite.website()
    for (method, path, status) in [
      ("GET", "/api/v1/nix", 404), ("POST", "/api/v1/indicators", 405),
      ("GET", "/api/v1/indicators/coverge_share", 404),
      ("GET", "/api/v1/competence?leika=99001001001000", 400),
      ("GET", "/api/v1/competence?leika=99001001001000&ars=08115009", 400),
      ("GET", "/api/v1/competence?leika=99001001001000&ars=08115001&on=2025-02-30", 400),
      ("GET", "/api/v1/indicators/coverage_share?by=krei", 400),
      ("GET", "/api/v1/indicators/coverage_share?colour=red", 400),
    ] {
      let response = site.respond(to: SiteRequest(method, path, headers: []))
      #expect(response.status == status, "\(method) \(path)")
      #expect(response.header("Content-Type")?.hasPrefix("application/problem+json") == true)
      if status == 405 { #expect(response.header("Allow") != nil) }
    }
  }

  @Test func `the interface gives the same figures as CSV, JSON and JSON-stat`() throws {
    let csv = try TestSite.body("/api/v1/indicators/coverage_share?by=kreis&format=csv")
    #expect(csv.split(separator: "\n").count == 4)
    #expect(csv.contains("08116,"))
    for format in ["json", "json-stat"] {
      let text = try TestSite.body("/api/v1/indicators/coverage_share?by=kreis&format=\(format)")
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
    }
    let description = try TestSite.body("/openapi.json")
    let parsed = try JSONSerialization.jsonObject(with: Data(description.utf8)) as? [String: Any]
    #expect((parsed?["openapi"] as? String)?.hasPrefix("3.1") == true)
    let paths = (parsed?["paths"] as? [String: Any])?.keys.sorted() ?? []
    #expect(paths.contains("/api/v1/indicators"))
  }

  @Test func `Landkreise and Stadtkreise are drawn apart`() throws {
    let path = "/api/v1/indicators/coverage_share?by=kreis&format=svg&chart=dots"
    let rural = try TestSite.body(path)
    let urban = try TestSite.body(path + "&part=stadtkreise")
    #expect(rural.contains(">Ost</text>") && !rural.contains(">Stadt</text>"))
    #expect(urban.contains(">Stadt</text>") && !urban.contains(">Ost</text>"))
  }

  @Test func `an unchanged page is not sent twice`() throws {
    let site = try TestSite.website()
    let first = site.respond(to: SiteRequest("GET", "/kreise", headers: []))
    let tag = try #require(first.header("ETag"))
    let again = site.respond(to: SiteRequest("GET", "/kreise", headers: [("if-none-match", tag)]))
    #expect(again.status == 304 && again.body.isEmpty)
  }

  @Test func `the public site has no exact figure`() throws {
    let site = try TestSite.website(isPublic: true)
    let page = site.respond(to: SiteRequest("GET", "/?lang=de", headers: []))
    #expect(page.status == 200)
    #expect(String(decoding: page.body, as: UTF8.self).contains("Nicht veröffentlicht"))
    let data = site.respond(
      to: SiteRequest("GET", "/api/v1/indicators/submissions?by=kreis", headers: []))
    #expect(data.status == 403)
  }

  @Test func `the public interface answers from released cells and tells why it does not`() throws {
    let world = try SmallWorld()
    let release = try world.store.read {
      try Release(
        reading: $0, keys: { ReleaseKey(year: $0, bytes: [UInt8](repeating: 7, count: 32)) },
        today: Day("2025-03-10")!, until: nil, revising: false)
    }
    try release?.publish(in: world.store)
    let (figures, released) = (
      try world.figures(), try world.store.read { try PublicFigures(reading: $0) }
    )
    let site = try Website(
      dashboardsPath: TestSite.root + "/Dashboards",
      assetsPath: TestSite.root + "/Dashboards/assets",
      isPublic: true, provider: SiteProvider(figures: { figures }, published: { released }))
    func answer(_ query: String) -> (status: Int, body: String) {
      let response = site.respond(
        to: SiteRequest("GET", "/api/v1/indicators/" + query, headers: []))
      return (response.status, String(decoding: response.body, as: UTF8.self))
    }
    let table = answer("submissions?by=kreis,month&format=csv")
    #expect(table.status == 200, "\(table.body)")
    let lines = table.body.split(separator: "\n").dropFirst()
    #expect(lines.count == 3)
    for line in lines {
      let value = Int(line.split(separator: ",")[2]) ?? -1
      #expect(value == 0 || value > 2, "\(line)")
    }
    #expect(answer("coverage_share?by=kreis").status == 200)
    for (query, word) in [
      ("submissions?by=kreis,channel", "channel"), ("sessions?by=month", "sessions"),
      ("submissions?by=month&where=kreis%3D08115", "filter kreis"),
      ("submissions?by=process,month", "process"), ("submissions?by=gemeinde,month", "gemeinde"),
      ("dormant_share?by=kreis", "dormant_share"), ("submissions", "month"),
    ] {
      let refused = answer(query)
      #expect(refused.status == 403 && refused.body.contains(word), "\(query): \(refused.body)")
    }
  }

  @Test func `a misspelt page is refused at start, every mistake with its line and a remedy`()
    throws
  {
    let folder = try SmallWorld.temporaryFolder()
    let text = """
      path = "/"
      title = "Probe"
      [[tile]]
      show = "coverge_share"
      as = "number"
      at = "haf"

      """
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/probe.toml"))
    let figures = try SmallWorld().figures()
    let fault = #expect(throws: (any Error).self) {
      _ = try Website(
        dashboardsPath: folder, assetsPath: TestSite.root + "/Dashboards/assets", isPublic: false,
        provider: SiteProvider { figures })
    }
    let lines = fault.map { "\($0)" }?.split(separator: "\n") ?? []
    #expect(lines.count == 2)
    #expect(lines.first?.contains("probe.toml:4") == true)
    #expect(lines.first?.contains("coverage_share") == true)
    #expect(lines.last?.contains("probe.toml:6") == true)
    #expect(lines.last?.contains("half") == true)
  }
}
