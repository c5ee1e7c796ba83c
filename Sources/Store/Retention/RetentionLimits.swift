import Domain

/// Before when data go.
public struct RetentionLimits: Sendable, Equatable {
  /// Files of deliveries that were loaded or refused before this instant, milliseconds since
  /// 1970-01-01T00:00Z.
  public let filesBefore: Int64
  /// Events of months before this one.
  public let eventsBefore: Month
  /// Counts by day, of months before this one. Not later than ``eventsBefore``.
  public let daysBefore: Month

  /// A month goes as a whole, once it ended so many months ago.
  /// - Parameters:
  ///   - today: in Berlin.
  ///   - archiveDays: for so many days after their load files are kept.
  public init(today: Day, archiveDays: Int, eventMonths: Int, dailyMonths: Int) {
    precondition(dailyMonths >= eventMonths, "counts by day outlive the events")
    filesBefore = BerlinTime.start(of: today + -archiveDays)
    eventsBefore = today.month + -eventMonths
    daysBefore = today.month + -dailyMonths
  }
}

/// What retention deletes.
public enum RetentionKind: String, Sendable, CaseIterable {
  /// Cleaned rows of a load, `Data/archive`.
  case deliveries
  /// Files that were refused whole, `Data/rejected`.
  case refusedFiles = "refused_files"
  /// States of published runs that hold something older than the limits, `Data/runs`; they can be
  /// made again from what is left.
  case frozenRuns = "frozen_runs"
  case events
  /// Counts of the cubes by day.
  case days
  /// Producers' numbers of events that are deleted.
  case eventNumbers = "event_numbers"
  /// What quarantine and warnings quote of rows that came with deleted events.
  case excerpts
  /// Keyed hashes of sessions whose window is over.
  case sessionHashes = "session_hashes"
}

/// How much of one kind goes, or went.
public struct RetentionItem: Sendable, Equatable {
  public let kind: RetentionKind
  /// First day that is kept; `nil` for ``RetentionKind/sessionHashes``, which go by the hour.
  public let before: Day?
  /// Files, segments, parts of a cube, or rows of a table.
  public let items: Int
  /// `nil` where it cannot be known without reading what was refused.
  public let rows: Int?
  /// As stored: compressed, without what SQLite needs around them.
  public let bytes: Int

  public init(kind: RetentionKind, before: Day?, items: Int, rows: Int?, bytes: Int) {
    self.kind = kind
    self.before = before
    self.items = items
    self.rows = rows
    self.bytes = bytes
  }
}

/// What retention has left, over all its runs.
public struct RetentionState: Sendable, Equatable {
  /// The first day whose events are there; those before it were deleted and are never loaded again.
  /// `nil`: no event was ever deleted.
  public let eventsFrom: Day?
  /// The first day whose counts by day are there. `nil`: none was ever deleted.
  public let daysFrom: Day?
  /// Loads before this instant have no file in the archive any more, ms since 1970-01-01T00:00Z.
  public let filesFrom: Int64?
}
