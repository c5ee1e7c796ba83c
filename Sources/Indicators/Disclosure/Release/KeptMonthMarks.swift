import Cryptography
import Domain
import Store

/// What the protected counts of a month hang on, as one mark a month: the deliveries with events of
/// it, and what the registers say of the processes and Behörden that had occurred by then. Where the
/// mark is the same, the counts are.
///
/// What occurs in events is numbered in the order of its first delivery, so that a process or a
/// Behörde that came later cannot have events in a month that has had no delivery since: the mark
/// says how many of them it knows, and looks at these alone.
struct KeptMonthMarks {
  /// Deliveries of events: number and days.
  private let loads: [(id: Int64, days: ClosedRange<Day>)]
  /// The first day whose events retention has left; `nil`: all.
  private let firstDay: Day?
  /// One line a process and Behörde, in the order of their numbers.
  private let processes: [String]
  private let authorities: [String]

  init(_ reader: StoreReader, _ register: ReleaseRegister) throws {
    let events = FeedSchema.events.name
    // Times are rounded when they are stored, so that a day beside may be theirs as well.
    loads = try reader.loads(after: 0).filter { $0.feed == events }.compactMap { load in
      load.instants.map { instants in
        let first = BerlinTime.day(ofInstant: instants.lowerBound) + -1
        return (load.loadID, first...(BerlinTime.day(ofInstant: instants.upperBound) + 1))
      }
    }
    firstDay = try reader.retention().eventsFrom
    processes = try reader.sharedTexts(of: "process", in: events).map { process in
      let leistung = register.leistung(ofProcess: process)
      let days = register.publicUsage(ofProcess: process)
      let isSensitive = leistung.map(register.isSensitive) ?? false
      return "\(process)|\(leistung ?? "-")|\(isSensitive)|\(days.lowerBound)|\(days.upperBound)\n"
    }
    authorities = try reader.sharedTexts(of: "authority", in: events).map { authority in
      let key = register.canonicalAuthority(authority)
      let area = register.area(ofAuthority: key)
      let above = register.kreisOrAbove(area)
      return "\(authority)|\(key)|\(register.areas[area])|\(register.areas[above])\n"
    }
  }

  func mark(of month: Month) -> String {
    mark(of: month, processes: processes.count, authorities: authorities.count)
  }

  /// Whether a mark that was made once would be made of the same again.
  func isOf(_ month: Month, _ mark: String) -> Bool {
    let counts = mark.split(separator: " ").prefix(2).compactMap { Int($0) }
    guard counts.count == 2, counts[0] <= processes.count, counts[1] <= authorities.count,
      firstDay.map({ $0 <= month.firstDay }) ?? true
    else { return false }
    return self.mark(of: month, processes: counts[0], authorities: counts[1]) == mark
  }

  private func mark(of month: Month, processes: Int, authorities: Int) -> String {
    var hash = SHA256()
    let days = month.firstDay...month.lastDay
    for load in loads where load.days.overlaps(days) { hash.update("\(load.id)\n") }
    hash.update("\n")
    for line in self.processes.prefix(processes) { hash.update(line) }
    hash.update("\n")
    for line in self.authorities.prefix(authorities) { hash.update(line) }
    return "\(processes) \(authorities) \(Hex.encode(hash.finish()))"
  }
}
