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

  @Test(arguments: UInt64(1)...12)
  func `rows are stored by process, authority, beginning of the visit and time`(
    seed: UInt64
  ) throws {
    // Rows out of order, equal times, and in odd seeds visits to several processes.
    var state = seed
    func below(_ limit: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % limit
    }
    let rows = (0..<400).map { _ -> OrderedRow in
      let session = below(60)
      let place = seed % 2 == 1 ? below(6) : session % 6
      return OrderedRow(
        ts: Int64(below(90)) * 60_000, process: "p\(place / 2)", authority: "0811500\(place)",
        session: session < 6 ? nil : Int64(session), step: Int64(below(1_000)))
    }
    let store = try ProjectStore.writing(dataFolder: temporaryFolder())
    try load(events("1", rows), into: store)
    let names = ["ts", "process", "authority", "step"]
    let stored = try store.read { reader in
      try reader.batches(of: "events", columns: names).flatMap { batch in
        (0..<batch.rowCount).map { batch.row($0) }
      }
    }
    #expect(stored == OrderedRow.sorted(rows).map(\.cells), "seed \(seed)")
  }

  // MARK: - Helpers

  /// A row of which the order is of interest.
  private struct OrderedRow {
    let ts: Int64
    let process: String
    let authority: String
    let session: Int64?
    /// Tells rows with equal times apart.
    let step: Int64

    var cells: [Cell] { [.integer(ts), .text(process), .text(authority), .integer(step)] }

    /// The plain twin of the store's order; keys come in the order in which they appear.
    static func sorted(_ rows: [OrderedRow]) -> [OrderedRow] {
      let byTime = rows.indices.sorted { (rows[$0].ts, $0) < (rows[$1].ts, $1) }
      func begin(_ place: Int) -> Int {
        guard let session = rows[byTime[place]].session else { return place }
        return byTime.firstIndex { rows[$0].session == session }!
      }
      func first(_ key: KeyPath<OrderedRow, String>, _ row: OrderedRow) -> Int {
        rows.firstIndex { $0[keyPath: key] == row[keyPath: key] }!
      }
      let keyed = byTime.indices.map { place -> [Int] in
        let row = rows[byTime[place]]
        return [first(\.process, row), first(\.authority, row), begin(place), place]
      }
      return keyed.sorted { $0.lexicographicallyPrecedes($1) }.map { rows[byTime[$0[3]]] }
    }
  }

  private func events(_ name: String, _ rows: [OrderedRow]) -> Sample {
    let columns = FeedSchema.events.columns
    var builders = columns.map { ColumnBuilder($0.type.physical) }
    for row in rows {
      for (position, column) in columns.enumerated() {
        switch column.name {
        case "ts": builders[position].append(row.ts)
        case "event": builders[position].append("page_view")
        case "process": builders[position].append(row.process)
        case "authority": builders[position].append(row.authority)
        case "channel": builders[position].append("online")
        case "session": builders[position].append(row.session.map(Cell.integer) ?? .null)
        case "step": builders[position].append(row.step)
        default: builders[position].appendNull()
        }
      }
    }
    return Sample(
      delivery: Delivery(
        feed: .events, source: "test", file: name, sha256: SHA256.digest(Array(name.utf8)),
        bytes: 1),
      batch: ColumnBatch(names: columns.map(\.name), columns: builders.map { $0.finish() }))
  }

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
