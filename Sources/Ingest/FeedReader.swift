import Columns
import Domain

/// What reading needs to know beside the file.
public struct ReadOptions: Sendable {
  /// Overrides the feed's earliest day (a setting of the project).
  public var earliest: Day?
  /// Share of rejected rows above which the file is refused, 0…1; `nil`: the feed's own.
  public var rejectionThreshold: Double?
  /// How files are read; `nil`: as the project's settings say.
  public var profile: FeedProfile?
  /// Of files that people save; `nil`: as the project's settings say.
  public var encoding: TextEncoding?
  /// Injected clock, milliseconds since 1970-01-01T00:00Z.
  public var now: Int64

  public init(
    now: Int64, earliest: Day? = nil, rejectionThreshold: Double? = nil,
    profile: FeedProfile? = nil, encoding: TextEncoding? = nil
  ) {
    self.now = now
    self.earliest = earliest
    self.rejectionThreshold = rejectionThreshold
    self.profile = profile
    self.encoding = encoding
  }
}

/// A delivered file → checked rows in a sink.
public enum FeedReader {
  /// Reads a file that is in memory.
  /// - Returns: number of rows in the file, bad ones included.
  /// - Throws: ``Fault`` where the whole file is refused.
  @discardableResult
  public static func read(
    _ bytes: [UInt8], file: String, feed: FeedSchema, options: ReadOptions,
    mapping: Mapping? = nil, into sink: some RowSink
  ) throws -> Int {
    try read(
      Content(file: file, bytes: bytes), feed: feed, options: options, mapping: mapping, into: sink
    ).rows
  }

  /// Reads a file piece by piece.
  /// - Parameter isCounted: whether a manifest says how many rows there are; only then a last line
  ///   without line break is known to be whole.
  /// - Parameter isQuick: whether plain rows are taken by ``PlainRows``; without, each row goes
  ///   through the strict scanners and ``RowChecks``, which gives the same and takes longer.
  /// - Returns: number of rows in the file, bad ones included, and of those taken as plain ones.
  @discardableResult
  package static func read(
    _ content: Content, feed: FeedSchema, options: ReadOptions, mapping: Mapping? = nil,
    isCounted: Bool = false, isQuick: Bool = true, into sink: some RowSink
  ) throws -> (rows: Int, plain: Int) {
    let file = content.file
    let head = try content.peek(GV100AD.headBytes)
    try refuseOtherEncodings(head, file: file)
    if options.profile != .hand { try WorkbookKind.refuse(head, feed: feed, file: file) }
    var collector = BatchCollector(file: file, feed: feed, options: options, sink: sink)
    if feed.name == "areas", GV100AD.recognises(head) {
      let bytes = try content.rest(limit: GV100AD.fileLimit)
      for row in try GV100AD.rows(bytes, file: file) { try collector.take(row) }
    } else if let mapping {
      try MappedTable.read(
        CSVScanner(content, mayLackLastBreak: isCounted), file: file, feed: feed, mapping: mapping,
        into: &collector)
    } else if options.profile == .hand {
      try HandFile.read(
        content, feed: feed, encoding: options.encoding ?? .utf8, into: &collector)
    } else if isNDJSON(head, file: file) {
      try readLines(content, feed: feed, isQuick: isQuick, into: &collector)
    } else {
      try readTable(
        CSVScanner(content, mayLackLastBreak: isCounted), file: file, feed: feed, isQuick: isQuick,
        into: &collector)
    }
    return try collector.finish()
  }

  private static func refuseOtherEncodings(_ head: [UInt8], file: String) throws {
    guard !head.isEmpty else {
      throw Fault(.badData, at: file, "the file is empty", remedy: "Deliver it with its rows")
    }
    let isUTF16 =
      head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
      || head.prefix(2).contains(0)
    if isUTF16 {
      throw Fault(
        .badData, at: file, "the file is UTF-16", remedy: "Save it as UTF-8 and deliver it again")
    }
  }

  private static func isNDJSON(_ head: [UInt8], file: String) -> Bool {
    let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = head[start...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
      || file.contains(".ndjson") || file.contains(".jsonl")
  }

  private static func readTable(
    _ scanner: CSVScanner, file: String, feed: FeedSchema, isQuick: Bool,
    into collector: inout BatchCollector<some RowSink>
  ) throws {
    var scanner = scanner
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
    let plain = PlainTable(header: header, feed: feed, separator: scanner.separator)
    while true {
      if isQuick, collector.rows.areTaken {
        plain.take(from: &scanner, into: &collector.rows)
        try collector.flushIfFull()
      }
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
    _ content: Content, feed: FeedSchema, isQuick: Bool,
    into collector: inout BatchCollector<some RowSink>
  ) throws {
    let isEvents = feed.name == FeedSchema.events.name
    var lines = LineScanner(content, limit: NDJSONScanner.lineLimit)
    var plain = PlainLines(feed)
    while true {
      if isQuick, collector.rows.areTaken {
        plain.take(from: &lines, into: &collector.rows)
        try collector.flushIfFull()
      }
      guard let (line, bytes) = try lines.next() else { return }
      let text = line == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
      if text.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      if line == 1, text.first == UInt8(ascii: "[") {
        throw Fault(
          .badData, at: "\(content.file), line 1", "the file is one JSON array",
          remedy: "Write one object a line (NDJSON)")
      }
      do {
        var members = try NDJSONScanner.members(of: text, line: line, depth: isEvents ? 1 : 0)
        if isEvents { members = try CloudEvent.unwrapped(members, line: line) }
        var cells = [ArraySlice<UInt8>?](repeating: nil, count: feed.columns.count)
        for member in members {
          if let index = feed.index(of: member.name) {
            cells[index] = member.cell
          } else if try collector.warnUnknown(member.name, line: line) {
            plain.ignore(member.name)
          }
        }
        try collector.take(RawRow(line: line, cells: cells))
      } catch let damage as RowDamage {
        try collector.reject(damage)
      }
    }
  }
}
