import Columns

/// The order of events inside a segment: process, authority, then the visits in the order of their
/// beginnings, each with its rows in time; an event without session stands where it happened. Equal
/// times keep the order of arrival, so the order within a visit survives coarse time stamps.
struct EventOrder {
  /// Row numbers in stored order.
  let rows: [Int]
  /// Session value and instant of the first row of each visit, in stored order.
  private(set) var sessions: [UInt64] = []
  private(set) var instants: [Int64] = []
  /// `[stored row]`: position in ``sessions``; −1 for rows without session.
  private(set) var visits: [Int32]

  /// - Parameters:
  ///   - process: code of each row in the shared texts; it decides which process comes first.
  ///   - session: raw values; `hasSession` tells which rows have one.
  init(
    process: [UInt32], authority: [UInt32], ts: [Int64], session: [Int64], hasSession: Validity?
  ) {
    let byTime = Self.sortedByTime(ts)
    var table = SessionTable(capacity: ts.count)
    // Units in the order of their beginnings: a visit, or a row without session.
    var unit = [UInt32](repeating: 0, count: ts.count)
    var isVisit: [Bool] = []
    for row in byTime {
      if hasSession?[row] ?? true {
        let (place, isNew) = table.place(of: UInt64(bitPattern: session[row]), next: isVisit.count)
        if isNew { isVisit.append(true) }
        unit[row] = UInt32(place)
      } else {
        unit[row] = UInt32(isVisit.count)
        isVisit.append(false)
      }
    }
    var order = Self.stablySorted(byTime, by: unit, below: isVisit.count)
    order = Self.stablySorted(order, by: authority, below: Int(authority.max() ?? 0) + 1)
    order = Self.stablySorted(order, by: process, below: Int(process.max() ?? 0) + 1)
    rows = order

    var visitOfUnit = [Int32](repeating: -1, count: isVisit.count)
    visits = [Int32](repeating: -1, count: order.count)
    for (place, row) in order.enumerated() where isVisit[Int(unit[row])] {
      let unit = Int(unit[row])
      if visitOfUnit[unit] < 0 {
        visitOfUnit[unit] = Int32(sessions.count)
        sessions.append(UInt64(bitPattern: session[row]))
        instants.append(ts[row])
      }
      visits[place] = visitOfUnit[unit]
    }
  }

  /// Most deliveries are in order of time already.
  private static func sortedByTime(_ ts: [Int64]) -> [Int] {
    let isSorted = zip(ts, ts.dropFirst()).allSatisfy { $0 <= $1 }
    if isSorted { return Array(ts.indices) }
    return ts.indices.sorted { (ts[$0], $0) < (ts[$1], $1) }
  }

  /// Counting sort: rows with equal keys keep their order.
  static func stablySorted(_ rows: [Int], by key: [UInt32], below limit: Int) -> [Int] {
    var start = [Int](repeating: 0, count: limit + 1)
    for row in rows { start[Int(key[row]) + 1] += 1 }
    for index in 0..<limit { start[index + 1] += start[index] }
    return [Int](unsafeUninitializedCapacity: rows.count) { sorted, count in
      for row in rows {
        let key = Int(key[row])
        sorted[start[key]] = row
        start[key] += 1
      }
      count = rows.count
    }
  }
}

/// Session values → the units that they stand for: open addressing, for one segment's rows.
private struct SessionTable {
  private var values: [UInt64]
  private var places: [Int32]
  private let shift: UInt64

  init(capacity: Int) {
    let bits = max(4, Int.bitWidth - capacity.leadingZeroBitCount + 1)
    values = [UInt64](repeating: 0, count: 1 << bits)
    places = [Int32](repeating: -1, count: 1 << bits)
    shift = UInt64(64 - bits)
  }

  mutating func place(of value: UInt64, next: Int) -> (place: Int, isNew: Bool) {
    var slot = Int((value &* 0x9E37_79B9_7F4A_7C15) &>> shift)
    while places[slot] >= 0 {
      if values[slot] == value { return (Int(places[slot]), false) }
      slot = (slot + 1) & (values.count - 1)
    }
    values[slot] = value
    places[slot] = Int32(next)
    return (next, true)
  }
}
