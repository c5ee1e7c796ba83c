/// A calendar month, counted in months since January of year 0.
public struct Month: Sendable, Hashable, Comparable {
  /// `year × 12 + month − 1`.
  public let number: Int32

  public init(number: Int32) { self.number = number }

  /// - Precondition: `month` is 1…12.
  public init(year: Int, month: Int) {
    precondition((1...12).contains(month), "a month is 1…12, not \(month)")
    number = Int32(year * 12 + month - 1)
  }

  public static func < (a: Month, b: Month) -> Bool { a.number < b.number }
  public static func + (month: Month, count: Int) -> Month {
    Month(number: month.number + Int32(count))
  }
  /// Months from `b` to `a`.
  public static func - (a: Month, b: Month) -> Int { Int(a.number) - Int(b.number) }

  public var year: Int { Int(number) / 12 }
  /// 1…12
  public var monthOfYear: Int { Int(number) % 12 + 1 }
  public var quarter: Quarter { Quarter(year: year, quarter: (monthOfYear - 1) / 3 + 1) }
  public var firstDay: Day { Day(year: year, month: monthOfYear, day: 1)! }
  public var lastDay: Day {
    Day(
      year: year, month: monthOfYear, day: Day.length(ofMonth: monthOfYear, in: year))!
  }
}

extension Month: CustomStringConvertible {
  /// `2025-03`
  public var description: String { "\(padded(year, 4))-\(padded(monthOfYear, 2))" }

  /// Reads exactly `YYYY-MM`.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 7, bytes[4] == UInt8(ascii: "-"), let year = decimal(bytes[0..<4]),
      let month = decimal(bytes[5..<7]), (1...12).contains(month), year >= 1
    else { return nil }
    self.init(year: year, month: month)
  }
}
