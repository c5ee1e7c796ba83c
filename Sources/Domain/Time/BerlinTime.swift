/// Central European (summer) time by rule, without a time-zone database, so that every machine
/// gives the same day for the same instant.
///
/// Rule since 1996: summer time from 01:00 UTC on the last Sunday of March to 01:00 UTC on the
/// last Sunday of October (Directive 2000/84/EC). Lagebild takes no data from before.
/// Its plain twin in the tests is Foundation's `TimeZone`.
public enum BerlinTime {
  public static let millisecondsPerDay: Int64 = 86_400_000
  public static let millisecondsPerHour: Int64 = 3_600_000
  public static let millisecondsPerMinute: Int64 = 60_000

  /// Offset from UTC in milliseconds at an instant (milliseconds since 1970-01-01T00:00Z).
  public static func offset(atInstant instant: Int64) -> Int64 {
    let year = Day(number: Int32(floorDivide(instant, millisecondsPerDay))).year
    // The calendar ends there; the first hour of year 1 in Berlin is one of year 0 in Greenwich.
    guard (1...9999).contains(year) else { return millisecondsPerHour }
    let (start, end) = summer(of: year)
    return (start..<end).contains(instant) ? 2 * millisecondsPerHour : millisecondsPerHour
  }

  /// The Berlin day on which an instant falls.
  public static func day(ofInstant instant: Int64) -> Day {
    let local = instant + offset(atInstant: instant)
    return Day(number: Int32(floorDivide(local, millisecondsPerDay)))
  }

  /// The hour of the Berlin day, 0…23.
  public static func hour(ofInstant instant: Int64) -> Int {
    let local = instant + offset(atInstant: instant)
    let hours = floorDivide(local, millisecondsPerHour)
    return Int(hours - 24 * floorDivide(local, millisecondsPerDay))
  }

  /// The instant at which a Berlin day begins.
  public static func start(of day: Day) -> Int64 {
    let midnight = Int64(day.number) * millisecondsPerDay
    // Changes happen at 02:00 or 03:00 local time, so midnight is never ambiguous.
    let guess = midnight - millisecondsPerHour
    return midnight - offset(atInstant: guess)
  }

  /// What a wall clock reading means.
  public enum Reading: Sendable, Equatable {
    case instant(Int64)
    /// The repeated hour in October: the first of the two instants.
    case ambiguous(first: Int64)
    /// The hour in March that does not exist.
    case missing
  }

  /// Reads a local time (milliseconds since 1970-01-01T00:00 on a Berlin wall clock).
  public static func read(local: Int64) -> Reading {
    let asSummer = local - 2 * millisecondsPerHour
    let asWinter = local - millisecondsPerHour
    let summerFits = offset(atInstant: asSummer) == 2 * millisecondsPerHour
    let winterFits = offset(atInstant: asWinter) == millisecondsPerHour
    switch (summerFits, winterFits) {
    case (true, true): return .ambiguous(first: asSummer)
    case (true, false): return .instant(asSummer)
    case (false, true): return .instant(asWinter)
    case (false, false): return .missing
    }
  }

  /// First and last+1 instant of summer time in a year.
  public static func summer(of year: Int) -> (start: Int64, end: Int64) {
    (changeInstant(year: year, month: 3), changeInstant(year: year, month: 10))
  }

  private static func changeInstant(year: Int, month: Int) -> Int64 {
    let last = Day(year: year, month: month, day: 31)!
    let sunday = last + -(last.isoWeekday % 7)
    return Int64(sunday.number) * millisecondsPerDay + millisecondsPerHour
  }
}

/// Division that rounds towards minus infinity; `divisor` is positive.
@inlinable
public func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}
