import Domain

/// How a source writes times that are not RFC 3339: `DD.MM.YYYY hh:mm`. Each letter is one digit
/// of year, month, day, hour, minute or second; everything else stands for itself. Times without
/// offset are local times of Berlin.
struct TimePattern: Sendable, Equatable {
  private static let letters = "YMDhms"
  private let bytes: [UInt8]

  /// `nil` where year (four digits), month or a two-digit part is missing or repeated, or where
  /// another letter stands in it.
  init?(_ text: String) {
    bytes = Array(text.utf8)
    for letter in Self.letters {
      let places = bytes.indices.filter { bytes[$0] == letter.asciiValue! }
      let isWhole =
        places.isEmpty ? !"YM".contains(letter) : places.count == (letter == "Y" ? 4 : 2)
      guard isWhole, places.isEmpty || places.last! - places.first! == places.count - 1 else {
        return nil
      }
    }
    let isPlain = text.unicodeScalars.allSatisfy {
      !$0.properties.isAlphabetic || Self.letters.unicodeScalars.contains($0)
    }
    guard isPlain, has("D") || !has("h"), has("h") == has("m"), has("m") || !has("s") else {
      return nil
    }
  }

  /// The text as the feed's parser takes it for a column of that type; what does not follow the
  /// pattern stays as it is, to be judged there.
  func standard(_ cell: ArraySlice<UInt8>, for type: ColumnType) -> ArraySlice<UInt8> {
    guard cell.count == bytes.count else { return cell }
    var parts: [UInt8: [UInt8]] = [:]
    for (byte, mark) in zip(cell, bytes) {
      if Self.letters.utf8.contains(mark) {
        guard CellParser.isDigit(byte) else { return cell }
        parts[mark, default: []].append(byte)
      } else if byte != mark {
        return cell
      }
    }
    func part(_ letter: Character, or value: String) -> String {
      parts[letter.asciiValue!].map { String(decoding: $0, as: UTF8.self) } ?? value
    }
    var text = part("Y", or: "") + "-" + part("M", or: "")
    if type != .month { text += "-" + part("D", or: "01") }
    if type == .timestamp {
      text += "T" + part("h", or: "00") + ":" + part("m", or: "00") + ":" + part("s", or: "00")
    }
    return Array(text.utf8)[...]
  }

  private func has(_ letter: Character) -> Bool { bytes.contains(letter.asciiValue!) }
}
