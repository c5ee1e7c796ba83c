import Columns
import Domain
import Ingest
import TestSupport
import Testing

/// The quick reader and the strict one are twins: from any bytes, in pieces of any length, they
/// make the same rows, rejections and warnings, in the same order, or the same fault.
@Suite struct TwinTests {
  @Test(arguments: UInt64(1)...200)
  func `the quick reader says what the strict one says of usage events`(seed: UInt64) throws {
    for round in 0..<6 { try Self.compare(.events, seed: seed << 8 | UInt64(round)) }
  }

  @Test(arguments: FeedCatalogue.all.map(\.name))
  func `the quick reader says what the strict one says of every feed`(feed: String) throws {
    for seed in UInt64(1)...40 { try Self.compare(FeedCatalogue.feed(named: feed)!, seed: seed) }
  }

  @Test func `a batch is 65,536 rows, whoever took them`() throws {
    var text = "ts,event,process,authority,channel,session,id\n"
    let rows = 132_000
    for row in 0..<rows {
      let ts = row % 1_000 == 7 ? "2025-10-26T02:30:00" : "2025-03-04T10:11:12.345+01:00"
      let channel = row % 30_000 == 11 ? "fax" : "online"
      text += "\(ts),submitted,p\(row % 300),08115003,\(channel),,\(row)\n"
    }
    let read = try TwinReading.read(Array(text.utf8), .events, sizes: [1 << 20], isQuick: true)
    let taken = (0..<rows).filter { $0 % 30_000 != 11 }
    let batches = read.outcome.batches
    #expect(batches.map(\.rowCount) == [65_536, 65_536, taken.count - 131_072])
    #expect(read.outcome.lines.flatMap { $0 } == taken.map { $0 + 2 })
    #expect(read.plain > rows - 200)
    var wrong = 0
    for (number, row) in taken.enumerated() {
      let cells = batches[number / 65_536]
      let place = number % 65_536
      let isRight =
        cells["process"]![place] == .text("p\(row % 300)")
        && cells["id"]![place] == .text("\(row)") && cells["session"]![place] == .null
      if !isRight { wrong += 1 }
    }
    #expect(wrong == 0)
    #expect(read.outcome.warnings.count == taken.count { $0 % 1_000 == 7 })
  }

  @Test func `what a platform usually sends is taken quickly`() throws {
    let table =
      "ts;event;process;authority;session;channel;duration_ms;step;rating;target;id;version\n"
      + "2025-03-04T10:11:12.345+01:00;feedback;p1;08115003;f3a91c20d4e87b66;online;5;1;5;;17;a\n"
      + "\"1741079472000\";\"handed_over\";\"p1\";\"08115003\";\"\";\"mail\";;;;\"postbox\";\"x-1\";\"\"\n"
    // The first line of a file is read before anything is there to be taken quickly.
    let lines = """

      {"ts":"2025-03-04T10:11:12.345+01:00","event":"submitted","process":"99108008026000",\
      "authority":"08115003","session":"f3a91c20d4e87b66","channel":"online","duration_ms":53211}
      {"event": "abandoned", "ts": 1741079472000, "process": "p1", "authority": "08115003", \
      "channel": "online", "step": null, "duration_ms": "5", "id": 17}

      """
    for text in [table, lines] {
      let quick = try TwinReading.read(Array(text.utf8), .events, sizes: [1_000], isQuick: true)
      let strict = try TwinReading.read(Array(text.utf8), .events, sizes: [1_000], isQuick: false)
      #expect(quick.outcome == strict.outcome)
      #expect(quick.plain == 2 && quick.outcome.rejections.isEmpty, "\(quick)")
    }
  }

  @Test func `a name that was warned of is passed over quickly from then on`() throws {
    let line =
      "{\"ts\":\"2025-03-04T09:00:00Z\",\"event\":\"submitted\",\"process\":\"p1\","
      + "\"authority\":\"08115003\",\"channel\":\"online\",\"version\":[V]}\n"
    let text = ["\"1.2\"", "7", "-1.5e3", "true", "null", "\"ü\""]
      .map { line.replacing("[V]", with: $0) }.joined()
    let read = try TwinReading.read(Array(text.utf8), .events, sizes: [1_000], isQuick: true)
    #expect(read.plain == 5)
    #expect(read.outcome.warnings == ["unknown_column 1 version "])
  }

  // MARK: - Helpers

  private static func compare(_ feed: FeedSchema, seed: UInt64) throws {
    var files = TwinFiles(generator: SeededGenerator(seed: seed), feed: feed)
    let bytes = files.file()
    let sizes = (0..<5).map { _ in Int.random(in: 1...4_000, using: &files.generator) }
    let quick = try TwinReading.read(bytes, feed, sizes: sizes, isQuick: true)
    let strict = try TwinReading.read(bytes, feed, sizes: sizes, isQuick: false)
    let difference = quick.outcome.difference(from: strict.outcome)
    #expect(
      difference == nil,
      "seed \(seed), feed \(feed.name), sizes \(sizes): \(String(decoding: bytes, as: UTF8.self))")
    for batch in quick.outcome.batches { expectCanonical(batch, feed, seed: seed) }
  }

  /// Whether the columns are what the plain builder makes of their cells.
  private static func expectCanonical(_ batch: ColumnBatch, _ feed: FeedSchema, seed: UInt64) {
    for (column, vector) in zip(feed.columns, batch.columns) {
      var builder = ColumnBuilder(column.type.physical)
      for row in 0..<batch.rowCount { builder.append(vector[row]) }
      #expect(builder.finish() == vector, "seed \(seed), feed \(feed.name), column \(column.name)")
    }
  }
}
