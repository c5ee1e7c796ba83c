import Domain
import Formats
import Site
import Testing

/// What pages make of series, and where they lead.
@Suite struct SeriesPageTests {
  @Test func `the page of a definition leads to its figures in each format`() throws {
    let html = try TestSite.body("/indikatoren/coverage_share?lang=de")
    let start = try #require(html.firstRange(of: " definition\"")).lowerBound
    let end = try #require(html[start...].firstRange(of: "</section>")).lowerBound
    for format in ["json", "csv", "xlsx", "ods"] {
      #expect(html[start..<end].contains("format=\(format)"), "\(format)")
    }
  }

  @Test func `of a series people see the newest month first, a file begins with the first`() throws
  {
    let html = try TestSite.body("/kreise/08115?lang=de")
    let months = html.matches(of: /<th scope="row"[^>]*>(\d\d)\/(\d{4})<\/th>/)
      .map { "\($0.output.2)-\($0.output.1)" }
    let first = try #require(months.first)
    #expect(months.count > 1 && first == months.max(), "\(months)")
    let csv = try TestSite.body("/api/v1/indicators/coverage_share?by=month&format=csv")
    let written = csv.split(whereSeparator: \.isNewline).dropFirst().map { $0.prefix(7) }
    #expect(written == written.sorted() && written.count > 1)
  }

  @Test func `a year of a series is printed, and no style sheet repeats how many months that are`()
    throws
  {
    let html = try TestSite.body("/prozesse/p1?lang=de")
    let tables = html.matches(of: /<tbody>(.*?)<\/tbody>/).map { String($0.output.1) }
    let rows = tables.map { table in table.matches(of: /<tr( class="screen")?>/).map(\.output.1) }
    let long = rows.filter { $0.count > 12 }
    #expect(!long.isEmpty)
    for row in rows {
      #expect(row.prefix(12).allSatisfy { $0 == nil }, "what is printed")
      #expect(row.dropFirst(12).allSatisfy { $0 != nil } || !row.contains { $0 != nil })
    }
    #expect(long.contains { rows in rows.dropFirst(12).allSatisfy { $0 != nil } })
    let style = try TestSite.body("/assets/site.css")
    #expect(style.contains(".screen { display: none; }") && !style.contains("nth-child"))
  }

  @Test func `a number that is missing says why`() throws {
    // Nobody has rated in the small world.
    let html = try TestSite.body("/indikatoren/satisfaction?lang=de")
    let notes = html.matches(of: /<p class="note">(.*?)<\/p>/).map { String($0.output.1) }
    #expect(
      notes.contains { $0.contains("unter fünf Bewertungen bleibt die Zahl leer") }, "\(notes)")
  }

  @Test func `a sum over months names the months that it is made of`() throws {
    let site = try TestSite.website()
    let html = site.respond(
      to: SiteRequest("GET", "/kreise/08115?lang=de", headers: [])
    ).text
    let csv = try TestSite.body("/api/v1/indicators/submissions_per_1000?by=month&format=csv")
    let known = csv.split(whereSeparator: \.isNewline).dropFirst()
      .filter { $0.hasSuffix(",value") || $0.contains(",value,") }.map { String($0.prefix(7)) }
    let (first, last) = try (#require(known.min()), #require(known.max()))
    let words =
      first == last
      ? TimeText.month(Month(last)!, .german)
      : TimeText.month(Month(first)!, .german) + " bis " + TimeText.month(Month(last)!, .german)
    #expect(html.contains("(\(words))"), "\(words) in \(csv)")
  }
}
