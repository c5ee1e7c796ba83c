/// A calendar quarter, printed `2025-Q1`.
public struct Quarter: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let year: Int
  /// 1…4
  public let quarter: Int

  public init(year: Int, quarter: Int) {
    self.year = year
    self.quarter = quarter
  }

  public static func < (a: Quarter, b: Quarter) -> Bool {
    (a.year, a.quarter) < (b.year, b.quarter)
  }

  public var description: String { "\(padded(year, 4))-Q\(quarter)" }
}

/// An ISO 8601 week (Monday to Sunday; week 1 holds the year's first Thursday), printed `2025-W10`.
public struct ISOWeek: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The ISO year, which differs from the calendar year around New Year.
  public let year: Int
  /// 1…53
  public let week: Int

  public init(_ day: Day) {
    let thursday = day + (4 - day.isoWeekday)
    year = thursday.year
    week = (thursday - Day(year: year, month: 1, day: 1)!) / 7 + 1
  }

  public static func < (a: ISOWeek, b: ISOWeek) -> Bool { (a.year, a.week) < (b.year, b.week) }

  public var description: String { "\(padded(year, 4))-W\(padded(week, 2))" }
}
