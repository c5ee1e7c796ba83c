/// The languages of the site. German comes first: it is the language of the agreement.
public enum Language: String, Sendable, CaseIterable, Codable {
  case german = "de"
  case english = "en"
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
