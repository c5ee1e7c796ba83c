import Domain

/// Files for two readers to agree on: plain rows of a feed, and among them whatever a producer, a
/// spreadsheet or a broken disk may make of them.
struct TwinFiles {
  var generator: any RandomNumberGenerator
  let feed: FeedSchema

  /// The bytes of a file, CSV or NDJSON.
  mutating func file() -> [UInt8] {
    let rows = Int.random(in: 0...60, using: &generator)
    let oddity = [0, 0.02, 0.2].randomElement(using: &generator)!
    var text =
      Bool.random(using: &generator) ? table(rows, oddity) : lines(rows, oddity)
    if chance(0.2) { text = "\u{FEFF}" + text }
    var bytes = Array(text.utf8)
    for _ in 0..<(chance(0.5) ? Int.random(in: 1...4, using: &generator) : 0) where !bytes.isEmpty {
      mutate(&bytes)
    }
    return bytes
  }

  // MARK: - Tables

  private mutating func table(_ rows: Int, _ oddity: Double) -> String {
    let separator = chance(0.3) ? ";" : ","
    let end = chance(0.3) ? "\r\n" : "\n"
    var names = feed.columns.filter { !$0.isOptional || chance(0.8) }.map(\.name)
    if chance(0.5) { names.shuffle(using: &generator) }
    if chance(0.3) { names.insert("extra", at: Int.random(in: 0...names.count, using: &generator)) }
    var text = names.joined(separator: separator) + end
    let isQuoted = chance(0.2)
    for _ in 0..<rows {
      let cells = row(oddity)
      var fields = names.map { name in
        let cell = cells[name] ?? (name == "extra" ? pick(Self.extras) : "")
        return isQuoted && chance(0.7) || cell.contains(separator) || cell.contains("\n")
          ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
      }
      if chance(oddity / 4) { fields.append("") }
      if chance(oddity / 4) { fields.removeLast() }
      text += fields.joined(separator: separator) + (chance(oddity / 2) ? "\n" : end)
      if chance(oddity / 2) { text += end }
    }
    return text
  }

  // MARK: - Lines

