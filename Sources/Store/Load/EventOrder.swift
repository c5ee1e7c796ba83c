import Columns

/// The order of events inside a segment: process, authority, then the visits in the order of their
/// beginnings, each with its rows in time; an event without session stands where it happened. Equal
/// times keep the order of arrival, so the order within a visit survives coarse time stamps.
struct EventOrder {
  /// Row numbers in stored order.
  let rows: [UInt32]
  /// Session value and instant of the first row of each visit, in stored order.
  let sessions: [UInt64]
  let instants: [Int64]
  /// `[stored row]`: position in ``sessions``; −1 for rows without session.
  let visits: [Int32]

  /// - Parameters:
  ///   - process: code of each row in the shared texts; it decides which process comes first.
  ///   - session: raw values; `hasSession` tells which rows have one.
  init(
    process: [UInt32], authority: [UInt32], ts: [Int64], session: [Int64], hasSession: Validity?
  ) {
    let byTime = Self.sortedByTime(ts)
    let units = Units(byTime, session: session, hasSession: hasSession)
    // The rows of a unit stand together then, in time.
    let byUnit = units.rows(byTime)
    // Rows of a unit at one place move as one; nearly always that is all of them.
    let starts = Self.stretches(byUnit, units.ofRow, process, authority)
    let first = starts.dropLast().map { byUnit[Int($0)] }
    var order = (0..<UInt32(first.count)).map { $0 }
    for column in [authority, process] {
      let codes = first.map { column[Int($0)] }
      order = Self.stablySorted(order, by: codes, below: Int(codes.max() ?? 0) + 1)
    }
    // Visits are numbered as they are met.
    var sessions: [UInt64] = []
    var instants: [Int64] = []
    var visitOfUnit = [Int32](repeating: -1, count: units.count)
    let visitOf = order.map { stretch -> Int32 in
      let row = Int(first[Int(stretch)])
      let unit = Int(units.ofRow[row])
      guard units.isVisit[unit] else { return -1 }
      if visitOfUnit[unit] < 0 {
        visitOfUnit[unit] = Int32(sessions.count)
        sessions.append(UInt64(bitPattern: session[row]))
        instants.append(ts[row])
      }
      return visitOfUnit[unit]
    }
    (rows, visits) = Self.expanded(order, visitOf, byUnit, starts)
    (self.sessions, self.instants) = (sessions, instants)
  }

