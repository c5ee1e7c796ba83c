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

  /// `4. März 2025`, `4 March 2025`
  public static func day(_ day: Day, _ language: Language) -> String {
    let name = (language == .german ? german : english)[day.month.monthOfYear - 1]
    return language == .german
      ? "\(day.dayOfMonth).\u{A0}\(name) \(day.year)" : "\(day.dayOfMonth) \(name) \(day.year)"
  }
}
