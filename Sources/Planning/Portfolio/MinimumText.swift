import Domain

/// How many of a Themenfeld a selection must hold at least, as people and programs write it:
/// `Bauen=2`, several with `;` between them.
public enum MinimumText {
  /// Themenfeld → at least so many.
  /// - Throws: ``Fault`` (usage) for what does not read, and a Themenfeld that is named twice.
  public static func minimums(_ text: String) throws(Fault) -> [String: Int] {
    try minimums(
      text.split(separator: ";").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) },
      at: "minimum")
  }

  /// - Parameter option: what messages call each of the texts.
  public static func minimums(_ texts: [String], at option: String) throws(Fault) -> [String: Int] {
    var minimums: [String: Int] = [:]
    for text in texts {
      let place = "\(option) \(text)"
      guard let sign = text.lastIndex(of: "="),
        let count = ExactDecimal(trimmed(text[text.index(after: sign)...])), count.scale == 0,
        (0...100_000).contains(count.digits), !trimmed(text[..<sign]).isEmpty
      else {
        throw Fault(
          .usage, at: place,
          Text(
            de: "„\(text)“ ist keine Mindestzahl eines Themenfelds",
            en: "a minimum has the form THEMENFELD=NUMBER"),
          remedy: Text(
            de: "Schreiben Sie zum Beispiel Bauen=2", en: "For example \(option) Bauen=2"))
      }
      let name = trimmed(text[..<sign])
      guard minimums.updateValue(Int(count.digits), forKey: name) == nil else {
        throw Fault(
          .usage, at: place,
          Text(de: "\(name) hat zwei Mindestzahlen", en: "\(name) has two minimums"),
          remedy: Text(de: "Geben Sie eine davon an", en: "Give one of them"))
      }
    }
    return minimums
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(
      start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)])
  }
}
