import Columns
import Domain
import Foundation
import Ingest
import Store
import TestSupport
import Testing

/// What retention deletes besides rows: files, numbers, excerpts. Canaries were put into a delivery
/// and are looked for afterwards, wherever bytes lie, and inside of what is compressed.
@Suite struct RetentionFileTests {
  private static let session = "c0ffee15ca7a5e55"
  private static let step: Int64 = 7_777
  private static let texts = [session, "canary-kanal", "canary-prozess", "4711-canary"]

  private static let old = """
    ts,event,process,authority,session,channel,duration_ms,step,id
    2025-03-04T10:11:12Z,step_completed,canary-prozess,08115003,\(session),online,1000,7777,
    2025-03-04T10:12:12Z,submitted,canary-prozess,08115003,\(session),online,60000,,4711-canary
    2025-03-05T10:12:12Z,completed,p1,08115003,,online,432000000,,
    2025-03-05T10:13:12Z,completed,p1,08115003,,online,432000000,,
    2025-03-05T10:14:12Z,completed,p1,08115003,,online,432000000,,
    2025-03-05T10:15:12Z,submitted,p1,08115003,\(session),canary-kanal,,,

    """
  private static let recent = """
    ts,event,process,authority,session,channel
    2025-04-01T00:00:00+02:00,submitted,p1,08115003,00000000000000a1,online
    2025-06-01T00:00:00+02:00,submitted,p1,08115003,00000000000000a1,online

    """
  /// April 2025 is the first month whose events stay.
  private static let limits = RetentionLimits(
    today: Day("2026-05-20")!, archiveDays: 30, eventMonths: 13, dailyMonths: 24)
  private static let later = BerlinTime.start(of: Day("2026-05-20")!)

