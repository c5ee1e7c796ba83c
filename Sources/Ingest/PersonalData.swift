import Domain

/// Finds what must never be stored: addresses, accounts and numbers that lead to a person. Kept in
/// one place, so that values and excerpts are judged by the same rule.
enum PersonalData {
  /// The text with each suspect replaced by its class, or the text itself.
  static func masked(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false)
      .map { word in suspicion(Array(word.utf8)) ?? String(word) }
      .joined(separator: " ")
  }

  /// Whether a key is an address or an account. Keys of digits alone never are; of the others a
  /// word that merely looks like an account number must not be taken for one.
  static func isHidden(inKey bytes: some Collection<UInt8>, _ form: KeyForm) -> Bool {
    switch form {
    case .process, .identifier: break
    case .leika, .leikaPrefix, .ozg, .authority, .ars, .ags, .ags5: return false
    }
    let bytes = Array(bytes)
    return isIPv4(bytes[...]) || isIPv6(bytes) || isAccount(bytes)
  }

  private static func suspicion(_ word: [UInt8]) -> String? {
    if isEmail(word) { return "<email>" }
    if isIPv4(word[...]) { return "<ip>" }
    if isIPv6(word) { return "<ip>" }
    if isLikeIBAN(word) || isAccount(word) { return "<iban>" }
    if word.starts(with: "Mozilla/".utf8) { return "<user-agent>" }
    if word.first == UInt8(ascii: "+"), word.count(where: CellParser.isDigit) >= 8 {
      return "<phone>"
    }
    return nil
  }

  private static func isEmail(_ bytes: [UInt8]) -> Bool {
    guard let at = bytes.firstIndex(of: UInt8(ascii: "@")), at > 0 else { return false }
    return bytes[(at + 1)...].contains(UInt8(ascii: "."))
  }

  /// Four numbers below 256, with or without a port.
  private static func isIPv4(_ word: ArraySlice<UInt8>) -> Bool {
    let sides = word.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard let address = sides.first, sides.count <= 2 else { return false }
    if sides.count == 2, sides[1].isEmpty || !sides[1].allSatisfy(CellParser.isDigit) {
      return false
    }
    let parts = address.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        part.allSatisfy(CellParser.isDigit)
          && UInt8(String(decoding: part, as: UTF8.self)) != nil
      }
  }

  /// At least four groups of hexadecimal digits, or fewer with `::` between them; the last may be
  /// an IPv4 address.
  private static func isIPv6(_ bytes: [UInt8]) -> Bool {
    let colon = UInt8(ascii: ":")
    let colons = bytes.count { $0 == colon }
    guard colons >= 2, bytes.count >= 3 else { return false }
    var groups = bytes.split(separator: colon, omittingEmptySubsequences: false)
    if let last = groups.last, isIPv4(last) { groups.removeLast() }
    guard groups.joined().allSatisfy(isHexDigit) else { return false }
    let isShort = zip(bytes, bytes.dropFirst()).contains { $0 == colon && $1 == colon }
    return isShort ? groups.allSatisfy { $0.count <= 4 } : colons >= 3 && bytes.count >= 6
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    CellParser.isDigit(byte) || (0x61...0x66).contains(byte) || (0x41...0x46).contains(byte)
  }

  private static func isLikeIBAN(_ bytes: [UInt8]) -> Bool {
    (15...34).contains(bytes.count) && bytes.prefix(2).allSatisfy(isCapital)
      && bytes.dropFirst(2).allSatisfy { CellParser.isDigit($0) || isCapital($0) }
      && bytes.dropFirst(2).prefix(2).allSatisfy(CellParser.isDigit)
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

  /// An IBAN in any case with right check digits (ISO 13616), or a German one with any: DE and 20
  /// digits are nothing else.
  private static func isAccount(_ bytes: [UInt8]) -> Bool {
    let capitals = bytes.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
    guard isLikeIBAN(capitals) else { return false }
    if capitals.starts(with: "DE".utf8), capitals.count == 22,
      capitals.dropFirst(2).allSatisfy(CellParser.isDigit)
    {
      return true
    }
    let remainder = (capitals[4...] + capitals[..<4]).reduce(0) { rest, byte in
      CellParser.isDigit(byte)
        ? (rest * 10 + Int(byte) - 0x30) % 97 : (rest * 100 + Int(byte) - 0x41 + 10) % 97
    }
    return remainder == 1
  }
}
