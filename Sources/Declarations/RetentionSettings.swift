import Domain

/// For how long data about visits are kept, `[retention]` of `lagebild.toml`. Cells by month are
/// kept for good.
///
/// ```toml
/// [retention]
/// archive_days = 30     # cleaned deliveries in Data/archive, refused ones in Data/rejected
/// event_months = 13     # single events, after the end of their month
/// daily_months = 24     # counts by day, after the end of their month
/// ```
public struct RetentionSettings: Sendable, Equatable {
  public let archiveDays: Int
  public let eventMonths: Int
  /// At least ``eventMonths``: from events that are there a day can be counted anyway.
  public let dailyMonths: Int

  public init(archiveDays: Int = 30, eventMonths: Int = 13, dailyMonths: Int = 24) {
    precondition(dailyMonths >= eventMonths, "counts by day outlive the events")
    self.archiveDays = archiveDays
    self.eventMonths = eventMonths
    self.dailyMonths = dailyMonths
  }

  public static let standard = RetentionSettings()

  init(_ root: Declaration) {
    let table = root.table("retention")
    let months = 1...600
    let events = table?.integer("event_months", in: months) ?? Self.standard.eventMonths
    let daily = table?.integer("daily_months", in: months)
    if let table, let daily, daily < events {
      table.fault(
        "daily_months", "is \(daily), but events are kept for \(events) months",
        remedy: "Set it to \(events) at least, or lower event_months")
    }
    self.init(
      archiveDays: table?.integer("archive_days", in: 0...36_500) ?? Self.standard.archiveDays,
      eventMonths: events, dailyMonths: max(events, daily ?? Self.standard.dailyMonths))
  }
}
