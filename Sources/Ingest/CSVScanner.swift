import Domain

/// CSV bytes (RFC 4180, `,` or `;`, BOM or none, LF or CRLF) → rows of raw cells.
///
/// Holds a piece of the content and the record that is being read. A record that touches the end
/// of what is there is read again once more has come.
struct CSVScanner {
  /// What is read and not yet taken; a quicker reader may take whole records out of it.
  var window: PieceWindow
  /// The line on which reading goes on, 1-based.
  var line = 1
  private let mayLackLastBreak: Bool
  /// Whether the window reaches to the end of the content.
  private var isFinal = false
  /// Whether reading came to the end of the window, so that more bytes may change its outcome.
  private var isAtEdge = false
  private(set) var separator = UInt8(ascii: ",")
  /// Longest line; a longer one is no table.
  static let lineLimit = 1 << 20
  private static let columnLimit = 1_000

  /// - Parameter mayLackLastBreak: whether a last line without line break is whole; without
  ///   somebody who counted the rows it may be cut off.
  init(_ content: Content, mayLackLastBreak: Bool = false) throws {
    window = PieceWindow(content)
    self.mayLackLastBreak = mayLackLastBreak
    // A byte order mark may come in pieces.
    while window.end < 3, try window.refill() {}
    if window.remaining.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    guard position < edge else {
      throw Fault(
        .badData, at: content.file, "the file is empty", remedy: "Deliver it with a header line")
    }
  }

  private var file: String { window.file }
  private var bytes: [UInt8] { _read { yield window.bytes } }
  private var edge: Int { window.end }
  private var position: Int {
    get { window.position }
    set { window.position = newValue }
  }

  /// Takes more of the content in and lets go of what is read.
  private mutating func refill() throws {
    guard try !window.refill() else { return }
    isFinal = true
    guard mayLackLastBreak || window.last == 0x0A else {
      throw Fault(
        .badData, at: file, "the last line has no line break, so the file may be cut off",
        remedy: "End the last line with a line break, or deliver the whole file")
    }
  }

  /// The names of the first line. Decides the separator: `;` where the header has more of them.
  mutating func header() throws -> [String] {
    let cells = try headerRecord().cells
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

  /// The cells of the first line, whatever they hold. Decides the separator.
  mutating func headerRecord() throws -> (line: Int, cells: [ArraySlice<UInt8>]) {
    while !isFinal, !window.remaining.contains(0x0A) {
      try limit(edge - position, 1)
      try refill()
    }
    let first = window.remaining.prefix { $0 != 0x0A }
    let semicolons = first.count { $0 == UInt8(ascii: ";") }
    let commas = first.count { $0 == UInt8(ascii: ",") }
    if semicolons > commas { separator = UInt8(ascii: ";") }
    let record: (line: Int, cells: [ArraySlice<UInt8>])
    do {
      record = try nextRecord() ?? (1, [])
    } catch is RowDamage {
      throw Fault(
        .badData, at: "\(file), line 1", "the header has a quote inside an unquoted name",
        remedy: "Quote whole names, or none")
    }
    guard record.cells.count <= Self.columnLimit else {
      throw Fault(
        .badData, at: "\(file), line 1", "the header has \(record.cells.count) columns",
        remedy: "Deliver a table of at most \(Self.columnLimit) columns")
    }
    return record
  }

  /// The next record that is not blank, with the line on which it begins; `nil` at the end.
  /// - Throws: ``RowDamage`` for a bad row (reading goes on behind it), ``Fault`` where the rest of
  ///   the file cannot be trusted.
  mutating func nextRecord() throws -> (line: Int, cells: [ArraySlice<UInt8>])? {
    while true {
      let start = (position, line)
      isAtEdge = false
      do {
        if let record = try record() {
          if isFinal || !isAtEdge { return record }
          (position, line) = start
        } else if isFinal {
          return nil
        }
      } catch {
        if isFinal || !isAtEdge { throw error }
        (position, line) = start
      }
      try refill()
    }
  }

  private mutating func record() throws -> (line: Int, cells: [ArraySlice<UInt8>])? {
    skipBlankLines()
    guard position < edge else { return nil }
    let firstLine = line
    let start = position
    var cells: [ArraySlice<UInt8>] = []
    var damage: RowDamage?
    while true {
      let (cell, cellEnd, isClean) = try cell(recordStart: start, firstLine: firstLine)
      if !isClean, damage == nil {
        damage = RowDamage(
          line: firstLine, reason: .strayQuote, column: nil,
          excerpt: String(decoding: cell.prefix(64), as: UTF8.self))
      }
      cells.append(cell)
      position = cellEnd
      try limit(cellEnd - start, firstLine)
      guard position < edge, bytes[position] == separator else { break }
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
    guard position < edge, bytes[position] == quote else {
      var end = position
      var isClean = true
      while end < edge, bytes[end] != separator, bytes[end] != 0x0A, bytes[end] != 0x0D {
        if bytes[end] == quote { isClean = false }
        end += 1
        try limit(end - recordStart, firstLine)
      }
      if end == edge { isAtEdge = true }
      return (bytes[position..<end], end, isClean)
    }
    var end = position + 1
    var unescaped: [UInt8]?
    var runStart = end
    while true {
      guard end < edge else {
        isAtEdge = true
        throw Fault(
          .badData, at: "\(file), line \(firstLine)", "a quoted cell is never closed",
          remedy: "Close the quote, or deliver the whole file")
      }
      if bytes[end] == quote {
        guard end + 1 < edge, bytes[end + 1] == quote else { break }
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
    while end < edge, bytes[end] != separator, bytes[end] != 0x0A, bytes[end] != 0x0D {
      isClean = false
      end += 1
      try limit(end - recordStart, firstLine)
    }
    if end == edge { isAtEdge = true }
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
    guard position < edge else { return }
    if bytes[position] == 0x0D {
      position += 1
      if position == edge { isAtEdge = true }
      guard position < edge, bytes[position] == 0x0A else {
        throw Fault(
          .badData, at: "\(file), line \(line)", "a carriage return stands without a line feed",
          remedy: "Write lines that end with LF or CR LF")
      }
    }
    position += 1
    line += 1
  }

  private mutating func skipBlankLines() {
    while position < edge {
      if bytes[position] == 0x0A {
        position += 1
      } else if bytes[position] == 0x0D, position + 1 < edge, bytes[position + 1] == 0x0A {
        position += 2
      } else {
        return
      }
      line += 1
    }
  }
}
