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

  public subscript(language: Language) -> String {
    switch language {
    case .german: de
    case .english: en
    }
  }
}
