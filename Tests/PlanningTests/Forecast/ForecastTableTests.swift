import Domain
import Indicators
import Planning
import TestSupport
import Testing

@Suite struct ForecastTableTests {
  private func cells(_ row: TableRow) -> [String] {
    row.map { cell in
      switch cell {
      case .key(let key, _): key
      case .text(let text): text
      case .figure(.value(let number)): "\(number)"
      case .figure(let figure): figure.status
      }
    }
  }

  @Test func `what was observed is what the indicator counts`() throws {
    let world = try SmallWorld()
    let figures = try world.figures()
    for process in ["p1", "p2", "p3"] {
      let counted = try figures.adoptionCurve(process: process)
      let table = try world.store.read { try AdoptionForecasts.table($0, process: process) }
      let observed = table.rows.map(cells).filter { $0[1] == "observed" }
      #expect(observed.map { [$0[0], $0[2], $0[3]] } == counted.rows.map(cells), "\(process)")
    }
  }

  @Test func `few authorities get no forecast, and the table says so`() throws {
    let world = try SmallWorld()
    let table = try world.store.read { try AdoptionForecasts.listing($0) }
    let rows = table.rows.map(cells)
    #expect(rows.map { $0[0] } == ["p1", "p2", "p3"])
    #expect(rows.allSatisfy { $0[2] == "few_authorities" && $0[6] == "not_applicable" })
    #expect(rows[0][3] == "0.6")
    let shown = try world.store.read { try AdoptionForecasts.table($0, process: "p1") }
    #expect(shown.provenance.note!.en.contains("fewer than 20 competent authorities"))
    let future = shown.rows.map(cells).filter { $0[1] == "forecast" }
    #expect(future.count == 24)
    #expect(future.allSatisfy { $0[7] == "not_applicable" && $0[10] != "not_applicable" })
    #expect(throws: Fault.self) {
      try world.store.read { try AdoptionForecasts.table($0, process: "p9") }
    }
    #expect(throws: Fault.self) {
      try world.store.read { try AdoptionForecasts.table($0, process: "p1", kreis: "08115") }
    }
    let backtest = try world.store.read { try AdoptionForecasts.backtest($0) }
    #expect(backtest.rows.isEmpty)
  }

  @Test func `a project without snapshots has no forecasts`() throws {
    let world = try SmallWorld(order: ["areas", "catalogue", "competence", "processes"])
    #expect(try world.store.read { try AdoptionForecasts.listing($0) }.rows.isEmpty)
    #expect(try world.store.read { try ActivationTimes.table($0) }.rows.isEmpty)
  }

  @Test func `the target decided last counts, one for the process before one for all`() throws {
    let world = try SmallWorld()
    func target(_ process: String, kreis: String? = nil) throws -> AdoptionTarget {
      try world.store.read { try AdoptionForecasts(reading: $0).target(process, kreis: kreis) }
    }
    #expect(try target("p1") == .readingAid)
    #expect(try target("p1").share == 0.8)
    try world.load(
      """
      target_id,indicator,area_ars,value,due_on,decided_on,source
      alt,activation_rate,080000000000,0.5,2025-12-31,2023-03-14,Beschluss
      neu,activation_rate,080000000000,0.6,2026-12-31,2024-03-14,Beschluss
      p1/2026,activation_rate,080000000000,0.9,2026-12-31,2022-03-14,Beschluss
      ost,activation_rate,081150000000,0.7,2026-12-31,2024-03-14,Beschluss
      anderes,coverage_share,080000000000,0.3,2026-12-31,2024-05-14,Beschluss

      """, as: "targets-0.csv")
    #expect(try target("p2").id == "neu")
    #expect(try target("p1").id == "p1/2026")
    #expect(try target("p2", kreis: "08115").id == "ost")
    #expect(try !target("p2", kreis: "08116").isDecided)
    // The same share by the same day may be decided twice: for all, and for one Kreis.
    try world.load(
      """
      target_id,indicator,area_ars,value,due_on,decided_on,source
      west,activation_rate,081160000000,0.6,2026-12-31,2024-03-14,Beschluss

      """, as: "targets-1.csv")
    let names = try [target("p2").name, target("p2", kreis: "08116").name]
    #expect(names[0].de != names[1].de && names[0].en != names[1].en, "\(names)")
  }
}
