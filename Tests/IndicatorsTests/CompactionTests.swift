import Columns
import Domain
import Foundation
import Indicators
import Store
import TestSupport
import Testing

/// A project that is compacted now and then, beside one that never is.
@Suite struct CompactionTests {
  private let marts: [any Mart] = [UsageCube()]

  @Test(arguments: UInt64(1)...200)
  func `a project that is compacted answers like one that is not`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed ^ 0xC0)
    let deliveries = RandomDeliveries(seed: seed)
    let plain = try ProjectStore.writing(dataFolder: SmallWorld.temporaryFolder())
    let compacted = try ProjectStore.writing(dataFolder: SmallWorld.temporaryFolder())
    for delivery in deliveries.all {
      try deliveries.load(delivery, into: plain, marts: marts)
      try deliveries.load(delivery, into: compacted, marts: marts)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: _ = try compacted.compact(.everything)
      case 1:
        _ = try compacted.compact(.whatPays)
        #expect(try compacted.compact(.whatPays).changedSomething == false, "seed \(seed)")
      default: break
      }
    }
    try expectEqual(plain, compacted, seed: seed)
    _ = try compacted.compact(.everything)
    #expect(try compacted.read { try $0.segments(of: "events").count } <= 1, "seed \(seed)")
    try expectEqual(plain, compacted, seed: seed)
    #expect(try compacted.compact(.everything).changedSomething == false, "seed \(seed)")
    #expect(try compacted.compact(.whatPays).changedSomething == false, "seed \(seed)")
    // A cube made anew from merged segments is the same one.
    try compacted.rebuild(marts)
    #expect(
      try compacted.read { try UsageCube().canonicalRows($0) }
        == plain.read { try UsageCube().canonicalRows($0) }, "seed \(seed)")
  }

  @Test func `a compaction that is interrupted leaves what it found`() throws {
    struct Interruption: Error {}
    let deliveries = RandomDeliveries(seed: 7)
    let store = try ProjectStore.writing(dataFolder: SmallWorld.temporaryFolder())
    for delivery in deliveries.all { try deliveries.load(delivery, into: store, marts: marts) }
    let facts = try store.read { try StateHash.facts($0) }
    let segments = try store.read { try $0.segments(of: "events") }
    #expect(segments.count > 1)
    #expect(throws: Interruption.self) {
      try store.compact(.everything) { throw Interruption() }
    }
    #expect(try store.read { try $0.segments(of: "events") } == segments)

    #expect(try store.read { try StateHash.facts($0) } == facts)
    #expect(try store.read { try $0.integrity().faults.isEmpty })
  }

  // MARK: - Helpers

  private func expectEqual(_ plain: ProjectStore, _ compacted: ProjectStore, seed: UInt64) throws {
    func same<Value: Equatable>(
      _ what: String, _ value: (StoreReader) throws -> Value
    ) throws {
      #expect(try plain.read(value) == compacted.read(value), "\(what), seed \(seed)")
    }
    try same("state") { try StateHash.facts($0) }
    try same("state of the marts") { try StateHash.marts(marts, $0) }
    try same("revision") { try $0.revision() }
    try same("loads") { reader in
      try reader.loads().map { "\($0.file) \($0.rowsLoaded) \($0.rowsDuplicate) \($0.warnings)" }
    }
    let questions: [[UsageDimension]] = [
      [], [.month, .process], [.day, .authority, .channel], [.event, .step],
    ]
    for dimensions in questions {
      try same("answers by \(dimensions)") { reader in
        try UsageEngine.table(
          UsageQuery(measures: UsageMeasure.allCases, dimensions: dimensions), reader: reader,
          threads: 2
        ).rows
      }
    }
    try same("rows of each load") { try rowsOfLoads($0) }
    for store in [plain, compacted] {
      #expect(try store.read { try $0.integrity().faults }.isEmpty, "seed \(seed)")
    }
  }

  /// Each stored row of each load, by its number: what `trace` and the archive tell.
  private func rowsOfLoads(_ reader: StoreReader) throws -> [[[Cell]]] {
    let columns = FeedSchema.events.columns.map(\.name).filter { $0 != "id" }
    return try reader.loads().map { load in
      try reader.parts(of: load.loadID).flatMap { part in
        let batch = try reader.read(part.segment, columns: columns)
        return try reader.positions(of: part).map { batch.row($0) }
      }
    }
  }
}
