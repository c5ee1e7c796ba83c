import Domain

/// A piece of HTML or SVG. What is interpolated into it is escaped, so that a name from a feed can
/// never become a tag; a plain `String` where `Markup` is wanted does not compile.
///
/// This file is the only one where text becomes markup unchecked: string literals, which are
/// written by programmers, never by data.
public struct Markup: Sendable, Hashable {
  /// The markup as text, ready for the socket.
  public let text: String

  private init(unchecked text: String) { self.text = text }

  public static let empty: Markup = ""

  public static func + (a: Markup, b: Markup) -> Markup { Markup(unchecked: a.text + b.text) }
  public static func += (a: inout Markup, b: Markup) { a = a + b }

  public var isEmpty: Bool { text.isEmpty }

  /// `&`, `<`, `>`, `"` and `'` as character references; control characters that neither XML nor
  /// HTML allow become U+FFFD.
  public static func escape(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

extension Sequence where Element == Markup {
  /// The pieces one after the other.
  public func joined(by separator: Markup = "") -> Markup {
    var result = Markup.empty
    var isFirst = true
    var buffer: [String] = []
    for piece in self {
      if !isFirst, !separator.isEmpty { buffer.append(separator.text) }
      buffer.append(piece.text)
      isFirst = false
    }
    result = Markup(joining: buffer)
    return result
  }
}

extension Markup {
  fileprivate init(joining pieces: [String]) { self.init(unchecked: pieces.joined()) }
}

extension Markup: ExpressibleByStringInterpolation {
  public init(stringLiteral value: StaticString) {
    self.init(unchecked: value.withUTF8Buffer { String(decoding: $0, as: UTF8.self) })
  }

  public init(stringInterpolation: Interpolation) { self.init(unchecked: stringInterpolation.text) }

  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 12)
    }

    public mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
    }

    public mutating func appendInterpolation(_ value: String) { text += Markup.escape(value) }
    public mutating func appendInterpolation(_ value: Substring) {
      text += Markup.escape(String(value))
    }
    public mutating func appendInterpolation(_ value: Int) { text += String(value) }
    public mutating func appendInterpolation(_ value: Markup) { text += value.text }
    public mutating func appendInterpolation(_ value: Markup?) { text += value?.text ?? "" }
    public mutating func appendInterpolation(_ values: [Markup]) {
      for value in values { text += value.text }
    }
    /// A coordinate, rounded to 0.1.
    public mutating func appendInterpolation(_ value: Coordinate) { text += value.text }
  }
}

/// A coordinate or length in a drawing. Rounded to 0.1, so that the same data give the same bytes
/// on every machine.
public struct Coordinate: Sendable, Hashable {
  let text: String

  public init(_ value: Double) {
    precondition(value.isFinite && abs(value) < 1e9, "a coordinate that is no place")
    let tenths = Int((value * 10).rounded(.toNearestOrAwayFromZero))
    let whole = abs(tenths) / 10
    let rest = abs(tenths) % 10
    text = (tenths < 0 ? "-" : "") + String(whole) + (rest == 0 ? "" : ".\(rest)")
  }
}
