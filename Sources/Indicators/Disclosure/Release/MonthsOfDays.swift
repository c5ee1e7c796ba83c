import Domain

/// Which days count, and of which month they are: looked up for each event.
struct MonthsOfDays: Sendable {
  private let first: Day
  /// `[days since the first]`; `nil` for those of other months.
  private var months: [Month?] = []
  /// In which the months lie, ascending.
  private(set) var instants: [ClosedRange<Int64>] = []

  init(_ wanted: some Sequence<Month>) {
    let wanted = Set(wanted).sorted()
    first = wanted.first?.firstDay ?? Day(number: 0)
    for month in wanted {
      months += repeatElement(nil, count: month.firstDay - (first + months.count))
      months += repeatElement(.some(month), count: month.lastDay - month.firstDay + 1)
      instants.append(
        BerlinTime.start(of: month.firstDay)...(BerlinTime.start(of: month.lastDay + 1) - 1))
    }
  }

  /// The month of a day; `nil` where the day does not count.
  subscript(day: Day) -> Month? {
    let place = day - first
    return months.indices.contains(place) ? months[place] : nil
  }
}
