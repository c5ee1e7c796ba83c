import Domain

/// A file that people saved, CSV or XLSX → checked rows.
enum HandFile {
  /// Hand-kept tables are small.
  static let fileLimit = 64 << 20

  static func read(
    _ content: Content, feed: FeedSchema, encoding: TextEncoding,
    into collector: inout BatchCollector<some RowSink>
  ) throws {
    let file = content.file
    let bytes = try content.rest(limit: fileLimit)
    if try WorkbookKind.of(bytes, file: file) == .workbook {
      try readWorkbook(bytes, file: file, feed: feed, into: &collector)
    } else {
      let (text, note) = try HandText.utf8(bytes, declared: encoding, file: file)
      if let note { try collector.warn(.repairedByHand, line: 1, column: nil, excerpt: note) }
      try readTable(text, file: file, feed: feed, into: &collector)
    }
  }

  private static func readTable(
    _ text: [UInt8], file: String, feed: FeedSchema,
    into collector: inout BatchCollector<some RowSink>
  ) throws {
    var scanner = try CSVScanner(try Content(file: file, bytes: text))
    var header = try scanner.headerRecord()
    while header.cells.allSatisfy(\.isEmpty), let next = try scanner.nextRecord() { header = next }
    let table = try HandTable(
      header: cells(header.cells), line: header.line, file: file, feed: feed, into: &collector)
    while true {
      do {
        guard let record = try scanner.nextRecord() else { return }
        guard record.cells.count >= header.cells.count || record.cells.allSatisfy(\.isEmpty) else {
          throw RowDamage(
            line: record.line, reason: .fieldCount, column: nil,
            excerpt: "\(record.cells.count) fields, the header has \(header.cells.count)")
        }
        try table.take(cells(record.cells), line: record.line, into: &collector)
      } catch let damage as RowDamage {
        try collector.reject(damage)
      }
    }
  }

  private static func cells(_ record: [ArraySlice<UInt8>]) -> [HandCell] {
    record.map { $0.isEmpty ? .empty : .text(String(decoding: $0, as: UTF8.self)) }
  }

  private static func readWorkbook(
    _ bytes: [UInt8], file: String, feed: FeedSchema,
    into collector: inout BatchCollector<some RowSink>
  ) throws {
    let rows = try WorkbookReader(bytes, file: file).rows()
    guard let first = rows.firstIndex(where: { !$0.cells.allSatisfy(\.isBlank) }) else {
      throw Fault(
        .badData, at: file, "the sheet is empty",
        remedy: "Start from the template: lagebild feed template \(feed.name)")
    }
    let table = try HandTable(
      header: rows[first].cells, line: rows[first].line, file: file, feed: feed, into: &collector)
    for row in rows[(first + 1)...] { try table.take(row.cells, line: row.line, into: &collector) }
  }
}
