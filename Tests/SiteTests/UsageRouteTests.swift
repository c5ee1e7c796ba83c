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
}
