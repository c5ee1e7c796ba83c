/// The languages of the site. German comes first: it is the language of the agreement.
public enum Language: String, Sendable, CaseIterable, Codable {
  case german = "de"
  case english = "en"

  /// A whole number in groups of three digits: `1.234.567`, `1,234,567`.
  public func grouped(_ number: some BinaryInteger) -> String {
    let digits = Array(String(number.magnitude).utf8)
    let separator = UInt8(ascii: self == .german ? "." : ",")
    var result: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(separator) }
      result.append(digit)
    }
    return (number < 0 ? "−" : "") + String(decoding: result, as: UTF8.self)
  }
}

/// A label or sentence in both languages. There is no initialiser with one language only,
/// so a translation cannot be forgotten.
public struct Text: Sendable, Hashable {
  public let de: String
  public let en: String

  public init(de: String, en: String) {
    self.de = de
    self.en = en
  }

  /// A proper noun or number that reads the same in both languages.
  public static func same(_ both: String) -> Text { Text(de: both, en: both) }

  /// A count in groups of three digits: `10.000` and `10,000`.
  public static func count(_ number: Int) -> Text {
    Text(de: Language.german.grouped(number), en: Language.english.grouped(number))
  }

  /// A number with at most one decimal: `2,1` and `2.1`.
  public static func tenths(_ number: Double) -> Text {
    let tenths = Int((number * 10).rounded(.toNearestOrAwayFromZero))
    let whole = (tenths < 0 ? "−" : "") + "\(abs(tenths) / 10)"
    let rest = abs(tenths) % 10
    return rest == 0 ? .same(whole) : Text(de: "\(whole),\(rest)", en: "\(whole).\(rest)")
  }

  public subscript(language: Language) -> String {
    switch language {
    case .german: de
    case .english: en
    }
  }
}
