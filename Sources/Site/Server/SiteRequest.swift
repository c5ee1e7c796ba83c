import Domain

/// A request as a value: what a handler may know, without a socket.
public struct SiteRequest: Sendable {
  public let method: String
  /// Path and query as sent.
  public let target: String
  /// In the order sent; names in lower case.
  public let headers: [(name: String, value: String)]
  public let bodyBytes: Int

  public init(
    _ method: String = "GET", _ target: String, headers: [(String, String)] = [],
    bodyBytes: Int = 0
  ) {
    self.method = method
    self.target = target
    self.headers = headers.map { (name: $0.0.lowercased(), value: $0.1) }
    self.bodyBytes = bodyBytes
  }

  /// The first header of that name.
  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// Path and query of a request, decoded once and strictly.
struct RequestTarget: Sendable {
  let path: String
  let segments: [String]
  let query: [(name: String, value: String)]

  /// `nil` for a target that is no path, for a broken percent sign, for bytes that are no UTF-8
  /// and for control characters: a strict reader leaves nothing for a second one to understand
  /// differently (H36–H40).
  init?(_ target: String) {
    guard target.hasPrefix("/") else { return nil }
    let beforeFragment = target.split(separator: "#", omittingEmptySubsequences: false)[0]
    let parts = beforeFragment.split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var segments: [String] = []
    for raw in parts[0].dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let segment = Percent.decode(raw, plusIsBlank: false) else { return nil }
      segments.append(segment)
    }
    if segments.count > 1, segments.last == "" { segments.removeLast() }
    self.segments = segments == [""] ? [] : segments
    path = "/" + self.segments.map(Percent.encode).joined(separator: "/")
    var query: [(name: String, value: String)] = []
    if parts.count == 2, !parts[1].isEmpty {
      for pair in parts[1].split(separator: "&", omittingEmptySubsequences: true) {
        let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = Percent.decode(sides[0], plusIsBlank: true),
          let value = Percent.decode(sides.count == 2 ? sides[1] : "", plusIsBlank: true)
        else { return nil }
        query.append((name, value))
      }
    }
    self.query = query
  }
}

/// Percent-encoding (RFC 3986).
enum Percent {
  /// `nil` for a broken escape, for bytes that are no UTF-8 and for control characters.
  static func decode(_ text: some StringProtocol, plusIsBlank: Bool) -> String? {
    var bytes: [UInt8] = []
    let raw = Array(text.utf8)
    var index = 0
    while index < raw.count {
      switch raw[index] {
      case UInt8(ascii: "%"):
        guard index + 2 < raw.count, let high = hex(raw[index + 1]), let low = hex(raw[index + 2])
        else { return nil }
        bytes.append(high << 4 | low)
        index += 3
      case UInt8(ascii: "+") where plusIsBlank:
        bytes.append(0x20)
        index += 1
      default:
        bytes.append(raw[index])
        index += 1
      }
    }
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Everything but unreserved characters is escaped.
  static func encode(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return result
  }

  /// A path with a query.
  static func path(_ path: String, _ query: [(String, String)]) -> String {
    guard !query.isEmpty else { return path }
    return path + "?" + query.map { encode($0.0) + "=" + encode($0.1) }.joined(separator: "&")
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}

/// Which language a reader gets: `lang` in the URL, else the first known one of
/// `Accept-Language` by weight, else German.
enum LanguageChoice {
  static func language(explicit: String?, accept: String?) -> Language {
    if let explicit, let language = Language(rawValue: explicit) { return language }
    guard let accept else { return .german }
    var best: (language: Language, weight: Int)?
    for part in accept.prefix(512).split(separator: ",") {
      let pieces = part.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let tag = pieces.first?.lowercased(),
        let language = Language(rawValue: String(tag.prefix(2)))
      else { continue }
      let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.map(thousandths) ?? 1000
      if weight > 0, weight > best?.weight ?? 0 { best = (language, weight) }
    }
    return best?.language ?? .german
  }

  /// `q=0.8` → 800; anything unreadable counts as 0.
  private static func thousandths(_ quality: String) -> Int {
    let digits = quality.dropFirst(2)
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ Int($0) }), (0...1).contains(whole) else { return 0 }
    let fraction = parts.count > 1 ? String(parts[1].prefix(3)) : ""
    let padded = fraction + String(repeating: "0", count: 3 - fraction.count)
    return min(1000, whole * 1000 + (Int(padded) ?? 0))
  }
}
