import Domain

/// A number as people write it in German → as feeds have it: `1.250,50 €` → `1250.50`.
enum GermanNumber {
  /// What a text can be.
  enum Reading: Equatable {
    /// The number; the text itself where it is one already.
    case number(String)
    /// `1.234` where both a thousands point and a decimal point make sense.
    case ambiguous
    /// No number that this knows of; the checks judge the text.
    case unknown
  }

  /// - Parameters:
  ///   - text: without blanks around it.
  ///   - fraction: how many digits may stand behind the point.
  ///   - suffixes: what may follow the number and says nothing new (`€`).
  static func read(_ text: String, fraction: Int, suffixes: [String] = []) -> Reading {
    if CellParser.fixed(Array(text.utf8)[...], fraction: fraction) != nil {
      // With its only point it may be a thousands point.
      let isGrouped = text.contains(".") && whole(text.drop { $0 == "-" }) != nil
      return fraction > 2 && isGrouped ? .ambiguous : .number(text)
    }
    var rest = text.replacing("\u{2212}", with: "-")
    for suffix in suffixes where rest.hasSuffix(suffix) {
      rest = HandText.trimmed(String(rest.dropLast(suffix.count)))
      break
    }
    let isNegative = rest.hasPrefix("-")
    if isNegative { rest = HandText.trimmed(String(rest.dropFirst())) }
    let parts = rest.split(separator: ",", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = whole(parts[0]) else { return .unknown }
    var behind = parts.count == 2 ? parts[1] : ""
    guard parts.count == 1 || !behind.isEmpty, behind.utf8.allSatisfy(CellParser.isDigit)
    else { return .unknown }
    while behind.utf8.count > fraction, behind.last == "0" { behind.removeLast() }
    guard behind.utf8.count <= fraction else { return .unknown }
    return .number((isNegative ? "-" : "") + whole + (behind.isEmpty ? "" : ".\(behind)"))
  }

  /// A per cent, `80,5 %`, as a share: `0.805`.
  static func share(_ text: String) -> String? {
    guard text.hasSuffix("%"),
      case .number(let number) = read(
        HandText.trimmed(String(text.dropLast())), fraction: 7),
      let decimal = PlainDecimal(number + "E-2")
    else { return nil }
    return decimal.text
  }

  /// Digits, alone or in groups of three; the groups are joined.
  private static func whole(_ text: Substring) -> String? {
    let groups = text.unicodeScalars.split(omittingEmptySubsequences: false) {
      $0 == "." || HandText.isBlank($0)
    }.map { String($0) }
    guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(CellParser.isDigit) }) else {
      return nil
    }
    guard groups.count > 1 else { return groups[0] }
    guard groups[0].utf8.count <= 3, !groups[0].hasPrefix("0"),
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
    else { return nil }
    return groups.joined()
  }
}