  private mutating func lines(_ rows: Int, _ oddity: Double) -> String {
    var names = feed.columns.map(\.name)
    let colon = chance(0.3) ? ": " : ":"
    let comma = chance(0.3) ? ", " : ","
    let isExtended = chance(0.3)
    var text = ""
    for _ in 0..<rows {
      if chance(oddity) { names.shuffle(using: &generator) }
      let cells = row(oddity)
      var members = names.compactMap { name -> String? in
        guard let cell = cells[name] else {
          return chance(0.1) ? "\"\(name)\"\(colon)\(chance(0.5) ? "null" : "\"\"")" : nil
        }
        let isNumber = !cell.isEmpty && cell.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return "\"\(name)\"\(colon)" + (isNumber && chance(0.7) ? cell : quoted(cell, oddity))
      }
      if isExtended { members.append("\"extra\"\(colon)" + quoted(pick(Self.extras), oddity)) }
      if chance(oddity / 4) { members.append(pick(Self.members)) }
      if chance(oddity / 4), let member = members.randomElement(using: &generator) {
        members.append(member)
      }
      text += "{" + members.joined(separator: comma) + "}"
      text += pick(chance(oddity) ? ["\r\n", "\n\n", " \n", "x\n", ",\n"] : ["\n"])
    }
    return chance(0.1) ? String(text.dropLast()) : text
  }

  private mutating func quoted(_ cell: String, _ oddity: Double) -> String {
    let escaped = cell.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
    guard chance(oddity / 4), let first = escaped.unicodeScalars.first, first.isASCII else {
      return "\"\(escaped)\""
    }
    let hex = String(first.value, radix: 16)
    return "\"\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)\(escaped.dropFirst())\""
  }

  // MARK: - Cells

  private mutating func row(_ oddity: Double) -> [String: String] {
    var cells: [String: String] = [:]
    for column in feed.columns {
      let isOdd = chance(oddity / 4)
      if isOdd {
        cells[column.name] = pick(Self.odd)
      } else if !column.isOptional || chance(0.6) {
        cells[column.name] = value(column.type)
      }
    }
    if feed.name == "events", !chance(oddity / 4) {
      if cells["event"] != "feedback" { cells["rating"] = nil }
      if cells["event"] != "handed_over" { cells["target"] = nil }
    }
    for group in feed.exactlyOneOf where !chance(oddity / 4) {
      let kept = group.randomElement(using: &generator)!
      for name in group where name != kept { cells[name] = nil }
      if cells[kept] == nil { cells[kept] = value(feed[kept]!.type) }
    }
    return cells
  }

  private mutating func value(_ type: ColumnType) -> String {
    switch type {
    case .text: pick(["Fischereischein", "Antrag (neu), online", "A 1", "Gebühr", "x.y.z", "AB1"])
    case .key(.process):
      pick(["p1", "99108008026000", "bau:antrag_2", "a-b.c", "x1234567890123456789"])
    case .key(.authority): pick(["08115003", "08115", "081150003001", "08111000"])
    case .key(.leika): "99\(Int.random(in: 100_000_000_000...100_000_000_009, using: &generator))"
    case .key: pick(["08115003", "08115", "081150003001", "a1", "A/b_c", "10234"])
    case .keys: pick(["99108008026000", "99108008026000 99108008026001"])
    case .integer(let range):
      String(Int64.random(in: range.clamped(to: -5...200_000), using: &generator))
    case .decimal: pick(["0", "1.5", "12.25", "0.000000001", "3", "999999.999999999", "-1.5"])
    case .money: pick(["0", "12.5", "12.50", "100000000000", "99999999999.99", "7", "-3.25"])
    case .flag: pick(["yes", "no", "1", "0"])
    case .choice(let words): pick(words)
    case .day: pick(["2025-01-31", "2024-02-29", "2019-12-31", "2025-12-31"])
    case .month: pick(["2025-01", "2024-12", "2010-01", "2025-12"])
    case .timestamp: pick(Self.times)
    case .session:
      pick(["f3a91c20d4e87b66", "F3A91C20D4E87B66", "0000000000000000", "ffffffffffffffff"])
    case .eventID:
      chance(0.8) ? String(UInt64.random(in: 0...(.max), using: &generator)) : pick(Self.ids)
    }
  }

  // MARK: - Chance

  private mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &generator) < share
  }

  private mutating func pick(_ texts: [String]) -> String {
    texts.randomElement(using: &generator)!
  }

  /// Changes, inserts, takes out or repeats a few bytes.
  private mutating func mutate(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    switch Int.random(in: 0...4, using: &generator) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 1: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
    case 2: bytes.insert(Array("\",;\r\n{}:\\ 0".utf8).randomElement(using: &generator)!, at: place)
    case 3: bytes.remove(at: place)
    default:
      let end = min(bytes.count, place + Int.random(in: 1...80, using: &generator))
      bytes.insert(contentsOf: bytes[place..<end], at: place)
    }
  }

  private static let times = [
    "2025-03-04T10:11:12.345+01:00", "2025-03-04T09:11:12Z", "2025-03-04T09:11:12z",
    "2025-03-04 10:11:12.3456789-11:30", "1741079472000", "2025-07-01T00:00:00.1+02:00",
    "2025-03-04T10:11:12", "2025-10-26T02:30:00", "2025-03-30T02:30:00", "2025-10-26T04:30:00.25",
    "2024-02-29T23:59:59.99Z", "2017-07-31T22:00:00Z", "2026-01-01T23:59:59.999Z",
    "2025-03-05T10:11:12.345+01:00", "2025-03-04T10:11:12.345+02:00",
  ]
  private static let ids = [
    "a1b2c3d4-e5f6-7890-abcd-ef1234567890", "7", "007", "18446744073709551616", "e/1", "1.2.3.4",
    "DE89370400440532013000", "x@y.de", "+4971112345678", "a:b:c:d", "ABC", "AB1", "a b",
  ]
  private static let extras = [
    "", "x", "ü", "a b", "1.2.3.4", "x\"y", "\t", "long enough to be long",
  ]
  private static let members = [
    "\"extra\":true", "\"more\":null", "\"more\":-1e5", "\"data\":1", "\"data\":{}", "\"ts\":1",
    "\"specversion\":\"1.0\"", "\"deep\":{\"a\":1}", "\"list\":[1]", "\"\":1", "\"a\\u0062\":1",
    "\"event\" :\"submitted\"", "\"process\":1e5", "\"authority\":08115", "\"step\":-1",
    "\"session\":1234567890123456", "\"ts\":2025-03-04T10:11:12", "\"process\":true",
  ]
  private static let odd = [
    "", " ", "-1", "1.5", "1e3", "+5", "007", "٣", "9223372036854775808", "99999999999999999999",
    "2025-02-29", "2025-02-30T00:00:00Z", "2025-03-04T10:11:60Z", "2025-03-04T24:00:00Z",
    "2025-03-04T10:11:12.Z", "2025-03-04T10:11:12+0100", "2025-03-04t10:11:12Z",
    "2027-01-01T00:00:00Z",
    "2016-01-01T00:00:00Z", "2025-13-01T00:00:00Z", "1741079472", "-174107947200",
    "f3a91c20d4e87b6",
    "f3a91c20d4e87b66a", "g3a91c20d4e87b66", "f3a91c20d4e87b6\u{7F}", "nicht im LeiKa", "true",
    "null",
    "submitted ", "Submitted", "ü", "u\u{308}", "\u{200B}x", "a\"b", "\"", "\\", "a\\b",
    "max@example.org",
    "192.168.1.20", "fe80:0:0:1:2:3:4:5", "DE89370400440532013000", "Mozilla/5.0", "+4971112345678",
    "line\nbreak", "tab\there", "\u{7F}", "08115003 ", "0811500", "yes", "2025-1-1", "2027-01",
    "2025-00", "0001-01-01T00:30:00", "0001-01-01", "0001-01", "9999-12-31T23:59:59",
    "0.1234567891", "1.", ".5", "-0", "100000000001", "1.234", "\u{212A}", "a,b", "a;b",
  ]
}
