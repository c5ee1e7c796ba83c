import Domain
import Foundation
import Ingest
import Store
import TestSupport
import Testing

@Suite struct LandingTests {
  @Test func `a file waits for its manifest, is loaded once it is there, and is cleared away`()
    throws
  {
    let project = try InboxProject()
    try project.put(InboxProject.text, "events-1.csv", manifest: nil)
    try project.put("half", "events-2.csv.tmp", manifest: nil)
    var entries = project.inbox.entries()
    #expect(entries.map(\.name) == ["events-1.csv"])
    #expect(project.inbox.waitsFor(entries[0], withoutManifest: false, now: project.now) != nil)
    try project.put(InboxProject.text, "events-1.csv", manifest: InboxProject.manifest())
    entries = project.inbox.entries()
    #expect(project.inbox.waitsFor(entries[0], withoutManifest: false, now: project.now) == nil)
    guard case .loaded(let report) = try project.inbox.load(entries[0]) else {
      Issue.record("not loaded")
      return
    }
    #expect(report.rowsLoaded == 3)
    #expect(project.names("inbox") == ["events-2.csv.tmp"])
    #expect(project.names("archive") == ["1-events-1.csv.zst"])
  }

  @Test func `without manifest only what has settled for a minute`() throws {
    let project = try InboxProject()
    try project.put(InboxProject.text, "events-1.csv", manifest: nil)
    let entry = project.inbox.entries()[0]
    let changed = Int64(Date().timeIntervalSince1970 * 1000)
    #expect(project.inbox.waitsFor(entry, withoutManifest: true, now: changed + 1_000) != nil)
    #expect(project.inbox.waitsFor(entry, withoutManifest: true, now: changed + 61_000) == nil)
  }

  @Test(arguments: [
    ("sha256", "\"\(String(repeating: "0", count: 64))\"", "SHA-256"), ("rows", "4", "rows"),
    ("bytes", "7", "bytes"), ("feed", "\"event\"", "no feed"), ("rows", "\"3\"", "rows"),
    ("schema_version", "2", "schema_version"), ("colour", "1", "colour"),
    ("produced_at", "\"yesterday\"", "produced_at"),
  ])
  func `a file that is not what its manifest says is refused, and nothing is lost`(
    entry: String, value: String, word: String
  ) throws {
    let project = try InboxProject()
    try project.put(
      InboxProject.text, "events-1.csv", manifest: InboxProject.manifest([entry: value]))
    guard case .refused(let fault) = try project.inbox.load(project.inbox.entries()[0]) else {
      Issue.record("not refused")
      return
    }
    #expect(fault.description.contains(word), "\(fault)")
    #expect(project.names("inbox").isEmpty)
    #expect(
      project.names("rejected") == [
        "events-1.csv", "events-1.csv.manifest.json", "events-1.csv.reason.txt",
      ])
    #expect(try project.store.read { try $0.loads().isEmpty })
  }

  @Test(arguments: ["rows", "text"])
  func `a file with another digest is refused for that alone, and what was read of it is undone`(
    damage: String
  ) throws {
    let project = try InboxProject()
    let wrong = String(repeating: "0", count: 64)
    // Larger than a piece, so that segments are written before the digest is known.
    let rows = String(repeating: InboxProject.text.split(separator: "\n")[2] + "\n", count: 300_000)
    let text =
      InboxProject.text.split(separator: "\n")[0] + "\n" + rows + (damage == "text" ? "\"" : "")
    try project.put(
      text, "events-1.csv",
      manifest: InboxProject.manifest(
        ["sha256": "\"\(wrong)\""].merging(damage == "rows" ? ["rows": "7"] : [:]) { $1 }, of: text)
    )
    guard case .refused(let fault) = try project.inbox.load(project.inbox.entries()[0]) else {
      Issue.record("not refused")
      return
    }
    #expect(
      fault.description.contains("its SHA-256 is not the one in its manifest"), "\(fault)")
    #expect(try project.store.read { try $0.seriesNames().isEmpty && $0.loads().isEmpty })
    // The next delivery finds nothing of it.
    try project.put(InboxProject.text, "events-1.csv", manifest: InboxProject.manifest())
    _ = try project.inbox.load(project.inbox.entries()[0])
    let other = try InboxProject()
    try other.put(InboxProject.text, "events-1.csv", manifest: InboxProject.manifest())
    _ = try other.inbox.load(other.inbox.entries()[0])
    #expect(try project.hash() == other.hash())
  }

  @Test func `an interruption after the commit is tidied up by the next run`() throws {
    let project = try InboxProject()
    try project.put(InboxProject.text, "events-1.csv", manifest: InboxProject.manifest())
    // As if the process had died between the commit and the archive.
    _ = try project.loader.load(project.folder + "/inbox/events-1.csv", feedName: nil)
    guard case .repeated(let id) = try project.inbox.load(project.inbox.entries()[0]) else {
      Issue.record("loaded twice")
      return
    }
    #expect(id == 1)
    #expect(project.names("inbox").isEmpty)
    #expect(project.names("archive") == ["1-events-1.csv.zst"])
  }

  @Test func `the archive holds no session value, and loads to the same state`() throws {
    let project = try InboxProject()
    try project.put(InboxProject.text, "events-1.csv", manifest: InboxProject.manifest())
    _ = try project.inbox.load(project.inbox.entries()[0])
    let archive = project.folder + "/archive/1-events-1.csv.zst"
    let again = try InboxProject()
    _ = try again.loader.load(archive, feedName: "events")
    #expect(try project.hash() == again.hash())
    let bytes = try Data(contentsOf: URL(fileURLWithPath: archive))
    #expect(!String(decoding: bytes, as: UTF8.self).contains("f3a91c20d4e87b66"))
  }

  @Test func `registers are loaded before what refers to them`() throws {
    let project = try InboxProject()
    for (name, feed) in [("a.csv", "events"), ("b.csv", "areas"), ("c.csv", "processes")] {
      try project.put(
        InboxProject.text, name, manifest: InboxProject.manifest(["feed": "\"\(feed)\""]))
    }
    #expect(project.inbox.entries().map(\.name) == ["b.csv", "c.csv", "a.csv"])
  }
}
