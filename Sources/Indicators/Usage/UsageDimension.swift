import Domain

/// What `usage query` can group and filter by. Keys, not names: `kreis` is the first five digits
/// of the authority, with or without a register.
public enum UsageDimension: String, Sendable, CaseIterable {
  /// Berlin time: `2025-03-04`, `2025-W10`, `2025-03`, `2025-Q1`, `2025`.
  case day, week, month, quarter, year
  /// Hour of the Berlin day, 0…23; ISO weekday, 1 = Monday … 7.
  case hour, weekday
  case process, authority, gemeinde, kreis, regierungsbezirk
  case event, channel, step

  /// The column of the feed `events` that it is read from.
  var column: String {
    switch self {
    case .day, .week, .month, .quarter, .year, .hour, .weekday: "ts"
    case .process: "process"
    case .authority, .gemeinde, .kreis, .regierungsbezirk: "authority"
    case .event: "event"
    case .channel: "channel"
    case .step: "step"
    }
  }

  /// Whether keys sort as numbers.
  var isNumeric: Bool { self == .hour || self == .weekday || self == .step }

  public var name: Text {
    switch self {
    case .day: Text(de: "Tag", en: "day")
    case .week: Text(de: "Woche", en: "week")
    case .month: Text(de: "Monat", en: "month")
    case .quarter: Text(de: "Quartal", en: "quarter")
    case .year: Text(de: "Jahr", en: "year")
    case .hour: Text(de: "Stunde", en: "hour")
    case .weekday: Text(de: "Wochentag", en: "weekday")
    case .process: Text(de: "Prozess", en: "process")
    case .authority: Text(de: "Behörde", en: "authority")
    case .gemeinde: .same("Gemeinde")
    case .kreis: .same("Kreis")
    case .regierungsbezirk: .same("Regierungsbezirk")
    case .event: Text(de: "Ereignis", en: "event")
    case .channel: Text(de: "Zugangsweg", en: "channel")
    case .step: Text(de: "Schritt", en: "step")
    }
  }

  /// The key of a Berlin day, for the dimensions that a day decides; `nil` for others.
  func key(of day: Day) -> String? {
    switch self {
    case .day: day.description
    case .week: ISOWeek(day).description
    case .month: day.month.description
    case .quarter: day.month.quarter.description
    case .year: String(day.year)
    case .weekday: String(day.isoWeekday)
    default: nil
    }
  }

  /// The key of a stored text; `nil` where it has none (a Landkreis is no Gemeinde).
  func key(of text: String) -> String? {
    switch self {
    case .gemeinde: AuthorityKey.gemeinde8(of: text)
    case .kreis: AuthorityKey.kreis5(of: text)
    case .regierungsbezirk: String(text.prefix(3))
    default: text
    }
  }
}
