import Domain

/// The bytes of a hand-kept file → UTF-8.
enum HandText {
  /// - Returns: the text as UTF-8, and what was made of it where that is worth a warning.
  /// - Throws: ``Fault`` for bytes that are not in the declared encoding.
  static func utf8(
    _ bytes: [UInt8], declared: TextEncoding, file: String
  ) throws(Fault) -> (bytes: [UInt8], note: String?) {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return (bytes, nil) }
    let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    switch declared {
    case .utf8:
      if isUTF8 { return (bytes, nil) }
      throw Fault(
        .badData, at: file, "the file is not UTF-8",
        remedy: "Save it as \"CSV UTF-8\", or say --encoding windows-1252 if that is what it is")
    case .windows1252:
      // A byte order mark, or umlauts that read as UTF-8, are no accident.
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (bytes, nil) }
      if isUTF8 { return (bytes, "declared as windows-1252, read as utf-8, which it is") }
      return (try converted(bytes, file: file), "windows-1252 → utf-8")
    }
  }

  private static func converted(_ bytes: [UInt8], file: String) throws(Fault) -> [UInt8] {
    var text = String.UnicodeScalarView()
    text.reserveCapacity(bytes.count)
    for byte in bytes {
      let code = (0x80...0x9F).contains(byte) ? windows[Int(byte - 0x80)] : UInt16(byte)
      guard let scalar = Unicode.Scalar(code), code != 0 else {
        throw Fault(
          .badData, at: file, "the file is not windows-1252: it has the byte \(byte)",
          remedy: "Save it as \"CSV UTF-8\", and leave the encoding out")
      }
      text.append(scalar)
    }
    return Array(String(text).utf8)
  }

  /// What windows-1252 has from 80 to 9F (hexadecimal); 0: nothing.
  private static let windows: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  /// Without the blanks around it, also those that do not break a line.
  static func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isBlank(first) { scalars = scalars.dropFirst() }
    while let last = scalars.last, isBlank(last) { scalars = scalars.dropLast() }
    return String(scalars)
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\r", "\n", "\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}", "\u{FEFF}": true
    default: false
    }
  }
}
