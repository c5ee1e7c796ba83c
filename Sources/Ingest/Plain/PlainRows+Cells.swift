import Domain

/// The cells of types that are rare where rows are many; `nil` where the cell is not plain.
extension PlainRows {
  @inline(never)
  mutating func takeDecimal(
    _ plan: UnsafePointer<ColumnPlan>, _ p: inout UnsafePointer<UInt8>, _ row: inout PlainRow
  ) -> Bool {
    guard let value = PlainNumber.decimal(&p), value >= Double(plan.pointee.low),
      value <= Double(plan.pointee.high)
    else { return false }
    put(Int64(bitPattern: value.bitPattern), plan, &row)
    return true
  }

  @inline(never)
  mutating func other(
    _ plan: UnsafePointer<ColumnPlan>, _ p: inout UnsafePointer<UInt8>
  ) -> Int64? {
    switch plan.pointee.kind {
    case .money: return PlainNumber.cents(&p)
    case .day:
      guard clock.readDate(p) else { return nil }
      p += 10
      return clock.day
    case .month: return Self.month(&p)
    case .flag: return Self.flag(&p)
    default: return nil
    }
  }

  private static func month(_ p: inout UnsafePointer<UInt8>) -> Int64? {
    guard p[4] == UInt8(ascii: "-"), let year = PlainNumber.digits(p, 4), year >= 1,
      let month = PlainNumber.digits(p + 5, 2), (1...12).contains(month)
    else { return nil }
    p += 7
    return Int64(Month(year: year, month: month).number)
  }

  private static func flag(_ p: inout UnsafePointer<UInt8>) -> Int64? {
    for (word, value) in [("yes", 1), ("no", 0), ("1", 1), ("0", 0)] as [(StaticString, Int64)]
    where PlainText.skip(word, &p) {
      return value
    }
    return nil
  }
}
