import Domain

/// Months and days as people read them.
public enum TimeText {
  private static let german = [
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
  ]
  private static let english = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// `März 2025`, `March 2025`
  public static func month(_ month: Month, _ language: Language) -> String {
    let names = language == .german ? german : english
    return "\(names[month.monthOfYear - 1]) \(month.year)"
  }

  /// `03/2025`
  public static func shortMonth(_ month: Month) -> String {
    let number = month.monthOfYear
    return (number < 10 ? "0" : "") + "\(number)/\(month.year)"
  }

  /// `04.03.2025`, `4 Mar 2025`
  public static func shortDay(_ day: Day, _ language: Language) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let month = day.month
    return language == .german
      ? "\(two(day.dayOfMonth)).\(two(month.monthOfYear)).\(month.year)"
      : "\(day.dayOfMonth) \(english[month.monthOfYear - 1].prefix(3)) \(month.year)"
  }

  /// `2025-03-04T22:30:05Z` → `04.03.2025, 23:30 Uhr`, in Berlin; `nil` for what is no such moment.
  public static func moment(_ text: String, _ language: Language) -> String? {
    guard let parts = text.wholeMatch(of: #/(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):\d{2}Z/#)?.output,
      let day = Day(parts.1), let hour = Int64(parts.2), let minute = Int64(parts.3),
      hour < 24, minute < 60
    else { return nil }
    let instant = (Int64(day.number) * 1440 + hour * 60 + minute) * 60_000
    let local = instant + BerlinTime.offset(atInstant: instant)
    let written = shortDay(BerlinTime.day(ofInstant: instant), language)
    let minutes = floorDivide(local, 60_000)
    let passed = minutes - floorDivide(minutes, 1440) * 1440
    func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
    let clock = "\(two(passed / 60)):\(two(passed % 60))"
    return language == .german ? "\(written), \(clock) Uhr" : "\(written), \(clock)"
  }

  /// `4. März 2025`, `4 March 2025`
  public static func day(_ day: Day, _ language: Language) -> String {
    let name = (language == .german ? german : english)[day.month.monthOfYear - 1]
    return language == .german
      ? "\(day.dayOfMonth).\u{A0}\(name) \(day.year)" : "\(day.dayOfMonth) \(name) \(day.year)"
  }
}
