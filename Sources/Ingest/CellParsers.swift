import Domain

/// Strict parsers from bytes to values. Nothing is repaired: no blanks, no signs where none belong,
/// no exponent, no hexadecimal, no `nan`.
enum CellParser {
  /// Digits with an optional leading minus; `nil` also where it does not fit into 64 bits.
  static func integer(_ bytes: ArraySlice<UInt8>) -> Int64? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let digits = isNegative ? bytes.dropFirst() : bytes
    guard !digits.isEmpty, digits.count == 1 || digits.first != UInt8(ascii: "0") else {
      return nil
    }
    var value: Int64 = 0
    for byte in digits {
      guard isDigit(byte) else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let digit = Int64(byte - 0x30)
      let (sum, carry) = product.addingReportingOverflow(isNegative ? -digit : digit)
      guard !overflow, !carry else { return nil }
      value = sum
    }
    return value
  }

  /// A decimal number with at most `fraction` digits behind the point, as units of 10^−fraction.
  static func fixed(_ bytes: ArraySlice<UInt8>, fraction: Int) -> Int64? {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), integer(parts[0]) != nil else { return nil }
    let behind = parts.count == 2 ? parts[1] : []
    guard parts.count == 1 || !behind.isEmpty, behind.count <= fraction, behind.allSatisfy(isDigit)
    else { return nil }
    var digits = Array(parts[0]) + behind
    digits += [UInt8](repeating: 0x30, count: fraction - behind.count)
    let isNegative = digits.first == UInt8(ascii: "-")
    var value: Int64 = 0
    for byte in isNegative ? digits.dropFirst() : digits[...] {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int64(byte - 0x30))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    return isNegative ? -value : value
  }

  /// A decimal number with at most 9 digits behind the point.
  static func decimal(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard fixed(bytes, fraction: 9) != nil else { return nil }
    return Double(String(decoding: bytes, as: UTF8.self))
  }

  /// 16 hexadecimal digits.
  static func session(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard bytes.count == 16 else { return nil }
    var value: UInt64 = 0
    for byte in bytes {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt64(byte - 0x30)
      case 0x61...0x66: value = value << 4 | UInt64(byte - 0x57)
      case 0x41...0x46: value = value << 4 | UInt64(byte - 0x37)
      default: return nil
      }
    }
    return Int64(bitPattern: value)
  }

  enum Time: Equatable {
    case instant(Int64)
    /// Local time in the repeated hour; the first of the two instants.
    case ambiguous(Int64)
    case missingHour
    case malformed
  }

  /// RFC 3339, or local Berlin time without offset, or epoch milliseconds (13 digits).
  static func timestamp(_ bytes: ArraySlice<UInt8>) -> Time {
    let text = Array(bytes)
    if text.count == 13, let epoch = integer(bytes) { return .instant(epoch) }
    guard text.count >= 19, text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " "),
      let day = Day(String(decoding: text[0..<10], as: UTF8.self)),
      text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
      let hour = twoDigits(text, 11, below: 24), let minute = twoDigits(text, 14, below: 60),
      let second = twoDigits(text, 17, below: 60)
    else { return .malformed }
    var position = 19
    var milliseconds: Int64 = 0
    if position < text.count, text[position] == UInt8(ascii: ".") {
      position += 1
      let start = position
      while position < text.count, isDigit(text[position]) {
        if position - start < 3 { milliseconds = milliseconds * 10 + Int64(text[position] - 0x30) }
        position += 1
      }
      guard position > start else { return .malformed }
      for _ in min(3, position - start)..<3 { milliseconds *= 10 }
    }
    let wall =
      Int64(day.number) * BerlinTime.millisecondsPerDay
      + Int64((hour * 60 + minute) * 60 + second) * 1_000 + milliseconds
    return offset(text[position...], wall: wall)
  }

  private static func offset(_ rest: ArraySlice<UInt8>, wall: Int64) -> Time {
    let text = Array(rest)
    if text.isEmpty {
      switch BerlinTime.read(local: wall) {
      case .instant(let instant): return .instant(instant)
      case .ambiguous(let first): return .ambiguous(first)
      case .missing: return .missingHour
      }
    }
    if text == [UInt8(ascii: "Z")] || text == [UInt8(ascii: "z")] { return .instant(wall) }
    guard text.count == 6, text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"),
      text[3] == UInt8(ascii: ":"), let hours = twoDigits(text, 1, below: 24),
      let minutes = twoDigits(text, 4, below: 60)
    else { return .malformed }
    let shift = Int64(hours * 60 + minutes) * 60_000
    return .instant(text[0] == UInt8(ascii: "+") ? wall - shift : wall + shift)
  }

  private static func twoDigits(_ text: [UInt8], _ at: Int, below limit: Int) -> Int? {
    guard isDigit(text[at]), isDigit(text[at + 1]) else { return nil }
    let value = Int(text[at] - 0x30) * 10 + Int(text[at + 1] - 0x30)
    return value < limit ? value : nil
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
