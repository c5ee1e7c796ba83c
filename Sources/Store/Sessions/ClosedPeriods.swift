import GRDB

/// The times that deliveries cover whose session windows are closed.
struct ClosedPeriods {
  /// Milliseconds since 1970-01-01T00:00Z; ascending, without overlap.
  private let periods: [ClosedRange<Int64>]

  init(_ all: [ClosedRange<Int64>]) {
    var merged: [ClosedRange<Int64>] = []
    for period in all.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, period.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, period.upperBound)
      } else {
        merged.append(period)
      }
    }
    periods = merged
  }

  init(in db: Database) throws {
    self.init(
      try Row.fetchAll(
        db,
        sql: """
          SELECT earliest, latest FROM load
          WHERE earliest IS NOT NULL AND load_id NOT IN (SELECT load_id FROM session_window)
          """
      ).map { ($0[0] as Int64)...($0[1] as Int64) })
  }

  var isEmpty: Bool { periods.isEmpty }

  func contains(_ instant: Int64) -> Bool {
    var low = 0
    var high = periods.count
    while low < high {
      let middle = (low + high) / 2
      if periods[middle].upperBound < instant { low = middle + 1 } else { high = middle }
    }
    return low < periods.count && periods[low].contains(instant)
  }
}
