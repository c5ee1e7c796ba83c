import Columns
import Cryptography
import Domain
import Foundation
import Store
import Testing

/// A store that stays open keeps what it has read of a state, and of that state only.
@Suite struct StateMemoryTests {
  @Test func `what a store remembers is what a store opened anew reads`() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lagebild-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    let writer = try ProjectStore.writing(dataFolder: url.path)
    try load(1, into: writer)
    let reader = try ProjectStore.reading(dataFolder: url.path)
    var states: Set<[String]> = []
    for number in 2..<6 {
      let fresh = try seen(in: ProjectStore.reading(dataFolder: url.path))
      // Asked twice: the second time from memory.
      for store in [writer, reader, writer, reader] { #expect(try seen(in: store) == fresh) }
      states.insert(fresh)
      try load(number, into: writer)
    }
    #expect(states.count == 4)
  }

  private func seen(in store: ProjectStore) throws -> [String] {
    try store.read { reader in
      let segments = try reader.segments(of: "events")
      let zones = try reader.zones(of: ["ts", "process"], in: "events")
      return try segments.map {
        "\($0) \(zones["ts", $0]?.integers as Any) \(zones["process", $0]?.minimum as Any)"
      } + reader.sharedTexts(of: "process", in: "events")
    }
  }

  /// One event at an instant and of a process of its own.
  private func load(_ number: Int, into store: ProjectStore) throws {
    let columns = FeedSchema.events.columns
    let values: [String: Cell] = [
      "ts": .integer(Int64(number) * 60_000), "event": .text("page_view"),
      "process": .text("p\(number)"), "authority": .text("08115003"), "channel": .text("online"),
    ]
    let vectors = columns.map { column in
      var builder = ColumnBuilder(column.type.physical)
      builder.append(values[column.name] ?? .null)
      return builder.finish()
    }
    let name = "events-\(number)"
    _ = try store.load(
      Delivery(
        feed: .events, source: "test", file: name, sha256: SHA256.digest(Array(name.utf8)), bytes: 1
      ), resolution: .standard, marts: [], now: 1_000
    ) { try $0.append(ColumnBatch(names: columns.map(\.name), columns: vectors)) }
  }
}
