import Declarations
import Domain
import Foundation
import Indicators
import Ingest
import Store
import TestSupport
import Testing

/// Hand-kept files on their way into the store.
@Suite struct HandLoadTests {
  private static let settings = ProjectSettings(
    feeds: ["budget": .init(profile: .hand, encoding: .windows1252)])

  @Test func `each repair is kept with its load`() throws {
    let folder = try SmallWorld.temporaryFolder()
    let store = try ProjectStore.writing(dataFolder: folder)
    let path = folder + "/budget-1.csv"
    let text = """
      Jahr;Gesamtbudget in Euro;Betriebskosten in Euro;Auslegung des § 5
      2025;3.000.000,00;400.000;A
      2026;3.100.000,00;410000;B

      """
    try Data(text.unicodeScalars.map { UInt8($0.value) }).write(to: URL(fileURLWithPath: path))
    let loader = FileLoader(
      store: store, settings: Self.settings, marts: [], options: ReadOptions(now: SmallWorld.now))
    guard case .loaded(let report) = try loader.load(path, feedName: nil) else {
      Issue.record("not loaded")
      return
    }
    #expect((report.rowsIn, report.rowsLoaded) == (2, 2))
    let kept = try store.read { try $0.loads()[0].warnings }
    #expect(
      kept.map { "\($0.firstLine) \($0.column ?? "-") \($0.rows): \($0.excerpt)" } == [
        "1 - 1: windows-1252 → utf-8", "2 total_eur 1: 3.000.000,00 → 3000000.00",
        "2 operating_eur 1: 400.000 → 400000", "3 total_eur 1: 3.100.000,00 → 3100000.00",
      ])
    #expect(kept.allSatisfy { $0.reason == .repairedByHand })
    let listing = try store.read { try Listings.warnings($0, load: 1) }
    #expect(listing.rows.count == 4)
    #expect(try store.read { try Listings.warnings($0, load: 2) }.rows.isEmpty)
    guard case .repeated = try loader.load(path, feedName: nil) else {
      Issue.record("loaded twice")
      return
    }
    // The command line beats the settings.
    let strict = FileLoader(
      store: store, settings: Self.settings, marts: [],
      options: ReadOptions(now: SmallWorld.now, profile: .machine))
    try Data((text + "\n").unicodeScalars.map { UInt8($0.value) })
      .write(to: URL(fileURLWithPath: path))
    #expect(throws: Fault.self) { try strict.load(path, feedName: nil) }
  }

  @Test func `the inbox takes a hand-kept file without manifest once it has settled`() throws {
    let project = try InboxProject()
    let text = "year;total_eur;operating_eur;policy_id\n2025;3.000.000,00;0;A\n"
    try project.put(text, "budget-2025.csv", manifest: nil)
    try project.put(text, "orders.csv", manifest: nil)
    let loader = FileLoader(
      store: project.store, settings: Self.settings, marts: [],
      options: ReadOptions(now: project.now))
    let inbox = LandingFolder(dataFolder: project.folder, settings: Self.settings) { loader }
    let changed = Int64(Date().timeIntervalSince1970 * 1000)
    func waits(_ name: String, after milliseconds: Int64) throws -> Bool {
      let entry = try #require(inbox.entry(name))
      return inbox.waitsFor(entry, withoutManifest: false, now: changed + milliseconds) != nil
    }
    #expect(try waits("budget-2025.csv", after: 1_000))
    #expect(try !waits("budget-2025.csv", after: 61_000))
    #expect(try waits("orders.csv", after: 61_000))
    guard case .loaded(let report) = try inbox.load(try #require(inbox.entry("budget-2025.csv")))
    else {
      Issue.record("not loaded")
      return
    }
    #expect(report.warnings.map(\.excerpt) == ["3.000.000,00 → 3000000.00"])
    #expect(project.names("inbox") == ["orders.csv"])
  }
}
