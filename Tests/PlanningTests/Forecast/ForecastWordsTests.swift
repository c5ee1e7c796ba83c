import Domain
import Indicators
import Planning
import TestSupport
import Testing

@Suite struct ForecastWordsTests {
  @Test func `no ceiling is told that lies below what is reached`() {
    let cut = ForecastWords.ceiling(0.659, 0.746, today: 0.673)
    #expect(cut.low.de == "67,3 % (heute erreicht)" && cut.high.de == "74,6 %")
    let below = ForecastWords.ceiling(0.5, 0.6, today: 0.673)
    #expect(below.low.en == "67.3% (reached today)" && below.high.en == "67.3%")
    let above = ForecastWords.ceiling(0.7, 0.8, today: 0.673)
    #expect(above.low.de == "70 %" && above.high.de == "80 %")
    #expect(ForecastWords.points(0.08).de == "8,0 Prozentpunkte")
    #expect(ForecastWords.points(0.045).en == "4.5 percentage points")
  }

  @Test func `the target of the Land is what a process is measured by, not its own`() throws {
    let world = try SmallWorld()
    try world.load(
      """
      target_id,indicator,area_ars,value,due_on,decided_on,source
      land-2026,activation_rate,080000000000,0.3,2026-12-31,2024-03-14,Beschluss
      p2/2026,activation_rate,080000000000,0.9,2026-12-31,2024-03-14,Beschluss

      """, as: "targets-0.csv")
    let (general, own) = try world.store.read { reader in
      let forecasts = try AdoptionForecasts(reading: reader)
      return (forecasts.target("p1").name, forecasts.target("p2").name)
    }
    #expect(
      general.de == "Gemessen am Landesziel für die Verbreitung, 30 % bis 2026-12-31 (Beschluss)")
    #expect(own.de == "Beschlossenes Ziel dieses Prozesses, 90 % bis 2026-12-31 (Beschluss)")
    // Three of five have p1: the note says so beside the target, and no id.
    let note = try world.store.read {
      try AdoptionForecasts.table($0, process: "p1").provenance.note
    }
    #expect(note?.de.contains("heute 60 %, erreicht seit 2025-01") == true, "\(note?.de ?? "")")
    #expect(note?.de.contains("land-2026") == false)
    // What is reached is no matter of chance.
    let listing = try world.store.read { try AdoptionForecasts.listing($0) }
    let words = ["p10_on", "p50_on", "p90_on"].map { name -> String in
      guard case .key(_, let label?) = listing.rows[0][listing.index(of: name)!] else { return "" }
      return label.de
    }
    #expect(words == ["erreicht", "erreicht 01/2025", "erreicht"])
  }

  @Test func `the table says on what the future months rest`() throws {
    let world = try SmallWorld()
    let table = try world.store.read { try AdoptionForecasts.table($0, process: "p1") }
    #expect(table.listed("basis").last == "few_authorities")
    #expect(table.listed("kind", "basis").first == "observed ")
  }

  @Test func `an individual process does not spread, and nobody is led to another one`() throws {
    let world = try SmallWorld()
    try world.load(
      """
      process_id,name,kind,leika,released_on,customer
      i1,Eigenbau,individual,99001001001000,2024-06-01,citizen

      """, as: "processes-1.csv")
    let fault = #expect(throws: Fault.self) {
      try world.store.read { try AdoptionForecasts.table($0, process: "i1") }
    }
    #expect(fault?.problem.contains("belongs to one Kommune") == true)
    #expect(fault?.remedy.contains("mean") == false)
  }

  @Test func `waiting times come with a sentence that a reader can repeat`() throws {
    let world = try SmallWorld()
    let table = try world.store.read { try ActivationTimes.table($0) }
    let note = try #require(table.provenance.note)
    #expect(note.de.contains("der Behörden × Prozesse aktiviert"), "\(note.de)")
    #expect(note.de.contains("Einen Median gibt es nicht") || table.listed("median_days") != [""])
    #expect(table.columns.contains { $0.title.de == "Behörden × Prozesse" })
    #expect(!table.columns.contains { $0.title.de == "Standardfehler" })
  }
}
