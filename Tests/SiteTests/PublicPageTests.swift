import Domain
import Formats
import Foundation
import Indicators
import Site
import TestSupport
import Testing

/// Pages of the public scope show published values, and never the counts behind them.
@Suite struct PublicPageTests {
  private static let kreise = [
    ("08111", "081110000000"), ("08115", "081150001001"), ("08116", "081165001001"),
  ]
  private static let pages = [
    "/", "/kreise?indikator=submissions_per_1000", "/kreise/08115", "/kreise/08111",
    "/indikatoren/submissions", "/indikatoren/submissions_per_1000", "/indikatoren/completion_rate",
  ]

  /// Applications of a Kreis in a month of 2024; so far apart that noise never makes one of
  /// another.
  private static func count(_ kreis: Int, _ month: Int) -> Int { 50 + 13 * (12 * kreis + month) }

  @Test func `no exact count stands on a public page, published ones do`() throws {
    let (site, figures, released) = try world()
    let exact = Set(
      try counts(figures.table(FigureRequest("submissions", by: ["kreis", "month"])))
        + counts(figures.table(FigureRequest("submissions", by: ["month"])))
        + Self.kreise.indices.map { kreis in
          (1...12).reduce(0) { $0 + Self.count(kreis, $1) }
        })
    #expect(exact.isSuperset(of: Self.kreise.indices.map { Self.count($0, 6) }))
    var published: Set<Int> = []
    for by in [["kreis", "month"], ["month"], ["kreis", "year"], ["year"]] {
      for measure in PublicMeasure.allCases {
        published.formUnion(counts(try released.table(FigureRequest(measure.rawValue, by: by))))
      }
    }
    let secret = exact.subtracting(published).filter { $0 > 20 }
    #expect(secret.count > 20, "the noise left \(exact.count - secret.count) counts as they are")
    var shown: Set<Int> = []
    for page in Self.pages {
      for language in [Language.german, .english] {
        let html = body(page, language, site)
        let numbers = cells(html)
        for number in secret {
          let text = NumberText.decimal(Double(number), digits: 0, language)
          #expect(!numbers.contains(text), "\(page): \(number) is exact")
        }
        shown.formUnion(
          published.filter {
            numbers.contains(NumberText.decimal(Double($0), digits: 0, language))
          })
      }
    }
    #expect(shown.count > 20, "only \(shown.count) published values were shown")
  }

  @Test func `a published value says so, and that it does not add up`() throws {
    let (site, _, _) = try world()
    let page = body("/indikatoren/submissions", .german, site)
    #expect(page.contains("Veröffentlichter Wert.") && page.contains("nicht summiert werden"))
    #expect(page.contains("<dt>Kennzeichen</dt><dd>veröffentlichter Wert</dd>"))
    #expect(!page.contains("nur intern"))
    // By Regierungsbezirk nothing is released.
    #expect(page.contains("nicht in dieser Gliederung"))
    // Without a period, the last whole year; facts stand as of the last month.
    let kreise = body("/kreise?indikator=submissions_per_1000", .german, site)
    #expect(kreise.contains("· Baden-Württemberg · 2024"))
    let facts = body("/kreise?indikator=coverage_share", .german, site)
    #expect(!facts.contains("Veröffentlichter Wert") && facts.contains("<svg"))
    // Nobody is first or last in public.
    #expect(facts.contains("<h2>Landkreise: von ") && !facts.contains("(Ost"))
    #expect(try TestSite.body("/kreise?indikator=coverage_share&lang=de").contains("(Ost"))
    #expect(!facts.contains("Nicht veröffentlicht."))
  }

  @Test func `what is not in the fixed cube has one notice that says why`() throws {
    let (site, _, _) = try world()
    let page = body("/indikatoren/satisfaction", .german, site)
    #expect(page.components(separatedBy: "Nicht veröffentlicht.").count == 2)
    #expect(page.contains("Freigegeben werden davon nur: Anträge"))
    let form = body("/kreise", .german, site)
    #expect(form.contains("value=\"submissions_per_1000\""))
    #expect(!form.contains("value=\"satisfaction\"") && !form.contains("value=\"dormant_share\""))
    let sheet = body("/kreise/08115", .german, site)
    #expect(sheet.contains("Nicht öffentlich: ") && sheet.contains("Ost unter seinesgleichen"))
    // What is not shown is not explained either.
    let end = try #require(sheet.firstMatch(of: /<section class="caveats">(.*?)<\/section>/))
    #expect(end.output.1.contains("Anträge je 1.000 Einwohner:"))
    #expect(!end.output.1.contains("Zufriedenheit:") && !end.output.1.contains("Online-Quote:"))
    let (empty, _, _) = try world(releasing: false)
    #expect(!body("/kreise/08115", .german, empty).contains("<strong>Anträge je 1.000 Einwohner:"))
    #expect(body("/indikatoren/submissions", .german, empty).contains("noch kein Zeitraum"))
  }

  @Test func `files beside a figure hold the same published values`() throws {
    let (site, _, _) = try world()
    for page in Self.pages {
      let links = body(page, .german, site).matches(of: /href="(\/api\/[^"]*)"/).map {
        String($0.output.1).replacing("&amp;", with: "&")
      }
      for link in Set(links) {
        let response = site.respond(to: SiteRequest("GET", link, headers: []))
        #expect(response.status == 200, "\(page) → \(link)")
      }
    }
  }

  // MARK: - Helpers

  private func world(
    releasing: Bool = true
  ) throws -> (Website, any FigureSource, PublicFigures) {
    let world = try SmallWorld()
    var text = "ts,event,process,authority,channel\n"
    for (kreis, authority) in Self.kreise.map(\.1).enumerated() {
      for month in 1...12 {
        let start = "2024-\(month < 10 ? "0" : "")\(month)-1"
        for row in 0..<Self.count(kreis, month) {
          text += "\(start)\(row % 9)T10:00:00Z,submitted,p1,\(authority),online\n"
          if row % 2 == 0 {
            text += "\(start)\(row % 9)T09:00:00Z,process_started,p1,\(authority),online\n"
          }
        }
      }
    }
    try world.load(text, as: "events-2024.csv")
    if releasing {
      let release = try world.store.read {
        try Release(
          reading: $0, keys: { ReleaseKey(year: $0, bytes: [UInt8](repeating: 7, count: 32)) },
          today: Day("2025-03-10")!, until: nil, revising: false)
      }
      try release?.publish(in: world.store)
    }
    let figures = try world.figures()
    let released = try world.store.read { try PublicFigures(reading: $0) }
    let root = TestSite.root + "/Dashboards"
    let site = try Website(
      dashboardsPath: root, assetsPath: root + "/assets", isPublic: true,
      provider: SiteProvider(figures: { figures }, published: { released }))
    return (site, figures, released)
  }

  private func body(_ page: String, _ language: Language, _ site: Website) -> String {
    let path = page + (page.contains("?") ? "&" : "?") + "lang=" + language.rawValue
    let response = site.respond(to: SiteRequest("GET", path, headers: []))
    #expect(response.status == 200, "\(page)")
    return String(decoding: response.body, as: UTF8.self)
  }

  /// What stands in cells of tables and as a large number.
  private func cells(_ html: String) -> Set<String> {
    Set(html.matches(of: /class="num(?:ber)?"[^>]*>([^<]*)</).map { String($0.output.1) })
  }

  private func counts<Scope>(_ table: Table<Scope>) -> [Int] {
    guard let column = table.index(of: "value") else { return [] }
    return table.rows.compactMap { row in
      if case .figure(let figure) = row[column] { figure.number.map { Int($0) } } else { nil }
    }
  }
}
