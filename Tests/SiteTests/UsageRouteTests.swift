import Indicators
import Site
import TestSupport
import Testing

@Suite struct UsageRouteTests {
  private func answer(_ query: String, isPublic: Bool = false) throws -> (status: Int, body: String)
  {
    let response = try TestSite.website(isPublic: isPublic).respond(
      to: SiteRequest("GET", "/api/v1/usage" + query, headers: []))
    return (response.status, String(decoding: response.body, as: UTF8.self))
  }

  @Test func `the interface answers questions to the events as the command line does`() throws {
    let found = try answer("?measure=submissions,sessions&by=kreis&where=kreis%3D08115&format=csv")
    let world = try SmallWorld()
    let table = try world.store.read {
      try UsageEngine.table(
        UsageQuery(
          measures: [.submissions, .sessions], dimensions: [.kreis], filter: [.kreis: ["08115"]]),
        reader: $0, source: .raw)
    }
    #expect(found.status == 200)
    let lines = found.body.split(whereSeparator: \.isNewline)
    #expect(lines.first == "kreis,submissions,sessions")
    #expect(table.rows.count == 1 && lines.count == 2)
    #expect(lines.last?.hasPrefix("08115,") == true && lines.last != "08115,0,0")
  }

  @Test func `what a question gets wrong is named as its parameter`() throws {
    for (query, words) in [
      ("", "parameter measure"), ("?measure=submission", "submissions"),
      ("?measure=events&by=kreise", "parameter by"),
      ("?measure=events&where=kreis", "parameter where"),
      ("?measure=events&from=2025-13", "parameter from"), ("?measures=events", "measure"),
      ("?measure=events,events", "named twice"), ("?measure=events&by=kreis,kreis", "named twice"),
    ] {
      let refused = try answer(query)
      #expect(refused.status == 400 && refused.body.contains(words), "\(query): \(refused.body)")
    }
  }

  @Test func `in the public scope a free question is refused with the reason`() throws {
    let refused = try answer("?measure=events", isPublic: true)
    #expect(refused.status == 403)
    #expect(!refused.body.contains("\"rows\""))
  }

  @Test func `an answer never bears the mark of a state of which it is not`() throws {
    let world = try SmallWorld()
    let figures = try world.figures()
    let site = try Website(
      dashboardsPath: TestSite.root + "/Dashboards",
      assetsPath: TestSite.root + "/Dashboards/assets", isPublic: false,
      provider: SiteProvider(
        figures: { figures },
        events: { [store = world.store] query, source in
          try store.read { try UsageEngine.table(query, reader: $0, source: source) }
        }))
    let question = SiteRequest("GET", "/api/v1/usage?measure=events", headers: [])
    #expect(site.respond(to: question).status == 200)
    // A load comes between the figures that the site holds and the next question.
    try world.load(
      """
      process_id,name,kind,leika,released_on,customer
      p77,Siebenundsiebzig,standard,99001001001000,2024-06-01,citizen

      """, as: "processes-9.csv", now: SmallWorld.now + 1)
    let late = site.respond(
      to: SiteRequest("GET", "/api/v1/usage?measure=sessions", headers: []))
    #expect(late.status == 503 && late.header("ETag") == nil)
  }
}
