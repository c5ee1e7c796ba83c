import Columns

/// The order of events inside a segment: process, authority, then the visits in the order of their
/// beginnings, each with its rows in time; an event without session stands where it happened. Equal
/// times keep the order of arrival, so the order within a visit survives coarse time stamps.
package struct EventOrder {
  /// Row numbers in stored order.
  package let rows: [UInt32]
  /// Session value and instant of the first row of each visit, in stored order.
  package let sessions: [UInt64]
  package let instants: [Int64]
  /// `[stored row]`: position in ``sessions``; −1 for rows without session.
  package let visits: [Int32]

  /// - Parameters:
  ///   - process: code of each row in the shared texts; it decides which process comes first.
  ///   - session: raw values; `hasSession` tells which rows have one.
  package init(
    process: [UInt32], authority: [UInt32], ts: [Int64], session: [Int64], hasSession: Validity?
  ) {
    let byTime = Self.sortedByTime(ts)
    let stretches = EventStretches(
      byTime, process: process, authority: authority, ts: ts, session: session,
      hasSession: hasSession)
    // Rows of a visit at one place move as one; nearly always that is all of them.
    var order = (0..<UInt32(stretches.count)).map { $0 }
    if !stretches.areInOrderOfUnits {
      order = Self.stablySorted(order, by: stretches.units, below: stretches.unitCount)
    }
    for codes in [stretches.authorities, stretches.processes] {
      order = Self.stablySorted(order, by: codes, below: Int(codes.max() ?? 0) + 1)
    }
    // Visits are numbered as they are met.
    var sessions: [UInt64] = []
    var instants: [Int64] = []
    sessions.reserveCapacity(stretches.unitCount)
    instants.reserveCapacity(stretches.unitCount)
    var visitOfUnit = [Int32](repeating: -1, count: stretches.unitCount)
    let visitOf = order.map { stretch -> Int32 in
      let start = stretches.starts[Int(stretch)]
      guard start.hasSession else { return -1 }
      let unit = Int(start.unit)
      if visitOfUnit[unit] < 0 {
        visitOfUnit[unit] = Int32(sessions.count)
        sessions.append(start.session)
        instants.append(start.instant)
      }
      return visitOfUnit[unit]
    }
    rows = stretches.rows(byTime, order)
    visits = stretches.expanded(visitOf, order)
    (self.sessions, self.instants) = (sessions, instants)
  }

  /// A column with the numbers of sessions, in the stored order.
  /// - Parameter numbers: `[position in sessions]`
  func column(of numbers: [Int64], hasNulls: Bool) -> ColumnVector {
    // Behind the number of no session, so that rows need not be told apart.
    let shifted = [0] + numbers
    let values = [Int64](unsafeUninitializedCapacity: visits.count) { values, count in
      shifted.withUnsafeBufferPointer { shifted in
        visits.withUnsafeBufferPointer { visits in
          for row in visits.indices { values[row] = shifted[Int(visits[row]) &+ 1] }
        }
      }
      count = visits.count
    }
    guard hasNulls else { return .integers(values, validity: nil) }
    let words = visits.withUnsafeBufferPointer { visits in
      stride(from: 0, to: visits.count, by: 64).map { first in
        var word: UInt64 = 0
        for row in first..<min(first &+ 64, visits.count) {
          word |= (visits[row] < 0 ? 0 : 1) &<< UInt64(row &- first)
        }
        return word
      }
    }
    return .integers(values, validity: Validity(words: words, rowCount: visits.count))
  }

  /// Most deliveries are in order of time already.
  private static func sortedByTime(_ ts: [Int64]) -> [UInt32] {
    let rows = (0..<UInt32(ts.count)).map { $0 }
    let isSorted = zip(ts, ts.dropFirst()).allSatisfy { $0 <= $1 }
    return isSorted ? rows : rows.sorted { (ts[Int($0)], $0) < (ts[Int($1)], $1) }
  }

  /// Counting sort: elements with equal keys keep their order.
  static func stablySorted(
    _ elements: [UInt32], by key: [UInt32], below limit: Int
  ) -> [UInt32] {
    var start = [UInt32](repeating: 0, count: limit + 1)
    return [UInt32](unsafeUninitializedCapacity: elements.count) { sorted, count in
      key.withUnsafeBufferPointer { key in
        start.withUnsafeMutableBufferPointer { start in
          for element in elements { start[Int(key[Int(element)]) &+ 1] &+= 1 }
          for index in 0..<limit { start[index &+ 1] &+= start[index] }
          for element in elements {
            let key = Int(key[Int(element)])
            sorted[Int(start[key])] = element
            start[key] &+= 1
          }
        }
      }
      count = elements.count
    }
  }
}
