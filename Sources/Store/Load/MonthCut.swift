import Columns
import Domain

/// Where a segment of events had better end: rows of the month that has just begun are left for the
/// next one, so that most segments lie in one month and need no look at their time stamps when a
/// question is asked by month.
enum MonthCut {
  /// Fewer rows than this are not worth a segment of their own.
  static let leastRows = SegmentWriter.rowLimit / 8

  /// - Parameter ts: instants of the rows, in milliseconds.
  /// - Returns: the rows before the last month that occurs, and those in it, each ascending; `nil`
  ///   where all rows had better stay together.
  static func parts(of ts: [Int64]) -> (before: [UInt32], in: [UInt32])? {
    guard ts.count > leastRows, let last = ts.max() else { return nil }
    let start = BerlinTime.start(of: BerlinTime.day(ofInstant: last).month.firstDay)
    var count = 0
    for instant in ts { count &+= instant < start ? 1 : 0 }
    guard count >= leastRows, count < ts.count else { return nil }
    var before: [UInt32] = []
    var later: [UInt32] = []
    before.reserveCapacity(count)
    later.reserveCapacity(ts.count - count)
    for row in 0..<UInt32(ts.count) {
      if ts[Int(row)] < start { before.append(row) } else { later.append(row) }
    }
    return (before, later)
  }
}
