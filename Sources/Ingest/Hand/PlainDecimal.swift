/// A decimal number as digits, without rounding on the way: what a workbook stores as
/// `1.2345E+3`, and what a feed wants as `1234.5`.
struct PlainDecimal: Hashable {
  let isNegative: Bool
  /// 0…9 each, without leading zeros; empty for zero.
  private(set) var digits: [UInt8]
  /// How many of the digits stand behind the point; negative where zeros are missing in front of it.
  private(set) var scale: Int

  private static let exponentLimit = 300

  /// Reads `-12.5`, `1.5E-3`; `nil` for anything else.
  init?(_ text: String) {
    var bytes = Array(text.utf8)[...]
    isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { bytes = bytes.dropFirst() }
    var exponent = 0
    if let mark = bytes.firstIndex(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) {
      var power = bytes[(mark + 1)...]
      if power.first == UInt8(ascii: "+") { power = power.dropFirst() }
      guard let value = Int(String(decoding: power, as: UTF8.self)),
        value.magnitude <= Self.exponentLimit
      else { return nil }
      exponent = value
      bytes = bytes[..<mark]
    }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }),
      parts.joined().allSatisfy(CellParser.isDigit), bytes.count <= 64
    else { return nil }
    digits = parts.joined().drop { $0 == 0x30 }.map { $0 - 0x30 }
    scale = (parts.count == 2 ? parts[1].count : 0) - exponent
    trim()
  }

  /// What spreadsheets keep of a number: 15 digits. More of them are noise of binary arithmetic
  /// (`0.30000000000000004`).
  var asSpreadsheetShowsIt: PlainDecimal { rounded(dropping: digits.count - 15) }

  /// At most `count` digits behind the point, rounded half up.
  func rounded(fraction count: Int) -> PlainDecimal { rounded(dropping: scale - count) }

  private func rounded(dropping count: Int) -> PlainDecimal {
    guard count > 0 else { return self }
    var result = self
    let isUp = count <= digits.count && digits[digits.count - count] >= 5
    result.digits = Array(digits.dropLast(count))
    result.scale = scale - count
    if isUp { result.increment() }
    result.trim()
    return result
  }

  private mutating func increment() {
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 { digits[index] += 1 } else { digits.insert(1, at: 0) }
  }

  /// Takes zeros behind the last digit away.
  private mutating func trim() {
    while digits.last == 0 {
      digits.removeLast()
      scale -= 1
    }
    if digits.isEmpty { scale = 0 }
  }

  /// Digits behind the point.
  var fractionCount: Int { max(scale, 0) }
  /// Digits in front of the point.
  var wholeCount: Int { max(digits.count - scale, 1) }

  /// Without exponent.
  var text: String {
    guard !digits.isEmpty else { return "0" }
    var text = digits.map { $0 + 0x30 }
    if scale <= 0 {
      text += [UInt8](repeating: 0x30, count: -scale)
    } else {
      if text.count <= scale {
        text = [UInt8](repeating: 0x30, count: scale - text.count + 1) + text
      }
      text.insert(UInt8(ascii: "."), at: text.count - scale)
    }
    return (isNegative ? "-" : "") + String(decoding: text, as: UTF8.self)
  }
}
