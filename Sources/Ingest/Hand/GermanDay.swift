import Domain

/// A day as people write it in German → `YYYY-MM-DD`.
enum GermanDay {
  /// `31.3.2026` and `31.03.2026`; `nil` for anything else, also for two digits of a year, which do
  /// not say the century.
  static func read(_ text: String) -> String? {
    let parts = numbers(text, separator: ".")
    guard let parts, parts.count == 3, text.utf8.count >= 8,
      let day = Day(year: parts[2], month: parts[1], day: parts[0]), parts[2] >= 1_000
    else { return nil }
    return day.description
  }

  /// `03.2026`, `3/2026` → `2026-03`
  static func month(_ text: String) -> String? {
    let parts = numbers(text, separator: ".") ?? numbers(text, separator: "/")
    guard let parts, parts.count == 2, (1...12).contains(parts[0]), parts[1] >= 1_000 else {
      return nil
    }
    return Month(year: parts[1], month: parts[0]).description
  }

  /// Runs of at most four digits.
  private static func numbers(_ text: String, separator: Character) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    let numbers = parts.map { part -> Int? in
      (1...4).contains(part.utf8.count) && part.utf8.allSatisfy(CellParser.isDigit)
        ? Int(part) : nil
    }
    return numbers.contains(nil) ? nil : numbers.compactMap { $0 }
  }
}
