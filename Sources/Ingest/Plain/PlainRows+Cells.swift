import Domain

extension PlainRows {
  /// The cells of types that are rare where rows are many; `nil` where the cell is not plain.
  @inline(never)
  mutating func takeOther(_ column: Int, _ p: inout UnsafePointer<UInt8>) -> Int64? {
    let plan = plans[column]
    switch plan.kind {
    case .decimal:
      guard let value = PlainNumber.decimal(&p), value >= Double(plan.low),
        value <= Double(plan.high)
      else { return nil }
      return Int64(bitPattern: value.bitPattern)
    case .money: return PlainNumber.cents(&p)
    case .day:
      guard clock.readDate(p) else { return nil }
      p += 10
      return clock.day
    case .month:
      guard p[4] == UInt8(ascii: "-"), let year = PlainNumber.digits(p, 4), year >= 1,
        let month = PlainNumber.digits(p + 5, 2), (1...12).contains(month)
      else { return nil }
      p += 7
      return Int64(Month(year: year, month: month).number)
    case .flag:
      switch (p[0], p[1], p[2]) {
      case (UInt8(ascii: "1"), _, _):
        p += 1
        return 1
      case (UInt8(ascii: "0"), _, _):
        p += 1
        return 0
      case (UInt8(ascii: "y"), UInt8(ascii: "e"), UInt8(ascii: "s")):
        p += 3
        return 1
      case (UInt8(ascii: "n"), UInt8(ascii: "o"), _):
        p += 2
        return 0
      default: return nil
      }
    default: return nil
    }
  }
}
