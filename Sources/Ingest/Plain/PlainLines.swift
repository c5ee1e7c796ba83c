import Domain

/// Plain lines of NDJSON → rows: objects without escapes, whose names follow one another as in the
/// line before, or in any order.
struct PlainLines: ~Copyable {
  private var names: KeyPatterns
  private let columnCount: Int
  /// By name, and 0 for the beginning of a line (so by name + 1): which name came next the last
  /// time.
  private let followers: UnsafeMutablePointer<Int>
  private static let quotes = UInt64(UInt8(ascii: "\"")) &* Words.ones

  init(_ feed: FeedSchema) {
    names = KeyPatterns(feed)
    columnCount = feed.columns.count
    followers = .allocate(capacity: 65)
    for index in 0..<65 { followers[index] = index < columnCount ? index : 0 }
  }

  deinit { followers.deallocate() }

  /// From now on passes over the members of that name, of which the reader has warned.
  mutating func ignore(_ name: String) {
    // These two make an envelope of a line (see CloudEvent).
    if name != "data", name != "specversion" { names.add(name) }
  }

  /// Takes plain lines out of the window until the rows fill a batch, or one is not plain or not
  /// there to its end.
  func take(from lines: inout LineScanner, into rows: inout PlainRows) {
    let (left, line) = lines.window.bytes.withUnsafeBufferPointer { bytes in
      let end = bytes.baseAddress! + lines.window.end
      var p = bytes.baseAddress! + lines.window.position
      var line = lines.line
      while !rows.columns.isFull, p < end, let next = take(p, line: line + 1, &rows, end: end) {
        p = next
        line &+= 1
      }
      return (end - p, line)
    }
    lines.window.position = lines.window.end - left
    lines.line = line
  }

  /// - Returns: where the next line begins; `nil` where this one is not taken.
  @inline(__always)
  private func take(
    _ start: UnsafePointer<UInt8>, line: Int, _ rows: inout PlainRows,
    end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    var p = start
    guard p.pointee == UInt8(ascii: "{") else {
      // Blank, or for the strict reader.
      return p.pointee == 0x0A ? p + 1 : nil
    }
    var row = rows.nextRow
    var last = 0
    repeat {
      p += 1
      if p.pointee == 0x20 { p += 1 }
      var name = followers[last]
      if !names.matches(name, p) {
        name = names.find(p, after: name)
        guard name >= 0 else { return nil }
        followers[last] = name
      }
      p += names.length(name)
      last = name &+ 1
      let bit: UInt64 = 1 << UInt64(name)
      guard row.seen & bit == 0 else { return nil }
      row.seen |= bit
      if p.pointee == 0x20 { p += 1 }
      guard name < columnCount ? takeValue(rows.plans + name, &p, &rows, &row) : Self.skipValue(&p)
      else {
        return nil
      }
    } while p.pointee == UInt8(ascii: ",")
    guard p.pointee == UInt8(ascii: "}") else { return nil }
    p += 1
    if p.pointee == 0x0D { p += 1 }
    // Behind the end stands a line feed of nobody's.
    guard p.pointee == 0x0A, p < end, p - start <= NDJSONScanner.lineLimit,
      rows.end(row, line: line)
    else { return nil }
    return p + 1
  }

  /// Takes the value of a column, with its quotes.
  @inline(__always)
  private func takeValue(
    _ plan: UnsafePointer<ColumnPlan>, _ p: inout UnsafePointer<UInt8>,
    _ rows: inout PlainRows, _ row: inout PlainRow
  ) -> Bool {
    if p.pointee == UInt8(ascii: "\"") {
      p += 1
      if p.pointee != UInt8(ascii: "\"") {
        guard rows.take(plan, &p, stop: Self.quotes, &row), p.pointee == UInt8(ascii: "\"") else {
          return false
        }
      }
      p += 1
      return true
    }
    if plan.pointee.kind == .integer, let value = PlainNumber.integer(&p) {
      guard value >= plan.pointee.low, value <= plan.pointee.high else { return false }
      rows.put(value, plan, &row)
      return true
    }
    return takeBareValue(plan, &p, &rows, &row)
  }

  /// Takes a number, `true`, `false` or `null`.
  @inline(never)
  private func takeBareValue(
    _ plan: UnsafePointer<ColumnPlan>, _ p: inout UnsafePointer<UInt8>,
    _ rows: inout PlainRows, _ row: inout PlainRow
  ) -> Bool {
    switch p.pointee {
    case 0x30...0x39:
      let end = Self.endOfNumber(p)
      if plan.pointee.kind == .text { return rows.takeText(plan, &p, length: end - p, &row) }
      return rows.take(plan, &p, stop: 0, &row) && p == end
    case UInt8(ascii: "n"): return PlainText.skip("null", &p)
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      guard plan.pointee.kind == .flag else { return false }
      let flag = p.pointee == UInt8(ascii: "t")
      guard PlainText.skip(flag ? "true" : "false", &p) else { return false }
      rows.put(flag ? 1 : 0, plan, &row)
      return true
    default: return false
    }
  }

  /// Passes over a value without a name; it may hold what it likes, but no escape.
  @inline(never)
  private static func skipValue(_ p: inout UnsafePointer<UInt8>) -> Bool {
    switch p.pointee {
    case UInt8(ascii: "\""):
      p += 1
      while p.pointee >= 0x20, p.pointee != UInt8(ascii: "\""), p.pointee != UInt8(ascii: "\\") {
        p += 1
      }
      guard p.pointee == UInt8(ascii: "\"") else { return false }
      p += 1
      return true
    case 0x30...0x39, UInt8(ascii: "-"):
      p = endOfNumber(p)
      return true
    case UInt8(ascii: "n"): return PlainText.skip("null", &p)
    case UInt8(ascii: "t"): return PlainText.skip("true", &p)
    case UInt8(ascii: "f"): return PlainText.skip("false", &p)
    default: return false
    }
  }

  private static func endOfNumber(_ p: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    var end = p
    while true {
      switch end.pointee {
      case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        end += 1
      default: return end
      }
    }
  }
}
