/// A JSON value whose members keep their order, so that the same table gives the same bytes.
public indirect enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// - Precondition of writing: finite.
  case number(Double)
  /// A number that keeps its digits, `[-]digits[.digits]`: money with its cents.
  case decimal(String)
  case string(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  public static func == (a: JSON, b: JSON) -> Bool { a.text == b.text }
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension JSON {
  /// A string, or `null`.
  public static func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
  public static func integer(_ value: Int) -> JSON { .integer(Int64(value)) }

  /// RFC 8259 on one line, without blanks. Ids are strings, whole numbers carry no `.0`, other
  /// numbers the shortest digits that read back the same.
  public var text: String {
    var writer = JSONWriter()
    writer.write(self)
    return writer.text
  }

  /// The same with line breaks, two blanks of indentation for each level.
  public var pretty: String {
    var writer = JSONWriter(isPretty: true)
    writer.write(self)
    return writer.text + "\n"
  }
}

/// JSON value in, text out.
struct JSONWriter {
  private(set) var text = ""
  var isPretty = false
  private var depth = 0

  init(isPretty: Bool = false) { self.isPretty = isPretty }

  mutating func write(_ value: JSON) {
    switch value {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .integer(let number): text += String(number)
    case .number(let number): text += ExactNumber.text(number)
    case .decimal(let digits): text += digits
    case .string(let string): quote(string)
    case .array(let values):
      // Arrays of plain values stay on one line even in the pretty form: rows read as rows.
      let isFlat = values.allSatisfy(\.isScalar)
      write("[", "]", count: values.count, isFlat: isFlat) { writer, index in
        writer.write(values[index])
      }
    case .object(let members):
      write("{", "}", count: members.count, isFlat: false) { writer, index in
        writer.quote(members[index].key)
        writer.text += writer.isPretty ? ": " : ":"
        writer.write(members[index].value)
      }
    }
  }

  private mutating func write(
    _ open: String, _ close: String, count: Int, isFlat: Bool,
    element: (inout JSONWriter, Int) -> Void
  ) {
    text += open
    guard count > 0 else {
      text += close
      return
    }
    let breaks = isPretty && !isFlat
    depth += 1
    for index in 0..<count {
      if index > 0 { text += isPretty && isFlat ? ", " : "," }
      if breaks { newLine() }
      element(&self, index)
    }
    depth -= 1
    if breaks { newLine() }
    text += close
  }

  private mutating func newLine() {
    text += "\n" + String(repeating: "  ", count: depth)
  }

  private mutating func quote(_ string: String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

extension JSON {
  fileprivate var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }
}
