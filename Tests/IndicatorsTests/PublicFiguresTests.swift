import Domain
import Indicators
import Store
import Testing

@Suite struct PublicFiguresTests {
  private let world: ReleaseWorld
  private let figures: PublicFigures
  private let published: PublishedCells

  init() throws {
    world = try ReleaseWorld(ReleaseWorld.randomActs(2_000, seed: 21))
    try world.publish()
    figures = try world.world.store.read { try PublicFigures(reading: $0) }
    published = try world.published()
  }

  @Test func `a ratio is a published count over another, or over official inhabitants`() throws {
    let rates = try figures.table(FigureRequest("completion_rate", by: ["kreis", "month"]))
    #expect(rates.rows.count == 3 * 14)
    for row in rates.rows {
      guard case .key(let kreis, _) = row[0], case .key(let month, _) = row[1] else {
        Issue.record("no keys")
        continue
      }
      func count(_ measure: PublicMeasure) -> Double {
        Double(
          published.count(
            CellName(
              measure: measure, area: kreis, leistung: nil, period: .month(Month(month)!)))!.value)
      }
      let (above, below) = (count(.submissions), count(.started))
      #expect(row[2] == .figure(below == 0 ? .missing : .value(above / below)))
      #expect(row[3] == .figure(.value(above)) && row[4] == .figure(.value(below)))
    }
    let land = try figures.table(FigureRequest("submissions_per_1000", by: ["year"])).rows[0]
    let name = CellName(measure: .submissions, area: "08", leistung: nil, period: .year(2024))
    let value = Double(published.count(name)!.value)
    #expect(land[1] == .figure(.value(1_000 * value / 15_000)))
  }

  @Test func `a sensitive Leistung is withheld below the Kreis, and only there`() throws {
    let table = try figures.table(
      FigureRequest("submissions", by: ["gemeinde", "leistung", "year"]))
    for row in table.rows {
      guard case .key(let area, _) = row[0], case .key(let leistung, _) = row[1],
        case .figure(let value) = row[3]
      else {
        Issue.record("no keys")
        continue
      }
      let isWithheld = leistung == ReleaseWorld.sensitiveLeistung && area != "08111000"
      #expect((value == .withheld) == isWithheld, "\(area) \(leistung)")
    }
    let kreise = try figures.table(FigureRequest("submissions", by: ["kreis", "leistung", "year"]))
    #expect(
      kreise.rows.allSatisfy { row in
        if case .figure(.value) = row[3] { true } else { false }
      })
  }

  @Test(arguments: [
    (["kreis", "channel", "month"], "channel"), (["themenfeld", "month"], "themenfeld"),
    (["process", "month"], "process"), (["gemeinde", "month"], "gemeinde"), (["kreis"], "month"),
    (["kreis", "gemeinde", "year"], "gemeinde"), (["size_class", "year"], "size_class"),
    (["month", "year"], "year"),
  ])
  func `what the cube lacks is refused by name`(by: [String], word: String) throws {
    let refusal = #expect(throws: NotPublic.self) {
      try figures.table(FigureRequest("submissions", by: by))
    }
    #expect(refusal?.reason.contains(word) == true, "\(refusal?.reason ?? "")")
  }

  @Test func `there are no filters, and no measure but the three`() throws {
    let filter = #expect(throws: NotPublic.self) {
      try figures.table(
        FigureRequest("submissions", by: ["month"], filter: ["kreis": ["08115"]]))
    }
    #expect(filter?.reason.contains("kreis") == true)
    for id in ["sessions", "page_views", "satisfaction", "mobile_share", "coverage_share_cases"] {
      #expect(throws: NotPublic.self, "\(id)") {
        try world.world.figures().publicTable(FigureRequest(id), figures)
      }
    }
  }

  @Test func `facts about Kommunen are public as they are`() throws {
    let exact = try world.world.figures()
    let request = FigureRequest("coverage_share", by: ["kreis", "month"])
    #expect(try exact.publicTable(request, nil).rows == exact.table(request).rows)
    let nothing = #expect(throws: NotPublic.self) {
      try exact.publicTable(FigureRequest("submissions", by: ["month"]), nil)
    }
    #expect(nothing?.reason.contains("Nothing has been released") == true)
  }
}
