import Domain

/// When people turn to their authorities: by hour, weekday and season.
struct Calendar {
  /// Weight of each hour of the Berlin day.
  static let hours: [Double] = [
    0.6, 0.3, 0.2, 0.2, 0.2, 0.4, 1.0, 2.2, 4.2, 5.6, 6.0, 5.6, 4.4, 4.4, 4.8, 4.8, 4.6, 4.6, 4.8,
    5.4, 5.8, 4.8, 3.0, 1.5,
  ]
  /// Monday … Sunday.
  static let weekdays: [Double] = [1.25, 1.2, 1.1, 1.1, 0.9, 0.65, 0.75]
  /// January … December.
  static let seasons: [Double] = [
    1.12, 1.02, 1.06, 0.98, 0.98, 0.96, 0.95, 0.9, 1.1, 1.05, 1.0, 0.88,
  ]

  /// Cumulative weights of the days of a month.
  let days: [Double]
  private let first: Day
  private static let cumulativeHours = cumulate(hours)

  init(_ month: Month) {
    first = month.firstDay
    let count = month.lastDay - month.firstDay + 1
    days = Self.cumulate((0..<count).map { Self.weekdays[(month.firstDay + $0).isoWeekday - 1] })
  }

  /// A random instant of the month, milliseconds since 1970-01-01T00:00Z.
  func instant(_ random: inout Random) -> Int64 {
    let day = first + Self.search(days, random.unit())
    let hour = Self.search(Self.cumulativeHours, random.unit())
    let within = Int64(hour) * BerlinTime.millisecondsPerHour
    return BerlinTime.start(of: day) + within
      + Int64(random.unit() * Double(BerlinTime.millisecondsPerHour))
  }

  private static func cumulate(_ weights: [Double]) -> [Double] {
    let sum = weights.reduce(0, +)
    var running = 0.0
    return weights.map {
      running += $0 / sum
      return running
    }
  }

  private static func search(_ cumulative: [Double], _ value: Double) -> Int {
    cumulative.firstIndex { value < $0 } ?? cumulative.count - 1
  }
}
