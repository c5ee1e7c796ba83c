import Domain

/// Plain records of a CSV table → rows.
struct PlainTable {
  /// By field of a record: the column of the feed, or -1 for a field that is left out.
  private let columns: [Int]
  private let separator: UInt8

  init(header: [String], feed: FeedSchema, separator: UInt8) {
    columns = header.map { feed.index(of: $0) ?? -1 }
    self.separator = separator
  }

  /// Takes plain records out of the window until the rows fill a batch, or one is not plain or not
  /// there to its end.
  func take(from scanner: inout CSVScanner, into rows: inout PlainRows) {
    let (position, line) = scanner.window.bytes.withUnsafeBufferPointer { bytes in
      columns.withUnsafeBufferPointer { columns in
        take(
          bytes.baseAddress! + scanner.window.position,
          end: bytes.baseAddress! + scanner.window.end,
          line: scanner.line, columns, &rows)
      }
    }
    scanner.window.position = scanner.window.end - position
    scanner.line = line
  }

  /// - Returns: how many bytes are left, and the line on which they begin.
  private func take(
    _ start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>, line: Int,
    _ columns: UnsafeBufferPointer<Int>, _ rows: inout PlainRows
  ) -> (left: Int, line: Int) {
    var recordStart = start
    var line = line
    let stop = UInt64(separator) &* Words.ones
    let quote = UInt64(UInt8(ascii: "\"")) &* Words.ones
    let last = columns.count - 1
    records: while !rows.columns.isFull, recordStart < end {
      var p = recordStart
      if Self.endOfLine(&p) {
        // Blank. Behind the end stands a line feed of nobody's.
        guard p <= end else { break }
      } else {
        var row = rows.nextRow
        var field = 0
        while true {
          guard take(columns[field], &p, stop, quote, &rows, &row) else { break records }
          if field == last { break }
          guard p.pointee == separator else { break records }
          p += 1
          field &+= 1
        }
        guard Self.endOfLine(&p), p <= end, p - recordStart <= CSVScanner.lineLimit,
          rows.end(row, line: line)
        else { break }
      }
      recordStart = p
      line &+= 1
    }
    return (end - recordStart, line)
  }

  /// Takes a field.
  /// - Returns: `false` where it is not plain.
  @inline(__always)
  private func take(
    _ column: Int, _ p: inout UnsafePointer<UInt8>, _ stop: UInt64, _ quote: UInt64,
    _ rows: inout PlainRows, _ row: inout PlainRow
  ) -> Bool {
    let first = p.pointee
    // Most fields begin with a digit or a letter.
    if first >= 0x30, first != separator {
      return column >= 0 ? rows.take(rows.plans + column, &p, stop: stop, &row) : skip(&p, stop)
    }
    if first == separator || first == 0x0A || first == 0x0D { return true }
    guard first == UInt8(ascii: "\"") else {
      return column >= 0 ? rows.take(rows.plans + column, &p, stop: stop, &row) : skip(&p, stop)
    }
    p += 1
    // What begins with a second quote is empty or for the strict reader; it looks at what follows.
    if p.pointee != UInt8(ascii: "\"") {
      guard column >= 0 ? rows.take(rows.plans + column, &p, stop: quote, &row) : skip(&p, quote),
        p.pointee == UInt8(ascii: "\"")
      else { return false }
    }
    p += 1
    return true
  }

  /// Passes over a field that is left out, up to where it ends; a quote in it is not plain.
  @inline(never)
  private func skip(_ p: inout UnsafePointer<UInt8>, _ stop: UInt64) -> Bool {
    let stop = UInt8(truncatingIfNeeded: stop)
    while p.pointee != stop, p.pointee >= 0x20, p.pointee != UInt8(ascii: "\"") { p += 1 }
    return p.pointee != UInt8(ascii: "\"") || stop == UInt8(ascii: "\"")
  }

  @inline(__always)
  private static func endOfLine(_ p: inout UnsafePointer<UInt8>) -> Bool {
    if p.pointee == 0x0D, p[1] == 0x0A {
      p += 2
      return true
    }
    guard p.pointee == 0x0A else { return false }
    p += 1
    return true
  }
}
