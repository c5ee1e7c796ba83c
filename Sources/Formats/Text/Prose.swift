import Domain

/// Sentences that were made for machines and people at once, for people alone.
public enum Prose {
  /// Days and months as people write them: `am 2026-03-31` becomes `am 31.03.2026`.
  public static func readable(_ text: String, _ language: Language) -> String {
    text.replacing(#/\b\d{4}-\d{2}(-\d{2})?\b/#) { match in
      let found = match.output.0
      if let day = Day(found) { return TimeText.shortDay(day, language) }
      if let month = Month(found) { return TimeText.month(month, language) }
      return String(found)
    }
  }
}
