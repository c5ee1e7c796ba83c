/// Ids that are numbers: decimal digits without a leading zero, up to 2^64 − 1.
enum DecimalID {
  /// The number of which a text is the usual form; `nil` for every other text.
  static func number(_ text: String) -> UInt64? {
    if let number = text.utf8.withContiguousStorageIfAvailable({ number(of: $0) }) { return number }
    return number(of: text.utf8)
  }

  @inline(__always)
  private static func number(of digits: some Collection<UInt8>) -> UInt64? {
    guard let first = digits.first, digits.count <= 20 else { return nil }
    if first == UInt8(ascii: "0"), digits.count > 1 { return nil }
    var value: UInt64 = 0
    for digit in digits {
      let figure = digit &- UInt8(ascii: "0")
      guard figure <= 9 else { return nil }
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, carries) = product.addingReportingOverflow(UInt64(figure))
      guard !overflows, !carries else { return nil }
      value = sum
    }
    return value
  }
}
