import Declarations
import Domain
import Foundation
import Indicators
import Ingest
import Store
import TestSupport
import Testing

@Suite struct MappingTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardized.path

  @Test func `one row gives several, values are translated, a span becomes a duration`() throws {
    let text = """
      case,way,begin,finish
      1,Desk,2025-02-04T10:00:00+01:00,2025-02-05T10:00:00+01:00
      2,Internet,2025-02-04T10:00:00+01:00,
      3,Internet,2025-02-04T10:00:00+01:00,2025-02-03T10:00:00+01:00
      4,Pigeon,2025-02-04T10:00:00+01:00,

      """
    let (store, report) = try load(text, mapping: Self.mapping, settings: Self.exact)
    // Case 4 has no channel that the feed knows; its row is kept in quarantine.
    #expect((report.rowsIn, report.rowsLoaded, report.rowsQuarantined) == (6, 5, 1))
    let warnings = report.warnings.filter { $0.reason != .notRegistered }
      .map { ($0.reason, $0.rows, $0.firstLine) }
    #expect(warnings.count == 1)
    #expect(warnings.first.map { $0.0 == .negativeInterval && $0.1 == 1 && $0.2 == 4 } == true)
    let table = try store.read { reader in
      try UsageEngine.table(
        UsageQuery(
          measures: [.submissions, .completed, .durationP50], dimensions: [.channel]),
        reader: reader)
    }
    #expect(
      table.rows.map { $0.map(Self.text) } == [
        ["counter", "1", "1", "86400000"], ["online", "2", "1", ""],
      ])
  }

  @Test func `foreign words, empty cells and times are read as the mapping says`() throws {
    let text = """
      case;way;begin;finish
      1;Brieftaube;04.02.2025 10:00;05.02.2025 11:30
      2;Fax;04.02.2025 10:00;k. A.
      3;Desk;31.02.2025 10:00;-
      """
    let mapping = """
      feed = "events"
      empty = ["k. A.", "-"]
      [columns]
      process = { constant = "p1" }
      authority = { constant = "08115003" }
      channel = { from = "way", values = { Desk = "counter", Fax = "" }, otherwise = "other" }
      [[rows]]
      [rows.columns]
      ts = { from = "begin", time = "DD.MM.YYYY hh:mm" }
      event = { constant = "submitted" }
      [[rows]]
      when = "finish"
      [rows.columns]
      ts = { from = "finish", time = "DD.MM.YYYY hh:mm" }
      event = { constant = "completed" }
      duration_ms = { between = ["begin", "finish"], time = "DD.MM.YYYY hh:mm" }
      """
    let (store, report) = try load(text + "\n", mapping: mapping, settings: Self.exact)
    #expect((report.rowsIn, report.rowsLoaded, report.rowsQuarantined) == (4, 2, 2))
    let reasons = try store.read {
      try $0.quarantine().map { "\($0.rejection.line) \($0.rejection.reason)" }
    }
    #expect(reasons == ["3 missingValue", "4 malformedTime"])
    let rows = try store.read { reader in
      try reader.batches(of: "events", columns: ["ts", "channel", "duration_ms"])
        .flatMap { batch in (0..<batch.rowCount).map { batch.row($0) } }
    }
    #expect(
      Set(rows) == [
        [.integer(1_738_659_600_000), .text("other"), .null],
        [.integer(1_738_751_400_000), .text("other"), .integer(91_800_000)],
      ])
    #expect(throws: Fault.self) { try self.load(text, mapping: mapping, settings: Self.exact) }
  }

  @Test(arguments: [
    ("ts = \"begin\"", "step = \"begin\"", "rows[1] gives no ts"),
    ("ts = \"begin\"", "ts = { from = \"begin\", time = \"DD.MM.YY\" }", "time is \"DD.MM.YY\""),
    ("between = [\"begin\", \"finish\"]", "between = \"begin\"", "names 1 columns"),
    ("from = \"way\"", "form = \"way\"", "Did you mean \"from\"?"),
  ])
  func `a mapping that cannot work is told before a file is read`(
    part: String, wrong: String, word: String
  ) throws {
    let text = Self.mapping.replacing(part, with: wrong)
    #expect(text != Self.mapping)
    let faults = #expect(throws: Faults.self) { try Mapping.parse(text, file: "m.toml") }
    #expect(faults?.description.contains(word) == true, "\(faults?.description ?? "")")
  }

  @Test func `a misspelt column, feed or key is told with line and suggestion`() throws {
    let wrong = Self.mapping.replacing("events", with: "event")
      .replacing("channel =", with: "chanel =")
    let faults = #expect(throws: Faults.self) { try Mapping.parse(wrong, file: "m.toml") }
    #expect(faults?.all.count == 2)
    #expect(faults?.description.contains("m.toml:1: feed is \"event\"") == true)
    #expect(faults?.description.contains("Did you mean \"channel\"?") == true)
    let fault = #expect(throws: Fault.self) {
      try self.load("a,b\n1,2\n", mapping: Self.mapping, settings: .standard)
    }
    #expect(fault?.description.contains("has no column") == true)
  }

  @Test(
    .enabled(
      if: SharedData.has("catalogue/leika_leistungen.csv"),
      "shared/data/catalogue is not beside the project"
    ))
  func `the real catalogue loads through its mapping, and nothing is lost`() throws {
    let mapping = try Self.shipped("ozg-katalog")
    let store = try ProjectStore.writing(dataFolder: SmallWorld.temporaryFolder())
    let loader = FileLoader(store: store, marts: [], options: ReadOptions(now: SmallWorld.now))
    guard
      case .loaded(let report) = try loader.load(
        SharedData.folder + "/catalogue/leika_leistungen.csv", feedName: nil, mapping: mapping)
    else { return }
    #expect((report.rowsIn, report.rowsLoaded, report.rowsQuarantined) == (5_249, 4_813, 436))
    #expect(report.warnings.first { $0.reason == .missingType }?.rows == 8)
    let reasons = try store.read { try $0.quarantine().map(\.rejection.reason) }
    #expect(Set(reasons) == [.noKey])
  }

  @Test(
    .enabled(
      if: SharedData.has("permit-log/cases.csv"), "shared/data/permit-log is not beside the project"
    ))
  func `the real permit log gives its cases and their durations by channel`() throws {
    let settings = ProjectSettings(
      feeds: ["events": ProjectSettings.FeedSettings(earliest: Day("2010-01-01")!)])
    let store = try ProjectStore.writing(dataFolder: SmallWorld.temporaryFolder())
    let loader = FileLoader(
      store: store, settings: settings, marts: [], options: ReadOptions(now: SmallWorld.now))
    _ = try loader.load(
      SharedData.folder + "/permit-log/cases.csv", feedName: nil,
      mapping: Self.shipped("permit-log"))
    let counts = try store.read { reader in
      try UsageEngine.table(UsageQuery(measures: [.submissions, .completed]), reader: reader)
    }
    #expect(counts.rows.map { $0.map(Self.text) } == [["1434", "1329"]])
    let durations = try store.read { reader in
      try UsageEngine.table(
        UsageQuery(
          measures: [.durationP50], dimensions: [.channel], filter: [.event: ["completed"]]),
        reader: reader)
    }
    for (channel, days) in [("online", 49.6), ("counter", 55.4), ("mail", 55.5)] {
      let row = durations.rows.first { Self.text($0[0]) == channel }
      let found = Double(Self.text(row![1]))! / 86_400_000
      // Durations are kept to 1 %.
      #expect(abs(found - days) <= 0.01 * days + 0.05, "\(channel): \(found)")
    }
  }

  // MARK: - Helpers

  private static let exact = ProjectSettings(
    resolution: Resolution(timestamp: .minute, duration: .exact))

  private static let mapping = """
    feed = "events"
    [columns]
    process = { constant = "p1" }
    authority = { constant = "08115003" }
    channel = { from = "way", values = { Internet = "online", Desk = "counter" } }
    [[rows]]
    columns = { ts = "begin", event = { constant = "submitted" } }
    [[rows]]
    when = "finish"
    [rows.columns]
    ts = "finish"
    event = { constant = "completed" }
    duration_ms = { between = ["begin", "finish"] }

    """

  private static func shipped(_ name: String) throws -> Mapping {
    let path = root + "/Data/reference/mappings/\(name).toml"
    return try Mapping.parse(String(contentsOfFile: path, encoding: .utf8), file: path)
  }

  private func load(
    _ text: String, mapping: String, settings: ProjectSettings
  ) throws -> (ProjectStore, LoadReport) {
    let folder = try SmallWorld.temporaryFolder()
    let path = folder + "/cases.csv"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let store = try ProjectStore.writing(dataFolder: folder)
    let outcome = try FileLoader(
      store: store, settings: settings, marts: [], options: ReadOptions(now: SmallWorld.now)
    ).load(path, feedName: nil, mapping: Mapping.parse(mapping, file: "m.toml"))
    guard case .loaded(let report) = outcome else {
      preconditionFailure("a first load is no repeat")
    }
    return (store, report)
  }

  private static func text(_ cell: TableCell) -> String {
    switch cell {
    case .key(let key, _): key
    case .text(let text): text
    case .figure(let figure): figure.number.map { String(Int64($0)) } ?? ""
    }
  }
}
