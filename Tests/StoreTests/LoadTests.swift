import Columns
import Cryptography
import Domain
import Foundation
import Store
import Testing

@Suite struct LoadTests {
  @Test func `the same file twice changes nothing`() throws {
    let folder = try temporaryFolder()
    let store = try ProjectStore.writing(dataFolder: folder)
    try load(events("a", [(1, 0xA), (2, 0xA)]), into: store)
    let before = try store.read { try StateHash.facts($0) }
    guard case .repeated(let id) = try load(events("a", [(1, 0xA), (2, 0xA)]), into: store) else {
      Issue.record("the repeat was loaded again")
      return
    }
    #expect(id == 1)
    #expect(try store.read { try StateHash.facts($0) } == before)
  }

  @Test func `any order of the same deliveries gives one state hash`() throws {
    // Session A spans two files, session B and C are alone; rows without session stand by themselves.
    let files = [
      events("1", [(60_000, 0xA), (120_000, 0xB)]), events("2", [(180_000, 0xA), (0, nil)]),
      events("3", [(240_000, 0xC), (240_000, 0xC)]),
    ]
    var hashes: Set<String> = []
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let store = try ProjectStore.writing(dataFolder: temporaryFolder())
      for index in order { try load(files[index], into: store) }
      hashes.insert(try store.read { try StateHash.facts($0) })
    }
    #expect(hashes.count == 1)
  }

  @Test func `a session that spans files keeps its number within 48 hours and not after`() throws {
    for (wait, expected) in [(47 * 3_600_000, 1), (49 * 3_600_000, 2)] {
      let store = try ProjectStore.writing(dataFolder: temporaryFolder())
      try load(events("1", [(60_000, 0xA)]), into: store, now: 0)
      try load(events("2", [(120_000, 0xA)]), into: store, now: Int64(wait))
      let numbers = try store.read { reader in
        try reader.batches(of: "events", columns: ["session"]).flatMap { batch in
          (0..<batch.rowCount).map { batch.columns[0][$0] }
        }
      }
      #expect(Set(numbers).count == expected)
    }
  }

  @Test func `an event number of a source counts once, in one file and across files`() throws {
    let store = try ProjectStore.writing(dataFolder: temporaryFolder())
    let first = try load(
      events("1", [(1, nil), (2, nil), (3, nil)], ids: ["7", "x", "7"]), into: store)
    let second = try load(
      events("2", [(1, nil), (9, nil), (4, nil)], ids: ["x", "8", nil]), into: store)
    guard case .loaded(let a) = first, case .loaded(let b) = second else {
      Issue.record("not loaded")
      return
    }
    #expect((a.rowsIn, a.rowsLoaded, a.rowsDuplicate) == (3, 2, 1))
    #expect((b.rowsIn, b.rowsLoaded, b.rowsDuplicate) == (3, 2, 1))
  }

  @Test func `a load that fails leaves nothing behind`() throws {
    struct Interruption: Error {}
    let store = try ProjectStore.writing(dataFolder: temporaryFolder())
    try load(events("1", [(60_000, 0xA)]), into: store)
    let before = try store.read { try StateHash.facts($0) }
    let delivery = events("2", [(1, 0xB)])
    #expect(throws: Interruption.self) {
      try store.load(
        delivery.delivery, resolution: .standard, marts: [], now: 0
      ) { transaction in
        try transaction.append(delivery.batch)
        throw Interruption()
      }
    }
    #expect(try store.read { try StateHash.facts($0) } == before)
    #expect(try store.read { try $0.loads().count } == 1)
    // What was undone can be loaded again.
    try load(delivery, into: store)
    #expect(try store.read { try $0.loads().count } == 2)
  }

  @Test func `a second writer is told who holds the lock`() throws {
    let folder = try temporaryFolder()
    let store = try ProjectStore.writing(dataFolder: folder)
    #expect(throws: Fault.self) { _ = try ProjectStore.writing(dataFolder: folder) }
    withExtendedLifetime(store) {}
  }

  @Test func `a database of something else is refused`() throws {
    let folder = try temporaryFolder()
    try Data("this is no database, but long enough to be read as one".utf8).write(
      to: URL(fileURLWithPath: folder + "/" + ProjectStore.fileName))
    #expect(throws: Fault.self) { _ = try ProjectStore.writing(dataFolder: folder) }
  }

  @Test func `a database of the former version is brought up to date by whoever writes`() throws {
    let folder = try temporaryFolder()
    var store: ProjectStore? = try ProjectStore.writing(dataFolder: folder)
    for file in 1...3 {
      try load(events("\(file)", [(60_000 * Int64(file), 0xA), (1, nil)]), into: store!)
    }
    func told(_ reader: StoreReader) throws -> [String] {
      try [StateHash.facts(reader)] + reader.parts(of: 2).map { "\($0.segment) \($0.rowCount)" }
        + reader.integrity().faults.map(\.description)
    }
    let before = try store!.read(told)
    try store!.writePart { db in
      try db.execute(
        sql: """
          ALTER TABLE segment ADD COLUMN load_id INTEGER NOT NULL DEFAULT 0;
          UPDATE segment SET load_id = (
            SELECT load_id FROM segment_load p WHERE p.segment_id = segment.segment_id);
          DROP TABLE segment_load;
          ALTER TABLE load DROP COLUMN earliest;
          ALTER TABLE load DROP COLUMN latest;
          PRAGMA user_version = 3;
          """)
    }
    store = nil
    #expect(throws: Fault.self) { _ = try ProjectStore.reading(dataFolder: folder) }
    store = try ProjectStore.writing(dataFolder: folder)
    #expect(try store!.read(told) == before)
    #expect(try store!.compact(.everything).after.segments == 1)
    #expect(try store!.read(told)[0] == before[0])
  }

  @Test func `a simulated project refuses a real register`() throws {
    let store = try ProjectStore.writing(dataFolder: temporaryFolder())
    try load(events("1", [(1, nil)], source: "simulation"), into: store)
    let register = Delivery(
      feed: .areas, source: "destatis", file: "register.csv",
      sha256: SHA256.digest([1]), bytes: 1)
    #expect(throws: Fault.self) {
      try store.load(register, resolution: .standard, marts: [], now: 0) { _ in }
    }
  }

  // MARK: - Helpers

  struct Sample {
    let delivery: Delivery
    let batch: ColumnBatch
  }

  private func temporaryFolder() throws -> String {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lagebild-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url.path
  }

  /// Page views at the given instants (ms) with the given session values.
  private func events(
    _ name: String, _ rows: [(ts: Int64, session: Int64?)], ids: [String?]? = nil,
    source: String = "test"
  ) -> Sample {
    let columns = FeedSchema.events.columns
    var builders = columns.map { ColumnBuilder($0.type.physical) }
    for (index, row) in rows.enumerated() {
      for (position, column) in columns.enumerated() {
        switch column.name {
        case "ts": builders[position].append(row.ts)
        case "event": builders[position].append("page_view")
        case "process": builders[position].append("p1")
        case "authority": builders[position].append("08115003")
        case "channel": builders[position].append("online")
        case "session": builders[position].append(row.session.map(Cell.integer) ?? .null)
        case "id": builders[position].append(ids?[index].map(Cell.text) ?? .null)
        default: builders[position].appendNull()
        }
      }
    }
    return Sample(
      delivery: Delivery(
        feed: .events, source: source, file: name, sha256: SHA256.digest(Array(name.utf8)),
        bytes: 1),
      batch: ColumnBatch(names: columns.map(\.name), columns: builders.map { $0.finish() }))
  }

  @discardableResult
  private func load(
    _ sample: Sample, into store: ProjectStore, now: Int64 = 1_000
  ) throws -> LoadOutcome {
    try store.load(sample.delivery, resolution: .standard, marts: [], now: now) {
      try $0.append(sample.batch)
    }
  }
}
