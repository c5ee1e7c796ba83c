/// A decimal number without rounding on the way: what a workbook stores as `1.2345E+3`, and what a
/// feed wants as `1234.5`.
struct PlainDecimal: Equatable {
  /// The number is `units` · 10^−`scale`; units do not end in a zero.
  private var units: Int128
  private var scale: Int

  private static let exponentLimit = 300

  /// Reads `-12.5`, `1.5E-3`; `nil` for anything else, and for more than 38 digits.
  init?(_ text: String) {
    let halves = text.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    let parts = halves[0].split(separator: ".", omittingEmptySubsequences: false)
    let behind = parts.count > 1 ? parts[1] : ""
    guard halves.count <= 2, parts.count <= 2, parts.last != "", text.first != "+",
      Int128(parts[0]) != nil, behind.utf8.allSatisfy(CellParser.isDigit),
      let units = Int128(parts[0] + behind),
      let exponent = halves.count > 1 ? Int(halves[1]) : 0,
      exponent.magnitude <= Self.exponentLimit
    else { return nil }
    self.units = units
    scale = behind.utf8.count - exponent
    trim()
  }

  private mutating func trim() {
    while units != 0, units % 10 == 0 {
      units /= 10
      scale -= 1
    }
    if units == 0 { scale = 0 }
  }

  /// What spreadsheets keep of a number: 15 digits. More of them are noise of binary arithmetic
  /// (`0.30000000000000004`).
  var asSpreadsheetShowsIt: PlainDecimal { rounded(dropping: digits.count - 15) }

  /// At most `count` digits behind the point, halves away from zero.
  func rounded(fraction count: Int) -> PlainDecimal { rounded(dropping: scale - count) }

  private func rounded(dropping count: Int) -> PlainDecimal {
    guard count > 0 else { return self }
    var result = self
    for _ in 1..<count { result.units /= 10 }
    let (whole, last) = result.units.quotientAndRemainder(dividingBy: 10)
    result.units = whole + last / 5
    result.scale -= count
    result.trim()
    return result
  }

  private var digits: String { String(units.magnitude) }
  /// Digits behind the point.
  var fractionCount: Int { max(scale, 0) }
  /// Digits in front of the point.
  var wholeCount: Int { max(digits.count - scale, 1) }

  /// Without exponent.
  var text: String {
    let sign = units < 0 ? "-" : ""
    guard scale > 0 else { return sign + digits + String(repeating: "0", count: -scale) }
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
  }
}
