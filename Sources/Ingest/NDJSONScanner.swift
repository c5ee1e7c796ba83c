import Domain

/// One line of NDJSON → the members of a flat object. Strict: no duplicate key, no trailing comma,
/// no nested value; numbers, booleans and texts become the bytes that a CSV cell would hold.
struct NDJSONScanner {
  private let bytes: ArraySlice<UInt8>
  private let line: Int
  private var position: Int

  /// Longest line in bytes.
  static let lineLimit = 64 << 10

  /// - Throws: ``RowDamage`` where the line is no flat JSON object.
  static func members(
    of bytes: ArraySlice<UInt8>, line: Int
  ) throws -> [(name: String, value: ArraySlice<UInt8>?)] {
    guard bytes.count <= lineLimit else {
      throw RowDamage(line: line, reason: .tooLong, column: nil, excerpt: "\(bytes.count) bytes")
    }
    var scanner = NDJSONScanner(bytes: bytes, line: line, position: bytes.startIndex)
    return try scanner.object()
  }

  private mutating func object() throws -> [(name: String, value: ArraySlice<UInt8>?)] {
    var members: [(name: String, value: ArraySlice<UInt8>?)] = []
    skipBlanks()
    try expect("{")
    skipBlanks()
    if take("}") { return try atEnd(members) }
    while true {
      skipBlanks()
      let nameBytes = try string()
      guard let name = String(validating: nameBytes, as: UTF8.self) else { throw damage(.notUTF8) }
      guard !members.contains(where: { $0.name == name }) else {
        throw RowDamage(line: line, reason: .duplicateKey, column: name, excerpt: name)
      }
      skipBlanks()
      try expect(":")
      skipBlanks()
      members.append((name, try value()))
      skipBlanks()
      if take("}") { return try atEnd(members) }
      try expect(",")
    }
  }

  private mutating func atEnd(
    _ members: [(name: String, value: ArraySlice<UInt8>?)]
  ) throws -> [(name: String, value: ArraySlice<UInt8>?)] {
    skipBlanks()
    guard position == bytes.endIndex else { throw damage() }
    return members
  }

  /// `nil` for null.
  private mutating func value() throws -> ArraySlice<UInt8>? {
    guard position < bytes.endIndex else { throw damage() }
    switch bytes[position] {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "-"), 0x30...0x39: return try number()
    case UInt8(ascii: "t"): return try word("true", as: "yes")
    case UInt8(ascii: "f"): return try word("false", as: "no")
    case UInt8(ascii: "n"):
      _ = try word("null", as: "")
      return nil
    default: throw damage()
    }
  }

  private mutating func word(_ literal: String, as cell: String) throws -> ArraySlice<UInt8> {
    guard bytes[position...].starts(with: literal.utf8) else { throw damage() }
    position += literal.utf8.count
    return Array(cell.utf8)[...]
  }

  private mutating func number() throws -> ArraySlice<UInt8> {
    let start = position
    while position < bytes.endIndex {
      switch bytes[position] {
      case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        position += 1
      default: return bytes[start..<position]
      }
    }
    return bytes[start..<position]
  }

  private mutating func string() throws -> ArraySlice<UInt8> {
    try expect("\"")
    let start = position
    var unescaped: [UInt8]?
    var runStart = start
    while position < bytes.endIndex {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let end = position
        position += 1
        return unescaped.map { ($0 + bytes[runStart..<end])[...] } ?? bytes[start..<end]
      case UInt8(ascii: "\\"):
        var content = unescaped ?? []
        content += bytes[runStart..<position]
        content += try escape()
        unescaped = content
        runStart = position
      case 0..<0x20: throw damage(.controlCharacter)
      default: position += 1
      }
    }
    throw damage()
  }

  private mutating func escape() throws -> [UInt8] {
    guard position + 1 < bytes.endIndex else { throw damage() }
    let kind = bytes[position + 1]
    position += 2
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [kind]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"):
      var unit = try hexUnit()
      if (0xD800...0xDBFF).contains(unit) {
        guard bytes[position...].starts(with: "\\u".utf8) else { throw damage() }
        position += 2
        let low = try hexUnit()
        guard (0xDC00...0xDFFF).contains(low) else { throw damage() }
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(unit) else { throw damage() }
      return Array(String(Character(scalar)).utf8)
    default: throw damage()
    }
  }

  private mutating func hexUnit() throws -> UInt32 {
    guard position + 4 <= bytes.endIndex,
      let unit = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw damage() }
    position += 4
    return unit
  }

  private mutating func skipBlanks() {
    while position < bytes.endIndex, [0x20, 0x09, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.endIndex, bytes[position] == UInt8(ascii: character) else {
      return false
    }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws {
    guard take(character) else { throw damage() }
  }

  private func damage(_ reason: ReasonCode = .malformedJSON) -> RowDamage {
    RowDamage(
      line: line, reason: reason, column: nil,
      excerpt: String(decoding: bytes.prefix(64), as: UTF8.self))
  }
}