  /// Where rows of another unit, process or authority begin, and the number of all rows.
  private static func stretches(
    _ rows: [UInt32], _ unit: [UInt32], _ process: [UInt32], _ authority: [UInt32]
  ) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: rows.count + 1) { starts, count in
      unit.withUnsafeBufferPointer { unit in
        process.withUnsafeBufferPointer { process in
          authority.withUnsafeBufferPointer { authority in
            var last = (unit: UInt32.max, process: UInt32.max, authority: UInt32.max)
            for (place, row) in rows.enumerated() {
              let row = Int(row)
              let this = (unit: unit[row], process: process[row], authority: authority[row])
              // Written in each row, kept where it differs from the row before.
              starts[count] = UInt32(truncatingIfNeeded: place)
              count &+= this != last ? 1 : 0
              last = this
            }
          }
        }
      }
      starts[count] = UInt32(rows.count)
      count += 1
    }
  }

  /// The rows of stretches in their order, and the visit of each.
  private static func expanded(
    _ order: [UInt32], _ visitOf: [Int32], _ byUnit: [UInt32], _ starts: [UInt32]
  ) -> (rows: [UInt32], visits: [Int32]) {
    var visits = [Int32](repeating: -1, count: byUnit.count)
    let rows = [UInt32](unsafeUninitializedCapacity: byUnit.count) { rows, initialized in
      visits.withUnsafeMutableBufferPointer { visits in
        byUnit.withUnsafeBufferPointer { byUnit in
          starts.withUnsafeBufferPointer { starts in
            var place = 0
            for (stretch, visit) in zip(order, visitOf) {
              for position in Int(starts[Int(stretch)])..<Int(starts[Int(stretch) &+ 1]) {
                rows[place] = byUnit[position]
                visits[place] = visit
                place &+= 1
              }
            }
          }
        }
      }
      initialized = byUnit.count
    }
    return (rows, visits)
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

/// What moves as one, in the order of their beginnings: a visit, or a row without session.
private struct Units {
  /// `[row]`
  let ofRow: [UInt32]
  let isVisit: [Bool]
  /// `[unit]`: how many rows.
  private let sizes: [UInt32]

  var count: Int { sizes.count }

  init(_ byTime: [UInt32], session: [Int64], hasSession: Validity?) {
    var known = SessionTable(rows: byTime.count)
    var ofRow = [UInt32](repeating: 0, count: byTime.count)
    var isVisit: [Bool] = []
    var sizes: [UInt32] = []
    isVisit.reserveCapacity(byTime.count)
    sizes.reserveCapacity(byTime.count)
    ofRow.withUnsafeMutableBufferPointer { ofRow in
      for row in byTime {
        let row = Int(row)
        let hasSession = hasSession?[row] ?? true
        let next = UInt32(truncatingIfNeeded: sizes.count)
        let unit =
          hasSession ? known.unit(of: UInt64(bitPattern: session[row]), next: next) : next
        ofRow[row] = unit
        if unit == next {
          isVisit.append(hasSession)
          sizes.append(1)
        } else {
          sizes[Int(unit)] &+= 1
        }
      }
    }
    (self.ofRow, self.isVisit, self.sizes) = (ofRow, isVisit, sizes)
  }

  /// The rows, those of a unit together, in the order given.
  func rows(_ order: [UInt32]) -> [UInt32] {
    var sum: UInt32 = 0
    var next = sizes.map { size in
      defer { sum += size }
      return sum
    }
    return [UInt32](unsafeUninitializedCapacity: order.count) { rows, count in
      next.withUnsafeMutableBufferPointer { next in
        ofRow.withUnsafeBufferPointer { ofRow in
          for row in order {
            let unit = Int(ofRow[Int(row)])
            rows[Int(next[unit])] = row
            next[unit] &+= 1
          }
        }
      }
      count = order.count
    }
  }
}

/// Session values → the units that they stand for: open addressing, for one segment's rows.
private struct SessionTable: ~Copyable {
  private struct Slot {
    var value: UInt64
    /// Plus one; 0: free.
    var unit: UInt32
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var bits: UInt64
  private var count = 0

  /// - Parameter rows: how many will come; visits have several each.
  init(rows: Int) {
    bits = UInt64(max(10, Int.bitWidth - (rows / 4).leadingZeroBitCount))
    slots = .allocate(capacity: 1 << bits)
    slots.initialize(repeating: Slot(value: 0, unit: 0), count: 1 << bits)
  }

  deinit { slots.deallocate() }

  @inline(__always)
  mutating func unit(of value: UInt64, next: UInt32) -> UInt32 {
    var slot = place(of: value)
    while slots[slot].unit != 0 {
      if slots[slot].value == value { return slots[slot].unit &- 1 }
      slot = (slot &+ 1) & (1 &<< Int(bits) &- 1)
    }
    slots[slot] = Slot(value: value, unit: next &+ 1)
    count &+= 1
    if count &* 2 > 1 &<< Int(bits) { grow() }
    return next
  }

  @inline(__always)
  private func place(of value: UInt64) -> Int {
    Int(truncatingIfNeeded: (value &* 0x9E37_79B9_7F4A_7C15) &>> (64 &- bits))
  }

  @inline(never)
  private mutating func grow() {
    let (old, oldCount) = (slots, 1 << Int(bits))
    bits += 1
    slots = .allocate(capacity: 1 << bits)
    slots.initialize(repeating: Slot(value: 0, unit: 0), count: 1 << bits)
    for index in 0..<oldCount where old[index].unit != 0 {
      var slot = place(of: old[index].value)
      while slots[slot].unit != 0 { slot = (slot + 1) & (1 << Int(bits) - 1) }
      slots[slot] = old[index]
    }
    old.deallocate()
  }
}
