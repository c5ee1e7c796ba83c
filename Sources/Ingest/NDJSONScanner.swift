import Domain

/// A member of a JSON object, its value as the bytes that a CSV cell would hold.
struct JSONMember {
  enum Value {
    case null
    case text(ArraySlice<UInt8>)
    /// Not yet judged: the column's parser decides which numbers it takes.
    case number(ArraySlice<UInt8>)
    case flag(Bool)
    case object([JSONMember])
  }

  let name: String
  let value: Value

  /// The cell, `nil` for null and for an object.
  var cell: ArraySlice<UInt8>? {
    switch value {
    case .null, .object: nil
    case .text(let bytes), .number(let bytes): bytes
    case .flag(let flag): Array((flag ? "yes" : "no").utf8)[...]
    }
  }
}

/// One line of NDJSON → the members of its object. Strict: no duplicate key, no trailing comma, no
/// array; objects within only as deep as the caller allows.
struct NDJSONScanner {
  private let bytes: ArraySlice<UInt8>
  private let line: Int
  private var position: Int

  /// Longest line in bytes.
  static let lineLimit = 64 << 10

  /// - Parameter depth: of objects within the object.
  /// - Throws: ``RowDamage`` where the line is no such JSON object.
  static func members(
    of bytes: ArraySlice<UInt8>, line: Int, depth: Int = 0
  ) throws -> [JSONMember] {
    guard bytes.count <= lineLimit else {
      throw RowDamage(line: line, reason: .tooLong, column: nil, excerpt: "\(bytes.count) bytes")
    }
    var scanner = NDJSONScanner(bytes: bytes, line: line, position: bytes.startIndex)
    let members = try scanner.object(depth)
    scanner.skipBlanks()
    guard scanner.position == bytes.endIndex else { throw scanner.damage() }
    return members
  }

  private mutating func object(_ depth: Int) throws -> [JSONMember] {
    var members: [JSONMember] = []
    skipBlanks()
    try expect("{")
    skipBlanks()
    if take("}") { return members }
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
      members.append(JSONMember(name: name, value: try value(depth)))
      skipBlanks()
      if take("}") { return members }
      try expect(",")
    }
  }

  private mutating func value(_ depth: Int) throws -> JSONMember.Value {
    guard position < bytes.endIndex else { throw damage() }
    switch bytes[position] {
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "-"), 0x30...0x39: return .number(number())
    case UInt8(ascii: "t"):
      try word("true")
      return .flag(true)
    case UInt8(ascii: "f"):
      try word("false")
      return .flag(false)
    case UInt8(ascii: "n"):
      try word("null")
      return .null
    case UInt8(ascii: "{") where depth > 0: return .object(try object(depth - 1))
    default: throw damage()
    }
  }

  private mutating func word(_ literal: String) throws {
    guard bytes[position...].starts(with: literal.utf8) else { throw damage() }
    position += literal.utf8.count
  }

  private mutating func number() -> ArraySlice<UInt8> {
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
    while position < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
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
