import Columns
import Domain

/// What reading needs to know beside the file.
public struct ReadOptions: Sendable {
  /// Overrides the feed's earliest day (a setting of the project).
  public var earliest: Day?
  /// Share of rejected rows above which the file is refused, 0…1; `nil`: the feed's own.
  public var rejectionThreshold: Double?
  /// Injected clock, milliseconds since 1970-01-01T00:00Z.
  public var now: Int64

  public init(now: Int64, earliest: Day? = nil, rejectionThreshold: Double? = nil) {
    self.now = now
    self.earliest = earliest
    self.rejectionThreshold = rejectionThreshold
  }
}

/// A delivered file → checked rows in a sink.
public enum FeedReader {
  /// - Returns: number of rows in the file, bad ones included.
  /// - Throws: ``Fault`` where the whole file is refused.
  @discardableResult
  public static func read(
    _ bytes: [UInt8], file: String, feed: FeedSchema, options: ReadOptions,
    mapping: Mapping? = nil, into sink: some RowSink
  ) throws -> Int {
    let content = try FileContent.decoded(bytes, file: file)
    try refuseOtherEncodings(content, file: file)
    var collector = BatchCollector(file: file, feed: feed, options: options, sink: sink)
    if feed.name == "areas", GV100AD.recognises(content) {
      for row in try GV100AD.rows(content, file: file) { try collector.take(row) }
    } else if let mapping {
      try refuseCutOff(content, file: file)
      try MappedTable.read(content, file: file, feed: feed, mapping: mapping, into: &collector)
    } else if isNDJSON(content, file: file) {
      try readLines(content, file: file, feed: feed, into: &collector)
    } else {
      try refuseCutOff(content, file: file)
      try readTable(content, file: file, feed: feed, into: &collector)
    }
    return try collector.finish()
  }

  private static func refuseOtherEncodings(_ bytes: [UInt8], file: String) throws {
    guard !bytes.isEmpty else {
      throw Fault(.badData, at: file, "the file is empty", remedy: "Deliver it with its rows")
    }
    let isUTF16 =
      bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      || bytes.prefix(2).contains(0)
    if isUTF16 {
      throw Fault(
        .badData, at: file, "the file is UTF-16", remedy: "Save it as UTF-8 and deliver it again")
    }
  }

  private static func refuseCutOff(_ bytes: [UInt8], file: String) throws {
    guard bytes.last == 0x0A else {
      throw Fault(
        .badData, at: file, "the last line has no line break, so the file may be cut off",
        remedy: "End the last line with a line break, or deliver the whole file")
    }
  }

  private static func isNDJSON(_ bytes: [UInt8], file: String) -> Bool {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes[start...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
      || file.contains(".ndjson") || file.contains(".jsonl")
  }

  private static func readTable(
    _ bytes: [UInt8], file: String, feed: FeedSchema,
    into collector: inout BatchCollector<some RowSink>
  ) throws {
    var scanner = try CSVScanner(bytes, file: file)
    let header = try scanner.header()
    let positions = feed.columns.map { header.firstIndex(of: $0.name) }
    let missing = zip(feed.columns, positions).filter { $1 == nil && !$0.isOptional }.map(\.0.name)
    guard missing.isEmpty else {
      throw Fault(
        .badData, at: "\(file), line 1",
        "the header lacks \(missing.joined(separator: ", ")); it has \(header.joined(separator: ", "))",
        remedy: header.count == 1
          ? "Separate columns by , or ;" : "Use the column names of feed \(feed.name)")
    }
    for name in header where feed[name] == nil { try collector.warnUnknown(name, line: 1) }
    while true {
      do {
        guard let record = try scanner.nextRecord() else { return }
        guard record.cells.count == header.count else {
          throw RowDamage(
            line: record.line, reason: .fieldCount, column: nil,
            excerpt: "\(record.cells.count) fields, the header has \(header.count)")
        }
        try collector.take(
          RawRow(line: record.line, cells: positions.map { $0.map { record.cells[$0] } }))
      } catch let damage as RowDamage {
        try collector.reject(damage)
      }
    }
  }

  private static func readLines(
    _ bytes: [UInt8], file: String, feed: FeedSchema,
    into collector: inout BatchCollector<some RowSink>
  ) throws {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if bytes[start...].first == UInt8(ascii: "[") {
      throw Fault(
        .badData, at: "\(file), line 1", "the file is one JSON array",
        remedy: "Write one object a line (NDJSON)")
    }
    let isEvents = feed.name == FeedSchema.events.name
    var line = 0
    var position = start
    while position < bytes.count {
      line += 1
      let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
      let text = bytes[position..<end]
      position = end + 1
      if text.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      do {
        var members = try NDJSONScanner.members(of: text, line: line, depth: isEvents ? 1 : 0)
        if isEvents { members = try CloudEvent.unwrapped(members, line: line) }
        var cells = [ArraySlice<UInt8>?](repeating: nil, count: feed.columns.count)
        for member in members {
          if let index = feed.index(of: member.name) {
            cells[index] = member.cell
          } else {
            try collector.warnUnknown(member.name, line: line)
          }
        }
        try collector.take(RawRow(line: line, cells: cells))
      } catch let damage as RowDamage {
        try collector.reject(damage)
      }
    }
  }
}
