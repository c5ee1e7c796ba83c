/// Finds what must never be stored: addresses, accounts and numbers that lead to a person. Kept in
/// one place, so that values and excerpts are judged by the same rule.
enum PersonalData {
  /// The text with each suspect replaced by its class, or the text itself.
  static func masked(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false)
      .map { word in suspicion(word) ?? String(word) }
      .joined(separator: " ")
  }

  private static func suspicion(_ word: Substring) -> String? {
    let bytes = Array(word.utf8)
    if isEmail(bytes) { return "<email>" }
    if isIPv4(word) { return "<ip>" }
    if isIPv6(bytes) { return "<ip>" }
    if isIBAN(bytes) { return "<iban>" }
    if word.hasPrefix("Mozilla/") { return "<user-agent>" }
    if bytes.first == UInt8(ascii: "+"), bytes.count(where: CellParser.isDigit) >= 8 {
      return "<phone>"
    }
    return nil
  }

  private static func isEmail(_ bytes: [UInt8]) -> Bool {
    guard let at = bytes.firstIndex(of: UInt8(ascii: "@")), at > 0 else { return false }
    return bytes[(at + 1)...].contains(UInt8(ascii: "."))
  }

  private static func isIPv4(_ word: Substring) -> Bool {
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        part.utf8.allSatisfy(CellParser.isDigit) && UInt8(part) != nil
      }
  }

  private static func isIPv6(_ bytes: [UInt8]) -> Bool {
    let colons = bytes.count { $0 == UInt8(ascii: ":") }
    return colons >= 3 && bytes.count >= 6
      && bytes.allSatisfy {
        CellParser.isDigit($0) || (0x61...0x66).contains($0) || (0x41...0x46).contains($0)
          || $0 == UInt8(ascii: ":")
      }
  }

  private static func isIBAN(_ bytes: [UInt8]) -> Bool {
    (15...34).contains(bytes.count) && bytes.prefix(2).allSatisfy { (0x41...0x5A).contains($0) }
      && bytes.dropFirst(2).allSatisfy {
        CellParser.isDigit($0) || (0x41...0x5A).contains($0)
      } && bytes.dropFirst(2).prefix(2).allSatisfy(CellParser.isDigit)
  }
}
