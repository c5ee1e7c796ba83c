import Domain
import Planning
import Site
import TestSupport
import Testing

/// Charts of plans as files: what a page draws, with all that is needed to read it elsewhere.
@Suite struct PlanDrawingTests {
  private static let more = Dictionary(
    uniqueKeysWithValues: BenefitFeeds.files.map { ($0.name, $0.text) })

  private static func answer(_ query: String, _ site: Website) -> (status: Int, body: String) {
    PlanPageTests.answer("/api/v1/plans/\(query)format=svg&lang=de", site)
  }

  /// Patterns bear the name of the tile.
  private static var hatch: Regex<Substring> { /#[a-z0-9-]+-hatch/ }

  /// The marks of a chart, without frame and title.
  private static func drawn(_ svg: String) throws -> String {
    let start = try #require(svg.firstRange(of: "<g transform=\"translate(0 "))
    let end = try #require(
      svg[start.upperBound...].firstRange(of: "</g><text class=\"quiet\" x=\"0\""))
    return String(svg[svg[start.upperBound...].firstRange(of: ">")!.upperBound..<end.lowerBound])
  }

  @Test func `the file has the very chart of the page, with its notes, source and marks`() throws {
    let site = try PlanPageTests.website(more: Self.more)
    for (query, page) in [
      ("financing?", "/finanzierung"), ("financing?chart=operating&", "/finanzierung"),
      ("portfolio?budget=4000&", "/reihenfolge?budget=4000"),
      ("priority?", "/reihenfolge"), ("uniformity?convoy=k1&", "/konvois/k1"),
      ("schedule?convoy=k1&", "/konvois/k1"),
      ("frontier?budget=4000&", "/reihenfolge/pruefung?budget=4000"),
      ("sheet?process=k1&", "/reihenfolge/kosten-nutzen/k1"),
    ] {
      let (status, svg) = Self.answer(query, site)
      try #require(status == 200, "\(query): \(svg)")
      let join = page.contains("?") ? "&" : "?"
      let html = PlanPageTests.answer(page + join + "lang=de", site).body
      #expect(
        html.replacing(Self.hatch, with: "#hatch").contains(
          try Self.drawn(svg).replacing(Self.hatch, with: "#hatch")), "\(query)")
      #expect(!svg.contains("<a "), "\(query)")
      #expect(
        svg.contains("Aufwand") || svg.contains("Haushaltsjahre") || svg.contains("Konvois")
          || svg.contains("Fallzahlen"), "\(query) names no source")
    }
    let operating = Self.answer("financing?chart=operating&", site).body
    #expect(operating.contains("Je zur Hälfte; die Hälfte der Kommunen endet bei"))
    let portfolio = Self.answer("portfolio?budget=4000&", site).body
    #expect(
      portfolio.contains("nur intern") && portfolio.contains("angegeben"))
    #expect(!operating.contains("nur intern"))
  }

  @Test func `each tile with a chart of plans links its drawing, and nothing else does`() throws {
    let site = try PlanPageTests.website(more: Self.more)
    let html = PlanPageTests.answer("/finanzierung?lang=de", site).body
    #expect(html.contains("/api/v1/plans/financing?format=svg&amp;chart=operating&amp;lang=de"))
    #expect(html.contains("/api/v1/plans/financing?format=svg&amp;chart=financing&amp;lang=de"))
    // Two charts, and four listings beside them.
    #expect(html.components(separatedBy: ">SVG</a>").count == 3)
    let order = PlanPageTests.answer("/reihenfolge?lang=de&auslegung=A&gewicht-hours=20", site).body
    #expect(order.contains("/api/v1/plans/portfolio?policy=A&amp;format=svg&amp;lang=de"))
    let asked = Self.answer("priority?weights=hours=20,net_value=30&", site).body
    #expect(asked.contains("Gewichte: "))
  }

  @Test func `what the public does not see it does not see drawn, and a letter gets no links`()
    throws
  {
    let site = try PlanPageTests.website(isPublic: true, more: Self.more)
    for listing in PlanListing.allCases where listing.refusal != nil {
      let path = "/api/v1/plans/\(listing.rawValue)?lang=de&process=k1&format=svg"
      let status = PlanPageTests.answer(path, site).status
      #expect(status == 403 || status == 400, "\(listing): \(status)")
    }
    #expect(Self.answer("portfolio?", site).status == 403)
    #expect(Self.answer("financing?", site).status == 200)
    let page = PlanPageTests.answer("/konvois?lang=de", site).body
    #expect(page.contains("class=\"hit\""))
    let file = Self.answer("schedule?", site).body
    #expect(file.contains("Konvoi &lt;Eins&gt;") && !file.contains("class=\"hit\""))
  }

  @Test func `the description names drawings where there are some`() throws {
    let site = try PlanPageTests.website()
    let text = PlanPageTests.answer("/openapi.json", site).body
    func operation(_ name: String) throws -> Substring {
      let start = try #require(text.firstRange(of: "\"/api/v1/plans/\(name)\""))
      let rest = text[start.upperBound...]
      return rest[..<(rest.firstRange(of: "\"/api/")?.lowerBound ?? rest.endIndex)]
    }
    for listing in ["financing", "portfolio", "schedule", "forecast", "effect", "uniformity"] {
      #expect(try operation(listing).contains("image/svg+xml"), "\(listing)")
    }
    #expect(try operation("financing").contains("\"operating\""))
    for listing in ["orders", "deadlines", "spillover"] {
      #expect(try !operation(listing).contains("svg"), "\(listing)")
    }
    #expect(Self.answer("orders?", site).status == 400)
    #expect(Self.answer("uniformity?", site).status == 400)
    #expect(Self.answer("effect?convoy=nichts&", site).status == 400)
  }
}
