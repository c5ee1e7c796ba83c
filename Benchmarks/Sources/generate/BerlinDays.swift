/// Berlin days from 2023-01-01 to 2024-12-31, written here once more so that the benchmark does
/// not judge Lagebild's calendar by Lagebild's calendar.
enum BerlinDays {
  static let count = 731
  /// 2023-01-01, days since 1970-01-01; a Sunday.
  static let first = 19_358
  static let hour: Int64 = 3_600_000
  static let day: Int64 = 86_400_000

  /// Instants (ms since 1970-01-01T00:00Z) of the summer times: last Sundays of March and October,
  /// 01:00 UTC: 2023-03-26 … 2023-10-29 and 2024-03-31 … 2024-10-27.
  private static let summers: [Range<Int64>] = [
    (19_442 * day + hour)..<(19_659 * day + hour), (19_813 * day + hour)..<(20_023 * day + hour),
  ]

  /// Milliseconds to add to an instant for the local time.
  static func offset(_ instant: Int64) -> Int64 {
    instant >= summers[0].lowerBound
      && (summers[0].contains(instant) || summers[1].contains(instant)) ? 2 * hour : hour
  }

  /// First instant of a day, 0 = 2023-01-01.
  static func start(_ index: Int) -> Int64 {
    let midnight = Int64(first + index) * day
    // Both changes are at night after midnight, so midnight has the offset of an hour before it.
    return midnight - offset(midnight - 2 * hour)
  }

  /// The day in which an instant lies.
  static func index(_ instant: Int64) -> Int {
    Int((instant + offset(instant)) / day) - first
  }

  /// 0 = Monday.
  static func weekday(_ index: Int) -> Int { (index + 6) % 7 }

  /// 0 = January 2023.
  static func month(_ index: Int) -> Int { monthOfDay[index] }

  /// `2023-01-01`
  static let texts: [[UInt8]] = calendar.map { Array($0.text.utf8) }
  private static let monthOfDay = calendar.map(\.month)

  private static let calendar: [(text: String, month: Int)] = {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var days: [(String, Int)] = []
    for (position, year) in [2023, 2024].enumerated() {
      for month in 0..<12 {
        let length = lengths[month] + (year == 2024 && month == 1 ? 1 : 0)
        for day in 1...length {
          func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
          days.append(("\(year)-\(two(month + 1))-\(two(day))", position * 12 + month))
        }
      }
    }
    precondition(days.count == count, "2023 and 2024 have 731 days")
    return days
  }()
}
