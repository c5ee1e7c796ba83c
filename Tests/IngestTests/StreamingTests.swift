import Columns
import Domain
import Foundation
import Ingest
import TestSupport
import Testing

/// Files are read in pieces: where a piece ends must not matter, and no file may fill the memory.
@Suite struct StreamingTests {
  @Test(arguments: UInt64(1)...60)
  func `where the pieces end does not matter`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let text = Self.randomFile(&generator)
    let whole = Result { try Self.read(Self.pieces(text, [text.count])) }
    let sizes = (0..<8).map { _ in Int.random(in: 1...9, using: &generator) }
    let cut = Result { try Self.read(Self.pieces(text, sizes)) }
    let described = String(decoding: text, as: UTF8.self).debugDescription
    #expect(cut == whole, "seed \(seed), sizes \(sizes): \(described)")
  }

  @Test func `packed files are read as the plain one, in one frame or several`() throws {
    let plain = try Self.read(Self.pieces(Self.header + Self.row, [1_000]))
    let twoFrames = Zstd.compress(Self.header) + Zstd.compress(Self.row)
    for packed in [Zstd.compress(Self.header + Self.row), twoFrames, Self.gzip] {
      for size in [1, 7, 1_000] {
        #expect(try Self.read(Self.pieces(packed, [size])) == plain, "pieces of \(size)")
      }
    }
  }

  @Test func `packed files that are cut off or damaged are refused`() throws {
    let rows = (0..<500).flatMap { _ in Self.row }
    let zstd = Zstd.compress(Self.header + rows)
    var wrongSum = zstd
    wrongSum[zstd.count - 1] ^= 1
    let cases = [
      Array(zstd.dropLast(1)), Array(zstd.dropLast(20)), wrongSum, zstd + [1, 2, 3],
      Array(Self.gzip.dropLast(1)), Self.gzip + [1, 2, 3],
    ]
    for (number, packed) in cases.enumerated() {
      for size in [1, 13, 1 << 20] {
        #expect(throws: Fault.self, "case \(number), pieces of \(size)") {
          try Self.read(Self.pieces(packed, [size]))
        }
      }
    }
  }

  @Test func `a line without end is refused without being held in memory`() throws {
    // 4 GiB of the letter a, a mebibyte at a time; C20.
    let endless = Self.endless(Self.header, [UInt8](repeating: 0x61, count: 1 << 20), times: 4_096)
    let fault = #expect(throws: Fault.self) { try Self.read(endless.next) }
    #expect(fault?.problem.contains("longer than 1 MiB") == true)
    #expect(endless.served < 5)
    let commas = Self.endless(Self.header, [UInt8](repeating: 0x2C, count: 1 << 20), times: 4_096)
    #expect(throws: Fault.self) { try Self.read(commas.next) }
    #expect(commas.served < 5)
  }

  @Test func `an NDJSON line that is too long is quarantined and the next one is read`() throws {
    // J14
    let start = Array("{\"ts\":\"".utf8)
    let row =
      "\"}\n{\"ts\":\"2025-03-04T09:00:00Z\",\"event\":\"submitted\",\"process\":\"p1\","
      + "\"authority\":\"08115003\",\"channel\":\"online\"}\n"
    let long = Self.endless(
      start, [UInt8](repeating: 0x61, count: 1 << 20), times: 20, end: Array(row.utf8))
    let result = try Self.read(long.next)
    #expect(result.reasons == [.tooLong])
    #expect(result.lines == [2])
  }

  @Test func `blank lines without number cost no memory`() throws {
    // C22
    let blank = Self.endless(
      Self.header, [UInt8](repeating: 0x0A, count: 1 << 20), times: 3, end: Self.row)
    let result = try Self.read(blank.next)
    #expect(result.lines == [2 + 3 << 20])
  }

  @Test func `a table of a hundred thousand columns is refused`() throws {
    // C21
    let header = (0..<100_000).map { "c\($0)" }.joined(separator: ",") + "\n"
    let fault = #expect(throws: Fault.self) {
      try Self.read(Self.pieces(Array(header.utf8), [1 << 20]))
    }
    #expect(fault?.problem.contains("100000 columns") == true)
  }

  @Test func `a last line without line break counts where a manifest counts the rows`() throws {
    // C05
    let text = Self.header + Self.row.dropLast()
    #expect(throws: Fault.self) { try Self.read(Self.pieces(text, [10])) }
    #expect(try Self.read(Self.pieces(text, [10]), isCounted: true).lines == [2])
  }

  // MARK: - Helpers

  private static let header = Array("ts,event,process,authority,channel\n".utf8)
  private static let row = Array("2025-03-04T09:00:00Z,submitted,p1,08115003,online\n".utf8)
  /// The header and the row as two members, made with gzip 1.12.
  private static let gzip = [UInt8](
    Data(
      base64Encoded:
        "H4sIAAAAAAACAysp1kktS80r0Skoyk9OLS7WSSwtycgvyiyp1EnOSMzLS83hAgCEzFKiIwAAAA==")!
      + Data(
        base64Encoded:
          "H4sIAAAAAAACAzMyMDLVNTDWNTAJMbC0MjAAoiid4tKk3MySktQUnQJDHQMLQ0NTAwNjnfy8nMy8VC4A"
          + "/KZODDIAAAA=")!)

  /// What came of a file.
  private struct Outcome: Equatable {
    var cells: [[Cell]] = []
    var lines: [Int] = []
    var reasons: [ReasonCode] = []
    var rejectedLines: [Int] = []
  }

  private static func read(
    _ raw: @escaping () throws -> [UInt8]?, isCounted: Bool = false
  ) throws -> Outcome {
    let sink = Collected()
    try FeedReader.read(
      Content(file: "test", raw: raw), feed: .events,
      options: ReadOptions(now: 1_767_225_600_000, rejectionThreshold: 1), isCounted: isCounted,
      into: sink)
    return Outcome(
      cells: sink.batches.flatMap { batch in (0..<batch.rowCount).map { batch.row($0) } },
      lines: sink.lines, reasons: sink.rejections.map(\.reason),
      rejectedLines: sink.rejections.map(\.line))
  }

  /// Hands out `bytes` in pieces of the given sizes, over and over.
  private static func pieces(_ bytes: [UInt8], _ sizes: [Int]) -> () -> [UInt8]? {
    var position = 0
    var turn = 0
    return {
      guard position < bytes.count else { return nil }
      defer { turn += 1 }
      let end = min(bytes.count, position + sizes[turn % sizes.count])
      defer { position = end }
      return Array(bytes[position..<end])
    }
  }

  private final class Endless {
    private(set) var served = 0
    private let parts: (start: [UInt8], middle: [UInt8], end: [UInt8])
    private let times: Int

    init(_ start: [UInt8], _ middle: [UInt8], _ end: [UInt8], times: Int) {
      parts = (start, middle, end)
      self.times = times
    }

    func next() -> [UInt8]? {
      defer { served += 1 }
      if served == 0 { return parts.start }
      if served <= times { return parts.middle }
      return served == times + 1 && !parts.end.isEmpty ? parts.end : nil
    }
  }

  private static func endless(
    _ start: [UInt8], _ middle: [UInt8], times: Int, end: [UInt8] = []
  ) -> Endless {
    Endless(start, middle, end, times: times)
  }

  /// A file of good and odd lines, CSV or NDJSON, now and then damaged in one byte.
  private static func randomFile(_ generator: inout SeededGenerator) -> [UInt8] {
    let isTable = Bool.random(using: &generator)
    let parts =
      isTable
      ? [
        "2025-03-04T09:00:00Z,submitted,p1,08115003,online", "\"2025-03-04T09:00:00Z\"",
        "\"a\"\"b\"", "\"line\nbreak\"", "\n", "\r\n", "\r\n", ",", ",,,,", "x\"y", "", "ü",
        "2025-03-04T09:00:00Z,completed,p9,08115003,mail\r\n",
      ]
      : [
        "{\"ts\":\"2025-03-04T09:00:00Z\",\"event\":\"submitted\",\"process\":\"p1\","
          + "\"authority\":\"08115003\",\"channel\":\"online\"}\n",
        "{\"ts\":1}\n", "{\"ts\":\"\\u00fc\"}", "\n", "\r\n", "{}", "[1]", "  ", "null\n",
      ]
    var text = isTable ? "ts,event,process,authority,channel\n" : "{}\n"
    for _ in 0..<Int.random(in: 0...20, using: &generator) {
      text += parts.randomElement(using: &generator)!
    }
    if !isTable || Int.random(in: 0...3, using: &generator) > 0 { text += "\n" }
    var bytes = Array(text.utf8)
    if Int.random(in: 0...3, using: &generator) == 0 {
      bytes[Int.random(in: 40..<max(41, bytes.count), using: &generator) % bytes.count] = 0x0D
    }
    return bytes
  }
}

extension Result where Failure == any Error, Success: Equatable {
  fileprivate static func == (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.success(let x), .success(let y)): x == y
    case (.failure(let x as Fault), .failure(let y as Fault)): x == y
    default: false
    }
  }
}
