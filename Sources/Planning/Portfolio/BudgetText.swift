import Domain

/// Amounts of money as people write them into a form: `1.000.000`, `1 000 000`, `1.000.000,00 €`,
/// `1,5 Mio. Euro`; several budget years with `;` between them. Programs write plain digits, and
/// commas between years. What can be read in two ways is refused.
public enum BudgetText {
  /// What is wrong with a text.
  public struct Problem: Error, Equatable {
    public let problem: Text
    public let remedy: Text

    /// As the interface tells it.
    var fault: Fault {
      Fault(.usage, at: "budget", problem, remedy: remedy)
    }
  }

  /// Cents of each budget year, one to five, of which one at least is above zero.
  public static func cents(_ text: String) throws(Problem) -> [Int64] {
    let parts = years(text)
    guard parts.count <= 5 else {
      throw Problem(
        problem: Text(
          de: "\(parts.count) Haushaltsjahre sind zu viele",
          en: "\(parts.count) budget years are too many"),
        remedy: Text(
          de: "Geben Sie eines bis fünf an, mit Strichpunkt dazwischen",
          en: "Give one to five, with a semicolon between them"))
    }
    var amounts: [Int64] = []
    for part in parts { amounts.append(try amount(part)) }
    guard amounts.contains(where: { $0 > 0 }) else {
      throw Problem(
        problem: Text(
          de: "Mit einem Budget von 0 Euro lässt sich nichts wählen",
          en: "A budget of 0 EUR leaves nothing to choose"),
        remedy: Text(
          de: "Geben Sie für mindestens ein Jahr mehr als 0 Euro an",
          en: "Give more than 0 EUR for one year at least"))
    }
    return amounts
  }

  /// Commas separate years only where each part has at least four digits in a row: `500000,600000`.
  private static func years(_ text: String) -> [String] {
    if text.contains(";") {
      return text.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let areYears =
      parts.count > 1 && parts.allSatisfy { $0.wholeMatch(of: /\d{4,}(\.\d{1,2})?/) != nil }
    return areYears ? parts.map(String.init) : [text]
  }

  private static func amount(_ text: String) throws(Problem) -> Int64 {
    var rest = String(text.map { $0.isWhitespace ? " " : $0 })
      .trimming().removing(["€", "Euro", "EUR"])
    let whole = rest.count
    rest = rest.removing(["Mio.", "Mio", "Millionen", "million"])
    let isMillions = rest.count < whole
    if rest.wholeMatch(of: /\d{1,3},\d{3}/) != nil {
      throw Problem(
        problem: Text(
          de: "„\(rest)“ ist nicht eindeutig: Tausender oder Dezimalstellen",
          en: "“\(rest)” can be read in two ways: thousands or decimal places"),
        remedy: Text(
          de:
            "Schreiben Sie \(rest.replacing(",", with: "")) oder \(rest.replacing(",", with: "."))",
          en: "Write \(rest.replacing(",", with: ""))"))
    }
    let isReadable =
      // 1000000 or 1000000.5, 1.000.000 or 1 000 000 with a decimal comma, 1,000,000.50
      rest.wholeMatch(of: /\d+([.,]\d{1,2})?/) != nil
      || rest.wholeMatch(of: /\d{1,3}((\.\d{3})+|( \d{3})+)(,\d{1,2})?/) != nil
      || rest.wholeMatch(of: /\d{1,3}(,\d{3})+\.\d{1,2}/) != nil
      || rest.wholeMatch(of: /\d{1,3}(,\d{3}){2,}/) != nil
    guard isReadable else { throw noAmount(text) }
    // The last mark is a decimal one where one or two digits follow it.
    let digits = rest.filter(\.isNumber)
    let places =
      rest.lastIndex { $0 == "." || $0 == "," }.map {
        rest.distance(from: $0, to: rest.endIndex) - 1
      }
    let scale = places.map { $0 < 3 ? $0 : 0 } ?? 0
    guard digits.count <= 13, let number = Int64(digits) else { throw noAmount(text) }
    let factor: Int64 = [100, 10, 1][scale] * (isMillions ? 1_000_000 : 1)
    let (cents, isTooMuch) = number.multipliedReportingOverflow(by: factor)
    guard !isTooMuch else { throw noAmount(text) }
    return cents
  }

  private static func noAmount(_ text: String) -> Problem {
    Problem(
      problem: Text(
        de: "„\(text)“ ist kein Betrag in Euro", en: "“\(text)” is no amount in EUR"),
      remedy: Text(
        de: "Schreiben Sie 1.500.000 oder 1500000; mehrere Jahre mit Strichpunkt dazwischen",
        en: "Write 1500000; several years with a semicolon between them"))
  }
}

extension String {
  fileprivate func trimming() -> String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// Without one of the words at its end or beginning.
  fileprivate func removing(_ words: [String]) -> String {
    for word in words {
      if lowercased().hasSuffix(word.lowercased()) {
        return String(dropLast(word.count)).trimming()
      }
      if lowercased().hasPrefix(word.lowercased()) {
        return String(dropFirst(word.count)).trimming()
      }
    }
    return self
  }
}
