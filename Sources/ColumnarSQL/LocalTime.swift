import Domain

/// Instants as a Berlin wall clock shows them, in the form that SQLite's date functions read:
/// `2025-03-04 10:11:12`, 19 bytes. Parts of a second are cut off.
enum LocalTime {
  static let byteCount = 19
  /// Milliseconds since 1970-01-01T00:00Z that lie in the years 1 to 9999 with a day to spare.
  static let range: Range<Int64> = -62_135_500_000_000..<253_402_200_000_000

  /// Instants become milliseconds since 1970-01-01T00:00 on the wall clock.
  /// - Returns: `false` where one lies outside of ``range``.
  static func read(_ instants: UnsafeMutableBufferPointer<Int64>) -> Bool {
    guard instants.allSatisfy(range.contains) else { return false }
    // Neighbours mostly lie in one year: its summer time is looked up once.
    var year: Range<Int64> = 0..<0
    var summer: Range<Int64> = 0..<0
    for row in instants.indices {
      let instant = instants[row]
      if !year.contains(instant) {
        let number = floorDivide(instant, BerlinTime.millisecondsPerDay)
        let civil = Day(number: Int32(number)).year
        year = start(ofYear: civil)..<start(ofYear: civil + 1)
        let (start, end) = BerlinTime.summer(of: civil)
        summer = start..<end
      }
      instants[row] = instant + BerlinTime.millisecondsPerHour * (summer.contains(instant) ? 2 : 1)
    }
    return true
  }

  private static func start(ofYear year: Int) -> Int64 {
    // The year after the calendar's last one begins where its range has ended.
    Day(year: year, month: 1, day: 1).map { Int64($0.number) * BerlinTime.millisecondsPerDay }
      ?? range.upperBound
  }

  /// - Parameter local: milliseconds on the wall clock, within the calendar.
  /// - Precondition: `target` has room for 19 bytes.
  static func write(_ local: Int64, to target: UnsafeMutablePointer<CChar>) {
    let number = floorDivide(local, BerlinTime.millisecondsPerDay)
    let second = Int((local - number * BerlinTime.millisecondsPerDay) / 1_000)
    let (year, month, day) = Day(number: Int32(number)).civil
    func two(_ position: Int, _ value: Int) {
      target[position] = CChar(truncatingIfNeeded: 0x30 + value / 10)
      target[position + 1] = CChar(truncatingIfNeeded: 0x30 + value % 10)
    }
    two(0, year / 100)
    two(2, year % 100)
    two(5, month)
    two(8, day)
    two(11, second / 3_600)
    two(14, second / 60 % 60)
    two(17, second % 60)
    target[4] = 0x2D
    target[7] = 0x2D
    target[10] = 0x20
    target[13] = 0x3A
    target[16] = 0x3A
  }

  /// The instants whose day, month or year is the one with which `text` begins: a comparison with
  /// `text` can be decided outside of them. `nil` where it begins with neither.
  static func instants(near text: some Collection<UInt8>) -> Range<Int64>? {
    let text = String(decoding: text.prefix(10), as: UTF8.self)
    // The first and last years of the calendar have no neighbours to reckon summer time with.
    let years = 2...9998
    if let day = Day(text), years.contains(day.year) {
      return BerlinTime.start(of: day)..<BerlinTime.start(of: day + 1)
    }
    if let month = Month(text.prefix(7)), years.contains(month.year) {
      return BerlinTime.start(of: month.firstDay)..<BerlinTime.start(of: month.lastDay + 1)
    }
    return nil
  }
}