  private func loaded() throws -> InboxProject {
    let project = try InboxProject()
    try project.put(Self.old, "events-1.csv", manifest: InboxProject.manifest(of: Self.old))
    try project.put(
      Self.recent, "events-2.csv", manifest: InboxProject.manifest(["seq": "2"], of: Self.recent))
    // Refused as a whole: it waits in Data/rejected for its sender.
    let refused =
      Self.old + "2025-03-06T10:15:12Z,submitted,p1,08115003,\(Self.session),online,,,\n"
    try project.put(
      refused, "events-3.csv", manifest: InboxProject.manifest(["rows": "9"], of: refused))
    let inbox = project.inbox
    for entry in inbox.entries() { _ = try inbox.load(entry) }
    #expect(project.names("archive").count == 2 && project.names("rejected").count == 3)
    for name in project.names("rejected") {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: Double(project.now) / 1_000)],
        ofItemAtPath: project.folder + "/rejected/" + name)
    }
    return project
  }

  private func apply(_ project: InboxProject) throws {
    let files = try project.store.read {
      try ExpiredFiles(dataFolder: project.folder, $0, Self.limits)
    }
    try project.store.applyRetention(
      Self.limits, marts: [], files: files.items, now: Self.later)
    try files.remove()
  }

  @Test func `planted canaries are found before, and nowhere afterwards`() throws {
    let project = try loaded()
    // The refused file holds them all.
    #expect(try found(in: project) == Set(Self.texts))
    #expect(try hasStep(project))
    try apply(project)
    // Keys of processes are no personal data: the dictionary keeps them, as the cubes do.
    #expect(try found(in: project, besides: "dictionary") == [])
    #expect(try !hasStep(project))
    #expect(project.names("archive") == [] && project.names("rejected") == [])
    #expect(try project.store.read { try $0.integrity().faults } == [])
    #expect(try project.store.read { try $0.rowsLoaded(of: "events") } == 7)
    #expect(try project.store.read { try $0.size(of: "events").rows } == 2)
  }

  @Test func `what was deleted is not stored again, and not archived again`() throws {
    let project = try loaded()
    try apply(project)
    let facts = try project.hash()
    // The same file once more, and one with the same old events and a new one.
    try project.put(Self.old, "events-1.csv", manifest: InboxProject.manifest(of: Self.old))
    let mixed = """
      ts,event,process,authority,session,channel
      2025-03-31T23:59:59+02:00,submitted,p1,08115003,00000000000000a2,online
      2025-04-01T00:00:00+02:00,submitted,p1,08115003,00000000000000a3,online
      2025-04-02T00:00:00+02:00,submitted,p1,08115003,00000000000000a3,online
      2025-04-03T00:00:00+02:00,submitted,p1,08115003,00000000000000a3,online
      2025-04-04T00:00:00+02:00,submitted,p1,08115003,00000000000000a3,online
      2025-04-05T00:00:00+02:00,submitted,p1,08115003,00000000000000a3,online

      """
    let inbox = project.inbox
    for entry in inbox.entries() { _ = try inbox.load(entry) }
    #expect(try project.hash() == facts)
    #expect(project.names("archive") == [] && project.names("inbox") == [])
    try project.put(mixed, "events-4.csv", manifest: InboxProject.manifest(of: mixed))
    for entry in inbox.entries() {
      guard case .loaded(let report) = try inbox.load(entry) else {
        Issue.record("\(entry.name) was not loaded")
        continue
      }
      #expect(report.rowsLoaded == 5 && report.rowsQuarantined == 1)
    }
    let refused = try project.store.read { try $0.quarantine() }
    #expect(refused.last?.rejection.reason == .tooEarly && refused.last?.rejection.line == 2)
  }

  @Test func `files are as old as their load, and what is not old stays`() throws {
    let project = try loaded()
    let young = RetentionLimits(
      today: BerlinTime.day(ofInstant: project.now) + 30, archiveDays: 30, eventMonths: 600,
      dailyMonths: 600)
    let none = try project.store.read {
      try ExpiredFiles(dataFolder: project.folder, $0, young)
    }
    #expect(none.items == [])
    let old = RetentionLimits(
      today: BerlinTime.day(ofInstant: project.now) + 32, archiveDays: 30, eventMonths: 600,
      dailyMonths: 600)
    let files = try project.store.read {
      try ExpiredFiles(dataFolder: project.folder, $0, old)
    }
    #expect(files.items.map(\.kind) == [.deliveries, .refusedFiles])
    #expect(files.items.map(\.items) == [2, 3])
    #expect(files.items[0].rows == 7)
    try project.store.applyRetention(old, marts: [], files: files.items, now: Self.later)
    let facts = try project.hash()
    #expect(try project.store.read { try $0.retention().eventsFrom } == nil)
    #expect(try project.hash() == facts)
  }

  // MARK: - Looking for canaries

  /// Which of the texts stand in a file of the project, or in a cell of the database.
  /// - Parameter besides: `dictionary`: not in this table.
  private func found(in project: InboxProject, besides: String? = nil) throws -> Set<String> {
    var found: Set<String> = []
    let number = withUnsafeBytes(of: UInt64(0xc0ff_ee15_ca7a_5e55).littleEndian) { Data($0) }
    let walker = FileManager.default.enumerator(atPath: project.folder)
    while let name = walker?.nextObject() as? String {
      guard var bytes = FileManager.default.contents(atPath: project.folder + "/" + name) else {
        continue
      }
      if name.hasSuffix(".zst") {
        bytes = Data(try Zstd.decompressFrames([UInt8](bytes), limit: 1 << 24))
      }
      for text in Self.texts where bytes.range(of: Data(text.utf8)) != nil {
        if besides == "dictionary", text == "canary-prozess", name == "lagebild.sqlite" { continue }
        found.insert(text)
      }
      if bytes.range(of: number) != nil || bytes.range(of: Data(number.reversed())) != nil {
        found.insert(Self.session)
      }
    }
    for cell in try cells(project) {
      if let text = cell.text, Self.texts.contains(text) { found.insert(text) }
    }
    return found
  }

  private func hasStep(_ project: InboxProject) throws -> Bool {
    try cells(project).contains { $0.integer == Self.step }
  }

  /// Every cell of every chunk.
  private func cells(_ project: InboxProject) throws -> [Cell] {
    try project.store.read { reader in
      try reader.seriesNames().flatMap { series in
        try reader.segments(of: series).flatMap { segment -> [Cell] in
          let names = FeedCatalogue.feed(named: series)?.columns.map(\.name) ?? []
          let known = try names.filter { try reader.zone(of: $0, in: segment) != nil }
          let batch = try reader.read(segment, columns: known)
          return (0..<batch.rowCount).flatMap { batch.row($0) }
        }
      }
    }
  }
}
