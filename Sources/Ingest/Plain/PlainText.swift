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
    /// Capital letters since the word began, -1 once there was something else.
    var capitals = 0
    for byte in bytes {
      switch byte {
      case 0x20: capitals = 0
      case 0x41...0x5A where capitals >= 0: capitals += 1
      // IBAN: two letters, then digits; browsers: "Mozilla/"; telephone, e-mail.
      case 0x30...0x39 where capitals == 2: return false
      case UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: "/"): return false
      case UInt8(ascii: "."):
        dots += 1
        capitals = -1
      case UInt8(ascii: ":"):
        colons += 1
        capitals = -1
      default: capitals = -1
      }
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
