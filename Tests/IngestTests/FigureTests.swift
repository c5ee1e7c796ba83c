import Domain
import Indicators
import TestSupport
import Testing

/// Figures of the small world, each checked by hand: from delivered files to the table.
@Suite struct FigureTests {
  @Test func `coverage counts residents' pairs, keeps silent Behörden and forgets gone processes`()
    throws
  {
    let figures = try SmallWorld().figures()
    // January: Eins in Adorf and Stadt; Zwei in Ost's two Gemeinden and Stadt; Drei in Bstadt, a
    // Große Kreisstadt that is its own Behörde. Cdorf only tests. Vier has no rule: not counted.
    #expect(try row(figures, "coverage_share", month: "2025-01") == [6, 15])
    // February: Cdorf joins, Ost was not mentioned and stays, Stadt lost Zwei, Bstadt ended Drei.
    #expect(try row(figures, "coverage_share", month: "2025-02") == [5, 15])
    #expect(try row(figures, "coverage_any", month: "2025-02") == [2, 3])
    #expect(try row(figures, "coverage_full", month: "2025-02") == [0, 3])
    #expect(try row(figures, "coverage_share_population", month: "2025-02") == [15_500, 45_000])
  }

  @Test func `every Kreis has a row, and a Stadtkreis is one Behörde`() throws {
    let table = try SmallWorld().figures().table(
      FigureRequest("coverage_share", by: ["kreis"], to: Month("2025-02")!))
    #expect(keys(table) == ["08111", "08115", "08116"])
    #expect(numbers(table, "numerator") == [1, 3, 1])
    #expect(numbers(table, "denominator") == [3, 6, 6])
    let own = try SmallWorld().figures().table(
      FigureRequest("coverage_authority", by: ["kreis"]))
    // Stadt: three tasks; Ost: Kreis Zwei and Drei, Adorf Eins, Bstadt Eins and Drei; West: Kreis
    // Zwei and Drei, Cdorf and Ddorf Eins.
    #expect(numbers(own, "denominator") == [3, 5, 4])
  }

  @Test func `a Leistung without a rule of competence is missing, not zero`() throws {
    let table = try SmallWorld().figures().table(
      FigureRequest("coverage_share", by: ["leistung"]))
    #expect(keys(table).last == "99001001004000")
    #expect(table.rows.last![1] == .figure(.missing))
    #expect(table.rows.last![table.index(of: "status")!] == .text("missing"))
  }

  @Test func `a rule by Reifegrad counts only from that level on`() throws {
    let figures = try SmallWorld().figures()
    let table = try figures.table(FigureRequest("coverage_share", rule: "maturity=1.1:3"))
    // Zwei in Ost has level 2, Cdorf too: only Adorf and Stadt are left.
    #expect(numbers(table, "numerator") == [2])
    #expect(throws: Fault.self) {
      try figures.table(FigureRequest("coverage_share", rule: "maturity=1.1:3+2.0:4"))
    }
  }

  @Test func `use comes from the cube, case events belong to no visit`() throws {
    let figures = try SmallWorld().figures()
    #expect(try row(figures, "submissions", month: "2025-02").first == 2)
    #expect(try row(figures, "completion_rate", month: "2025-02") == [2, 3])
    #expect(try row(figures, "sessions", month: "2025-02").first == 3)
    // Three visits started, one gave up without completing a step.
    #expect(try row(figures, "drop_off", month: "2025-02").first == 1)
    #expect(try row(figures, "drop_off_share", month: "2025-02") == [1, 3])
  }

  @Test func `registers that come late join without a reload`() throws {
    let requests = ["coverage_share", "submissions", "completion_rate"].map {
      FigureRequest($0, by: ["kreis", "month"])
    }
    let usual = try SmallWorld().figures()
    let late = try SmallWorld(
      order: ["events", "activations", "processes", "competence", "catalogue", "areas"]
    ).figures()
    for request in requests {
      #expect(try usual.table(request).rows == late.table(request).rows, "\(request.indicator)")
    }
  }

  @Test func `the kept coverage state equals the rebuilt one, whatever came first`() throws {
    let usual = try SmallWorld()
    let reversed = try SmallWorld(newestFirst: true)
    let kept = try usual.store.read { try CoverageMart().canonicalRows($0) }
    #expect(!kept.isEmpty)
    #expect(try reversed.store.read { try CoverageMart().canonicalRows($0) } == kept)
    try usual.store.rebuild([CoverageMart()])
    #expect(try usual.store.read { try CoverageMart().canonicalRows($0) } == kept)
    // Adorf's p1 was the same in both snapshots: one open interval.
    #expect(kept.contains { $0.hasPrefix("081150001001 p1 2025-01-31 …") })
    // The Stadtkreis lost p2 between the two.
    #expect(kept.contains { $0.hasPrefix("081110000000 p2 2025-01-31 2025-02-28") })
  }

  @Test func `a Behörde under two keys is one, and a corrected snapshot replaces the first`()
    throws
  {
    let world = try SmallWorld()
    // The Landkreis by its AGS, and Cdorf's state of February corrected: not active after all.
    try world.load(
      """
      snapshot_on,authority_ars,process_id,state,environment,maturity_model,maturity_level
      2025-02-28,08115,p2,deactivated,prod,1.1,2
      2025-02-28,081165001001,p1,configured,prod,1.1,2

      """, as: "activations-2.csv", now: SmallWorld.now + 1)
    let figures = try world.figures()
    #expect(try row(figures, "coverage_share", month: "2025-02") == [2, 15])
    #expect(try row(figures, "coverage_share", month: "2025-01") == [6, 15])
  }

  @Test func `unknown names are refused with the nearest known one`() throws {
    let figures = try SmallWorld().figures()
    for (request, hint) in [
      (FigureRequest("coverge_share"), "coverage_share"),
      (FigureRequest("coverage_share", by: ["krei"]), "kreis"),
      (FigureRequest("coverage_share", filter: ["kreis": ["08112"]]), "08111"),
    ] {
      let fault = #expect(throws: Fault.self) { try figures.table(request) }
      #expect(fault?.remedy.contains(hint) == true, "\(String(describing: fault))")
      #expect(fault?.kind == .usage)
    }
  }

  @Test func `the curve of a process counts Behörden that are competent and active`() throws {
    let curve = try SmallWorld().figures().adoptionCurve(process: "p1")
    #expect(keys(curve) == ["2025-01", "2025-02"])
    #expect(numbers(curve, "active") == [2, 3])
    #expect(numbers(curve, "competent") == [5, 5])
  }

  // MARK: - Helpers

  private func row(_ figures: ProjectFigures, _ id: String, month: String) throws -> [Double] {
    let table = try figures.table(
      FigureRequest(id, from: Month(month)!, to: Month(month)!))
    return numbers(table, "numerator") + numbers(table, "denominator")
  }

  private func keys<Scope>(_ table: Table<Scope>) -> [String] {
    table.rows.map { if case .key(let key, _) = $0[0] { key } else { "" } }
  }

  private func numbers<Scope>(_ table: Table<Scope>, _ column: String) -> [Double] {
    table.rows.compactMap { row in
      if case .figure(let figure) = row[table.index(of: column)!] { figure.number } else { nil }
    }
  }
}
