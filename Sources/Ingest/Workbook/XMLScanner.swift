import Domain

/// XML bytes → tags and texts, one after the other. Knows what workbooks are written in and nothing
/// that could reach out of the file: a document type declaration refuses it, so there are no
/// entities but the five of XML and numbers of characters.
struct XMLScanner {
  enum Event: Equatable {
    /// Names without prefix.
    case start(String, attributes: [String: String])
    case end(String)
    /// Text between tags, never empty.
    case text(String)
  }

  private static let depthLimit = 32
  private static let attributeLimit = 64

  private let bytes: [UInt8]
  private let place: String
  private var position = 0
  /// Names with prefix of the elements that are open.
  private var open: [String] = []
  /// Of a tag that was opened and closed at once.
  private var pendingEnd: String?
  private var hasRoot = false

  /// - Parameter place: file and part, for faults.
  init(_ bytes: [UInt8], place: String) throws(Fault) {
    self.bytes = bytes
    self.place = place
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    guard bytes.first != 0xFF, bytes.first != 0xFE, String(validating: bytes, as: UTF8.self) != nil
    else { throw fault("it is not UTF-8") }
  }

  func fault(_ problem: String) -> Fault {
    Fault(
      .badData, at: place, "the workbook is damaged: \(problem)",
      remedy: "Open it in the spreadsheet program, save it anew, and deliver that")
  }

  /// `nil` behind the end of the root element.
  mutating func next() throws(Fault) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      open.removeLast()
      return .end(Self.local(name))
    }
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "<") {
        let text = try text()
        if open.isEmpty {
          guard text.allSatisfy(\.isWhitespace) else { throw fault("text outside of elements") }
        } else if !text.isEmpty {
          return .text(text)
        }
      } else if starts("<!--") {
        try skip(to: "-->")
      } else if starts("<![CDATA[") {
        guard !open.isEmpty else { throw fault("text outside of elements") }
        let start = position + 9
        try skip(to: "]]>")
        if position - 3 > start {
          return .text(String(decoding: bytes[start..<(position - 3)], as: UTF8.self))
        }
      } else if starts("<?") {
        try instruction()
      } else if starts("<!") {
        throw fault("it declares a document type")
      } else {
        return try tag()
      }
    }
    guard open.isEmpty, hasRoot else { throw fault("it is cut off") }
    return nil
  }

  // MARK: - Tags

  private mutating func tag() throws(Fault) -> Event {
    position += 1
    if position < bytes.count, bytes[position] == UInt8(ascii: "/") {
      position += 1
      let name = try name()
      skipBlanks()
      guard take(">"), open.popLast() == name else { throw fault("</\(name)> closes nothing") }
      return .end(Self.local(name))
    }
    let name = try name()
    guard open.count < Self.depthLimit, !(open.isEmpty && hasRoot) else {
      throw fault("elements are nested too deep, or there are two roots")
    }
    hasRoot = true
    open.append(name)
    var attributes: [String: String] = [:]
    while true {
      let hadBlank = skipBlanks()
      if take(">") { break }
      if take("/>") {
        pendingEnd = name
        break
      }
      guard hadBlank, attributes.count < Self.attributeLimit else {
        throw fault("<\(name)> is no tag")
      }
      let attribute = try self.name()
      skipBlanks()
      guard take("=") else { throw fault("\(attribute) has no value") }
      skipBlanks()
      // Prefixes of attributes matter: `r:id` is not `id`.
      guard attributes.updateValue(try quoted(), forKey: attribute) == nil else {
        throw fault("\(attribute) stands twice in a tag")
      }
    }
    return .start(Self.local(name), attributes: attributes)
  }

  private mutating func quoted() throws(Fault) -> String {
    guard position < bytes.count, bytes[position] == 0x22 || bytes[position] == 0x27 else {
      throw fault("a value without quotes")
    }
    let quote = bytes[position]
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != quote, bytes[position] != UInt8(ascii: "<") {
      position += 1
    }
    guard position < bytes.count, bytes[position] == quote else { throw fault("it is cut off") }
    position += 1
    return try unescaped(bytes[start..<(position - 1)])
  }

  private mutating func name() throws(Fault) -> String {
    let start = position
    while position < bytes.count, Self.isName(bytes[position]) { position += 1 }
    guard position > start else { throw fault("a tag without a name") }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x80...0xFF: true
    default: false
    }
  }

  private static func local(_ name: String) -> String {
    name.split(separator: ":", maxSplits: 1).last.map(String.init) ?? name
  }

  // MARK: - Texts

  private mutating func text() throws(Fault) -> String {
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
    return try unescaped(bytes[start..<position])
  }

  private func unescaped(_ bytes: ArraySlice<UInt8>) throws(Fault) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var text = ""
    var rest = bytes
    while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
      text += String(decoding: rest[..<mark], as: UTF8.self)
      guard let end = rest[mark...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
        throw fault("an & that begins nothing")
      }
      let entity = String(decoding: rest[(mark + 1)..<end], as: UTF8.self)
      guard let scalar = Self.scalar(entity) else { throw fault("the entity &\(entity);") }
      text.unicodeScalars.append(scalar)
      rest = rest[(end + 1)...]
    }
    return text + String(decoding: rest, as: UTF8.self)
  }

  private static func scalar(_ entity: String) -> Unicode.Scalar? {
    switch entity {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let code =
        entity.hasPrefix("#x")
        ? UInt32(entity.dropFirst(2), radix: 16)
        : entity.hasPrefix("#") ? UInt32(entity.dropFirst()) : nil
      return code.flatMap(Unicode.Scalar.init)
    }
  }

  // MARK: - Other marks

  private mutating func instruction() throws(Fault) {
    let start = position
    try skip(to: "?>")
    let text = String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
    guard text.hasPrefix("<?xml "), let mark = text.firstRange(of: "encoding") else { return }
    let declared = text[mark.upperBound...].drop { " =\t\r\n".contains($0) }
    guard declared.hasPrefix("\"utf-8\"") || declared.hasPrefix("'utf-8'") else {
      throw fault("it declares another encoding than UTF-8")
    }
  }

  @discardableResult
  private mutating func skipBlanks() -> Bool {
    let start = position
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
    return position > start
  }

  private func starts(_ mark: String) -> Bool { bytes[position...].starts(with: mark.utf8) }

  private mutating func take(_ mark: String) -> Bool {
    guard starts(mark) else { return false }
    position += mark.utf8.count
    return true
  }

  private mutating func skip(to mark: String) throws(Fault) {
    guard let range = bytes[position...].firstRange(of: Array(mark.utf8)) else {
      throw fault("it is cut off")
    }
    position = range.upperBound
  }
}
