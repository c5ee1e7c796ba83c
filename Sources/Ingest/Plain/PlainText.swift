/// Texts that can be taken as they stand in the file.
enum PlainText {
  /// Printable ASCII without quote and backslash, and not empty: in CSV, in quotes or without, and
  /// in a JSON string those bytes mean themselves.
  static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    !bytes.isEmpty
      && bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
  }

  /// Whether a plain text is far from anything that ``PersonalData`` looks for; what is not has to
  /// be looked at by that.
  static func isHarmless(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var dots = 0
    var colons = 0
    var last: UInt8 = 0
    /// Bytes of the word so far, and whether they may begin an IBAN: two letters, two digits, then
    /// any of both.
    var length = 0
    var mayBeAccount = true
    for byte in bytes {
      switch byte {
      case 0x20:
        length = -1
        mayBeAccount = true
      case 0x41...0x5A, 0x61...0x7A: if length == 2 || length == 3 { mayBeAccount = false }
      case 0x30...0x39: if length < 2 { mayBeAccount = false }
      // Browsers: "Mozilla/"; telephone, e-mail.
      case UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: "/"): return false
      case UInt8(ascii: "."):
        dots += 1
        mayBeAccount = false
      case UInt8(ascii: ":"):
        if last == byte { return false }
        colons += 1
        mayBeAccount = false
      default: mayBeAccount = false
      }
      length += 1
      last = byte
      if mayBeAccount, length >= 15 { return false }
    }
    return dots < 3 && colons < 3
  }

  /// Passes over a word, if it stands at `p`.
  static func skip(_ word: StaticString, _ p: inout UnsafePointer<UInt8>) -> Bool {
    for index in 0..<word.utf8CodeUnitCount where p[index] != word.utf8Start[index] {
      return false
    }
    p += word.utf8CodeUnitCount
    return true
  }
}
