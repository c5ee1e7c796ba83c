import Columns
import Domain
import Store
import Testing

/// What questions leave in memory stands for the bytes of the state that is asked, and for no others.
@Suite struct ChunkMemoryTests {
  private static let columns = ["authority", "event", "process", "rating", "ts"]

  @Test func `the second question reads no bytes and gets the same rows`() throws {
    let world = try ChunkWorld()
    try world.load(1...600)
    let store = try world.reading(keeping: 1 << 20)
    let plain = try world.reading(keeping: 0)
    let first = try rows(of: store)
    let second = try rows(of: store)
    #expect(first.read > 0 && first.fromMemory == 0)
    #expect(second.read == 0 && second.fromMemory == first.read)
    for _ in 0..<2 { #expect(try rows(of: plain).read == first.read) }
    #expect(try rows(of: plain).batches == first.batches)
    #expect(second.batches == first.batches)
  }

  @Test func `who reads everything once neither fills the memory nor is answered by it`() throws {
    let world = try ChunkWorld()
    try world.load(1...600)
    let store = try world.reading(keeping: 1 << 20)
    try store.read { reader in
      _ = try reader.batches(of: "events", columns: Self.columns)
      _ = try reader.integrity()
      #expect(reader.keptBytes == 0)
    }
    #expect(try rows(of: store).read > 0)
  }

  @Test func `the limit holds, and what was used last stays`() throws {
    let world = try ChunkWorld()
    for load in 0..<8 { try world.load((load * 600 + 1)...(load * 600 + 600)) }
    let (limit, segment) = (20_000, 15_000)
    let store = try world.reading(keeping: limit)
    let whole = try rows(of: try world.reading(keeping: 0)).batches
    for _ in 0..<3 {
      #expect(try rows(of: store).batches == whole)
      try store.read { reader in
        #expect(reader.keptBytes > 0 && reader.keptBytes <= limit + segment)
      }
    }
    try store.read { reader in
      let last = try reader.segments(of: "events").last!
      let stored = try reader.storedColumns(["ts"], of: last, keeping: true)
      #expect(stored.bytesRead == 0 && stored.bytesFromMemory > 0)
    }
  }

  @Test func `a damaged chunk is refused, whatever is kept beside it`() throws {
    for column in Self.columns {
      let world = try ChunkWorld()
      try world.load(1...600)
      let store = try world.reading(keeping: 1 << 20)
      // None of these takes another one beside it.
      _ = try rows(of: store, ["authority", "process", "ts"].filter { $0 != column })
      try world.execute(
        """
        UPDATE chunk SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) || x'77' AS BLOB)
        WHERE column_name = '\(column)'
        """)
      for _ in 0..<2 {
        let fault = #expect(throws: Fault.self) { try rows(of: store, [column]) }
        #expect(fault?.place.contains("column \(column)") == true)
      }
    }
  }

  /// Behind a right checksum: the structure is what tells.
  @Test func `a chunk that cannot be read is refused each time`() throws {
    let world = try ChunkWorld()
    try world.load(1...600)
    // A header of as many rows, and an encoding that there is not.
    let instants = ColumnVector.integers((0..<600).map { $0 * 60_000 }, validity: nil)
    let bytes = ChunkCodec.encode(instants).prefix(36) + [0xFF]
    let hex = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    let checksum = Int64(bitPattern: Checksum.xxh64([UInt8](bytes)))
    try world.execute(
      "UPDATE chunk SET bytes = x'\(hex)', checksum = \(checksum) WHERE column_name = 'ts'")
    let store = try world.reading(keeping: 1 << 20)
    for _ in 0..<2 { #expect(throws: ChunkDamage.self) { try rows(of: store, ["ts"]) } }
  }

  @Test func `a segment that was replaced or is gone is never answered from memory`() throws {
    let world = try ChunkWorld()
    try world.load(1...600)
    try world.load(601...1_200)
    let store = try world.reading(keeping: 1 << 20)
    let before = try rows(of: store)
    // Retention writes the rest of a segment under the number that it had.
    try world.execute(
      """
      CREATE TEMP TABLE other AS SELECT * FROM chunk WHERE segment_id = 2;
      DELETE FROM chunk WHERE segment_id = 2;
      UPDATE chunk SET segment_id = 2 WHERE segment_id = 1;
      INSERT INTO chunk SELECT 1, column_name, minimum, maximum, nulls, zone_checksum, checksum,
        bytes FROM other
      """)
    let swapped = try rows(of: store)
    #expect(swapped.batches == before.batches.reversed() && swapped.fromMemory == 0)
    // One column is another, so the others do not count either.
    try world.execute("DELETE FROM chunk WHERE segment_id = 1 AND column_name = 'rating'")
    #expect(throws: Fault.self) { try rows(of: store) }
    try store.read { reader in
      let first = SegmentInfo(id: 1, series: "events", rowCount: 600)
      let stored = try reader.storedColumns(["ts"], of: first, keeping: true)
      #expect(stored.bytesFromMemory == 0)
    }
    try world.execute("DELETE FROM chunk; DELETE FROM segment_load; DELETE FROM segment")
    #expect(try rows(of: store).batches.isEmpty)
    try store.read { reader in
      let gone = SegmentInfo(id: 2, series: "events", rowCount: 600)
      #expect(throws: Fault.self) {
        _ = try reader.storedColumns(["ts"], of: gone, keeping: true)
      }
    }
  }

  @Test func `what another load leaves alone stays in memory`() throws {
    let world = try ChunkWorld()
    try world.load(1...600)
    let store = try world.reading(keeping: 1 << 20)
    let first = try rows(of: store)
    try world.load(601...1_200)
    let second = try rows(of: store)
    #expect(second.fromMemory == first.read && second.read > 0)
    #expect(second.batches == (try rows(of: try world.reading(keeping: 0)).batches))
    #expect(second.batches.count == 2)
  }

  /// Reads segments as a question does.
  private func rows(
    of store: ProjectStore, _ columns: [String] = Self.columns
  ) throws -> (batches: [ColumnBatch], read: Int, fromMemory: Int) {
    try store.read { reader in
      var (batches, read, fromMemory): ([ColumnBatch], Int, Int) = ([], 0, 0)
      for segment in try reader.segments(of: "events") {
        let stored = try reader.storedColumns(columns, of: segment, keeping: true)
        let vectors = try columns.map { column in
          try ChunkCodec.decode(
            try stored.open(column),
            sharedTexts: try reader.sharedTexts(of: column, in: "events"))
        }
        batches.append(ColumnBatch(names: columns, columns: vectors))
        read += stored.bytesRead
        fromMemory += stored.bytesFromMemory
      }
      return (batches, read, fromMemory)
    }
  }
}
