import Columns
import Domain
import Foundation
import Ingest
import Testing

/// Reading on a thread of its own tells the same, in the same order, holds little, and ends.
@Suite struct ReadAheadTests {
  @Test func `reading ahead gives what reading gives, in its order`() throws {
    let bytes = Self.file(rows: 70_000, badEvery: 53, oddEvery: 1_001)
    let apart = TwinReading.Sink()
    let rows = try ReadAhead.read(
      Self.content(bytes), feed: .events, options: Self.options, into: apart)
    let plain = TwinReading.Sink()
    let expected = try FeedReader.read(
      Self.content(bytes), feed: .events, options: Self.options, into: plain)
    #expect(rows == expected.rows && rows == 70_000)
    #expect(apart.outcome == plain.outcome)
  }

  @Test func `what the reader throws comes behind what it had read`() throws {
    let bytes = Self.file(rows: 70_000, badEvery: 0, oddEvery: 0) + Array("\"never closed".utf8)
    let sink = TwinReading.Sink()
    #expect(throws: Fault.self) {
      try ReadAhead.read(Self.content(bytes), feed: .events, options: Self.options, into: sink)
    }
    #expect(sink.outcome.batches.map(\.rowCount) == [65_536])
  }

  @Test(arguments: [0, 2])
  func `what the sink throws ends the reading`(failing: Int) throws {
    struct Full: Error {}
    final class Sink: RowSink {
      var calls = 0
      let failing: Int
      init(_ failing: Int) { self.failing = failing }
      private func call() throws {
        calls += 1
        if calls > failing { throw Full() }
      }
      func append(_ batch: ColumnBatch, lines: [Int]) throws { try call() }
      func reject(_ rejection: Rejection) throws { try call() }
      func warn(_ reason: ReasonCode, line: Int, column: String?, excerpt: String) throws {
        try call()
      }
    }
    // Without end: only the sink can stop it.
    let sink = Sink(failing)
    let endless = Self.endless()
    #expect(throws: Full.self) {
      try ReadAhead.read(endless.content, feed: .events, options: Self.options, into: sink)
    }
    #expect(sink.calls == failing + 1)
  }

  @Test func `the reader waits for a slow sink`() throws {
    struct Enough: Error {}
    final class Sink: RowSink {
      let source: Endless
      var batches = 0
      init(_ source: Endless) { self.source = source }
      func append(_ batch: ColumnBatch, lines: [Int]) throws {
        batches += 1
        Thread.sleep(forTimeInterval: 0.05)
        // One taken, three waiting, one in the making, and the piece behind it.
        let rowsRead = source.served * Endless.rows
        #expect(rowsRead <= (batches + 4) * ColumnBatch.standardRowCount + 2 * Endless.rows)
        if batches == 5 { throw Enough() }
      }
      func reject(_ rejection: Rejection) {}
      func warn(_ reason: ReasonCode, line: Int, column: String?, excerpt: String) {}
    }
    let endless = Self.endless()
    #expect(throws: Enough.self) {
      try ReadAhead.read(
        endless.content, feed: .events, options: Self.options, into: Sink(endless))
    }
  }

  @Test func `progress grows to the size of the file`() throws {
    let bytes = Self.file(rows: 70_000, badEvery: 0, oddEvery: 0)
    var steps: [Int64] = []
    _ = try ReadAhead.read(
      Self.content(bytes), feed: .events, options: Self.options, progress: { steps.append($0) },
      into: TwinReading.Sink())
    #expect(steps.count == 2 && steps == steps.sorted())
    #expect(steps.last == Int64(bytes.count))
  }

  // MARK: - Helpers

  private static let options = ReadOptions(now: 1_767_225_600_000, rejectionThreshold: 1)
  private static let header = "ts,event,process,authority,channel\n"
  private static let row = "2025-03-04T10:11:12.345+01:00,submitted,p1,08115003,online\n"

  private static func file(rows: Int, badEvery: Int, oddEvery: Int) -> [UInt8] {
    var text = header
    for row in 1...rows {
      if badEvery > 0, row % badEvery == 0 {
        text += "yesterday,submitted,p1,08115003,online\n"
      } else if oddEvery > 0, row % oddEvery == 0 {
        text += "2025-10-26T02:30:00,submitted,p1,08115003,online\n"
      } else {
        text += Self.row
      }
    }
    return Array(text.utf8)
  }

  private static func content(_ bytes: [UInt8]) throws -> Content {
    var rest: [UInt8]? = bytes
    return try Content(file: "test") { () -> [UInt8]? in
      defer { rest = nil }
      return rest
    }
  }

  /// Rows without end, and how many pieces of them were read.
  final class Endless {
    static let rows = 10_000
    private(set) var content: Content!
    /// Written by the reading thread; a test that looks at it is content with an older value.
    nonisolated(unsafe) private(set) var served = 0

    init(_ start: [UInt8], _ piece: [UInt8]) throws {
      content = try Content(file: "test") { [unowned self] () -> [UInt8]? in
        served += 1
        return served == 1 ? start : piece
      }
    }
  }

  private static func endless() -> Endless {
    try! Endless(
      Array(header.utf8), Array(String(repeating: row, count: Endless.rows).utf8))
  }
}
