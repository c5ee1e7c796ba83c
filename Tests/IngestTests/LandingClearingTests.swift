import Domain
import Foundation
import Ingest
import Store
import TestSupport
import Testing

/// What becomes of a delivered file, whatever happens on the way (cases L and D).
@Suite struct LandingClearingTests {
  /// The files that can be there when the process dies; the next run has to reach the same end.
  enum Interruption: CaseIterable {
    case beforeArchive, archiveHalfWritten, beforeRemoval, beforeManifest
  }

  @Test(arguments: Interruption.allCases)
  func `a run after an interruption ends where it would have ended`(at point: Interruption) throws {
    let whole = try InboxProject()
    try whole.put(InboxProject.text, "events-1.csv", manifest: InboxProject.manifest())
    _ = try whole.inbox.load(whole.inbox.entries()[0])

    let cut = try InboxProject()
    try cut.put(InboxProject.text, "events-1.csv", manifest: InboxProject.manifest())
    let file = cut.folder + "/inbox/events-1.csv"
    _ = try cut.loader.load(
      file, feedName: nil, manifest: Manifest(Array(InboxProject.manifest().utf8), file: "m"))
    let archive = cut.folder + "/archive/1-events-1.csv.zst"
    let files = FileManager.default
    if point != .beforeArchive {
      try files.createDirectory(
        atPath: cut.folder + "/archive", withIntermediateDirectories: true)
      if point == .archiveHalfWritten {
        try Data("half".utf8).write(to: URL(fileURLWithPath: archive + ".tmp"))
      } else {
        try files.copyItem(atPath: whole.folder + "/archive/1-events-1.csv.zst", toPath: archive)
      }
    }
    if point == .beforeManifest { try files.removeItem(atPath: file) }

    // Another delivery wakes the folder up where nothing but a manifest is left.
    let later = InboxProject.text.replacing("2025-03-04", with: "2025-03-05")
    for project in [whole, cut] {
      try project.put(later, "events-2.csv", manifest: InboxProject.manifest(of: later))
      let inbox = project.inbox
      for entry in inbox.entries() { _ = try inbox.load(entry) }
    }
    for folder in ["inbox", "archive", "rejected"] {
      #expect(cut.names(folder) == whole.names(folder), "\(folder)")
    }
    #expect(try cut.hash() == whole.hash())
    #expect(try cut.store.read { try $0.loads().count } == 2)
    #expect(
      files.contents(atPath: archive)
        == files.contents(atPath: whole.folder + "/archive/1-events-1.csv.zst"))
  }

  @Test func `an interrupted refusal ends in one refused file`() throws {
    let project = try InboxProject()
    let manifest = InboxProject.manifest(["rows": "7"])
    try project.put(InboxProject.text, "events-1.csv", manifest: manifest)
    _ = try project.inbox.load(project.inbox.entries()[0])
    // As if the process had died before the manifest was removed.
    try Data(manifest.utf8).write(
      to: URL(fileURLWithPath: project.folder + "/inbox/events-1.csv" + Manifest.suffix))
    try project.put(InboxProject.text, "events-2.csv", manifest: InboxProject.manifest())
    _ = try project.inbox.load(project.inbox.entries()[0])
    #expect(project.names("inbox").isEmpty)
    #expect(project.names("rejected").count == 3)
  }

  @Test func `the manifest of an earlier delivery does not condemn a new file of its name`() throws
  {
    let project = try InboxProject()
    try project.put(InboxProject.text, "events-1.csv", manifest: InboxProject.manifest())
    _ = try project.inbox.load(project.inbox.entries()[0])
    let later = InboxProject.text.replacing("2025-03-04", with: "2025-03-05")
    try project.put(later, "events-1.csv", manifest: InboxProject.manifest())
    guard case .refused(let fault) = try project.inbox.load(project.inbox.entries()[0]) else {
      Issue.record("loaded under a manifest that is not its own")
      return
    }
    #expect(fault.kind == .tryAgain)
    #expect(project.names("inbox") == ["events-1.csv"])
    #expect(project.names("rejected").isEmpty)
  }

  @Test func `a file that is refused under a name already refused keeps both`() throws {
    let project = try InboxProject()
    for rows in ["7", "8"] {
      try project.put(
        InboxProject.text, "events-1.csv", manifest: InboxProject.manifest(["rows": rows]))
      _ = try project.inbox.load(project.inbox.entries()[0])
    }
    #expect(project.names("rejected").count == 6)
    #expect(project.names("rejected").contains("events-1.csv.2"))
  }

  @Test func `links and pipes are refused and never opened`() throws {
    let project = try InboxProject()
    let folder = project.folder + "/inbox/"
    let secret = project.folder + "/secret"
    try Data("root:x:0:0".utf8).write(to: URL(fileURLWithPath: secret))
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: folder + "events-1.csv", withDestinationPath: secret)
    try files.linkItem(atPath: secret, toPath: folder + "events-2.csv")
    #expect(mkfifo(folder + "events-3.csv", 0o644) == 0)
    try files.createDirectory(atPath: folder + "events-4.csv", withIntermediateDirectories: true)
    let inbox = project.inbox
    for entry in inbox.entries() {
      #expect(inbox.waitsFor(entry, withoutManifest: false, now: project.now) == nil)
      guard case .refused = try inbox.load(entry) else {
        Issue.record("\(entry.name) was loaded")
        continue
      }
    }
    #expect(project.names("inbox") == ["events-4.csv"])
    #expect(project.names("rejected").count == 6)
    #expect(files.contents(atPath: secret) == Data("root:x:0:0".utf8))
  }

  @Test func `a file that is replaced while it is loaded is not removed`() throws {
    let project = try InboxProject()
    try project.put(InboxProject.text, "events-1.csv", manifest: InboxProject.manifest())
    let entry = project.inbox.entries()[0]
    let later = InboxProject.text.replacing("2025-03-04", with: "2025-03-05")
    let path = project.folder + "/inbox/events-1.csv"
    let inbox = LandingFolder(dataFolder: project.folder) { project.loader }
    _ = try project.loader.load(path, feedName: nil, manifest: entry.manifest)
    // The bytes that were loaded are gone; another file bears their name.
    try FileManager.default.removeItem(atPath: path)
    try Data(later.utf8).write(to: URL(fileURLWithPath: path))
    _ = try inbox.load(entry)
    #expect(FileManager.default.contents(atPath: path) == Data(later.utf8))
  }

  @Test func `an option that does not fit leaves the file where it is`() throws {
    let project = try InboxProject()
    try project.put(InboxProject.text, "traffic.csv", manifest: nil)
    let entry = project.inbox.entries()[0]
    #expect(throws: Fault.self) { _ = try project.inbox.load(entry, feedName: "event") }
    #expect(project.names("inbox") == ["traffic.csv"])
  }
}
