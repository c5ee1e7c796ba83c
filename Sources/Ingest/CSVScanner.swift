import Domain

/// CSV bytes (RFC 4180, `,` or `;`, BOM or none, LF or CRLF) → rows of raw cells.
struct CSVScanner {
  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var line = 1
  private(set) var separator = UInt8(ascii: ",")
  /// Longest line; a longer one is no table.
  private static let lineLimit = 1 << 20

  init(_ bytes: [UInt8], file: String) throws {
    self.bytes = bytes
    self.file = file
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    guard position < bytes.count else {
      throw Fault(.badData, at: file, "the file is empty", remedy: "Deliver it with a header line")
    }
  }

  /// The names of the first line. Decides the separator: `;` where the header has more of them.
  mutating func header() throws -> [String] {
    let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.endIndex
    let first = bytes[position..<end]
    let semicolons = first.count { $0 == UInt8(ascii: ";") }
    let commas = first.count { $0 == UInt8(ascii: ",") }
    if semicolons > commas { separator = UInt8(ascii: ";") }
    guard let cells = try nextRecord()?.cells else { return [] }
    var names: [String] = []
    for cell in cells {
      guard let name = String(validating: cell, as: UTF8.self), !name.isEmpty else {
        throw Fault(
          .badData, at: "\(file), line 1", "a column has no readable name",
          remedy: "Give every column its name in the first line, in UTF-8")
      }
      guard !names.contains(name) else {
        throw Fault(
          .badData, at: "\(file), line 1", "the column \"\(name)\" stands there twice",
          remedy: "Leave one of them out")
      }
      names.append(name)
    }
    return names
  }

  /// The next record that is not blank, with the line on which it begins; `nil` at the end.
  /// - Throws: ``RowDamage`` for a bad row (reading goes on behind it), ``Fault`` where the rest of
  ///   the file cannot be trusted.
  mutating func nextRecord() throws -> (line: Int, cells: [ArraySlice<UInt8>])? {
    skipBlankLines()
    guard position < bytes.count else { return nil }
    let firstLine = line
    let start = position
    var cells: [ArraySlice<UInt8>] = []
    var damage: RowDamage?
    while true {
      let (cell, end, isClean) = try cell(recordStart: start, firstLine: firstLine)
      if !isClean, damage == nil {
        damage = RowDamage(
          line: firstLine, reason: .strayQuote, column: nil,
          excerpt: String(decoding: cell.prefix(64), as: UTF8.self))
      }
      cells.append(cell)
      position = end
      guard position < bytes.count, bytes[position] == separator else { break }
      position += 1
    }
    try endOfLine()
    if let damage { throw damage }
    return (firstLine, cells)
  }

  private mutating func cell(
    recordStart: Int, firstLine: Int
  ) throws -> (cell: ArraySlice<UInt8>, end: Int, isClean: Bool) {
    let quote = UInt8(ascii: "\"")
    guard position < bytes.count, bytes[position] == quote else {
      var end = position
      var isClean = true
      while end < bytes.count, bytes[end] != separator, bytes[end] != 0x0A, bytes[end] != 0x0D {
        if bytes[end] == quote { isClean = false }
        end += 1
        try limit(end - recordStart, firstLine)
      }
      return (bytes[position..<end], end, isClean)
    }
    var end = position + 1
    var unescaped: [UInt8]?
    var runStart = end
    while true {
      guard end < bytes.count else {
        throw Fault(
          .badData, at: "\(file), line \(firstLine)", "a quoted cell is never closed",
          remedy: "Close the quote, or deliver the whole file")
      }
      if bytes[end] == quote {
        guard end + 1 < bytes.count, bytes[end + 1] == quote else { break }
        unescaped = (unescaped ?? []) + bytes[runStart...end]
        end += 2
        runStart = end
        continue
      }
      if bytes[end] == 0x0A { line += 1 }
      end += 1
      try limit(end - recordStart, firstLine)
    }
    let content = unescaped.map { ($0 + bytes[runStart..<end])[...] } ?? bytes[runStart..<end]
    end += 1
    var isClean = true
    while end < bytes.count, bytes[end] != separator, bytes[end] != 0x0A, bytes[end] != 0x0D {
      isClean = false
      end += 1
    }
    return (content, end, isClean)
  }

  private func limit(_ length: Int, _ line: Int) throws {
    guard length <= Self.lineLimit else {
      throw Fault(
        .badData, at: "\(file), line \(line)", "the line is longer than 1 MiB",
        remedy: "Check that the file is a table with line breaks")
    }
  }

  private mutating func endOfLine() throws {
    guard position < bytes.count else { return }
    if bytes[position] == 0x0D {
      position += 1
      guard position < bytes.count, bytes[position] == 0x0A else {
        throw Fault(
          .badData, at: "\(file), line \(line)", "a carriage return stands without a line feed",
          remedy: "Write lines that end with LF or CR LF")
      }
    }
    position += 1
    line += 1
  }

  private mutating func skipBlankLines() {
    while position < bytes.count {
      if bytes[position] == 0x0A {
        position += 1
      } else if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A {
        position += 2
      } else {
        return
      }
      line += 1
    }
  }
}
