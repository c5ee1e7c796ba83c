import Columns

/// Rows that move as one when events are put in order: those of a unit, which is a visit or a row
/// without session, that follow each other at one process and authority. Units are numbered in the
/// order of their beginnings, stretches likewise.
struct EventStretches {
  /// `[position in time]`: the row's stretch.
  private let ofPosition: [UInt32]
  /// `[stretch]`
  let starts: [Start]
  private let sizes: [UInt32]
  let units: [UInt32]
  let processes: [UInt32]
  let authorities: [UInt32]
  let unitCount: Int
  /// Whether no unit goes on after a later one has begun, but in one stretch.
  let areInOrderOfUnits: Bool

  /// What is told of a visit when it is met, side by side: stretches are met in any order.
  struct Start {
    let session: UInt64
    let instant: Int64
    let unit: UInt32
    let hasSession: Bool
  }

  var count: Int { starts.count }

  /// - Parameter byTime: the rows in time.
  init(
    _ byTime: [UInt32], process: [UInt32], authority: [UInt32], ts: [Int64], session: [Int64],
    hasSession: Validity?
  ) {
    var known = SessionTable(rows: byTime.count)
    var found = Found(capacity: byTime.count)
    ofPosition = [UInt32](unsafeUninitializedCapacity: byTime.count) { ofPosition, count in
      process.withUnsafeBufferPointer { process in
        authority.withUnsafeBufferPointer { authority in
          session.withUnsafeBufferPointer { session in
            for (position, row) in byTime.enumerated() {
              if position % SessionTable.ahead == 0 {
                known.approach(
                  byTime[position..<min(position + SessionTable.ahead, byTime.count)], session)
              }
              ofPosition[position] =
                hasSession?[Int(row)] ?? true
                ? found.stretch(
                  of: row, process[Int(row)], authority[Int(row)],
                  UInt64(bitPattern: session[Int(row)]), &known)
                : found.add(
                  row, process[Int(row)], authority[Int(row)], session: 0,
                  unit: found.nextUnit())
            }
          }
        }
      }
      count = byTime.count
    }
    starts = found.column { stretch in
      Start(
        session: stretch.session, instant: ts[Int(stretch.firstRow)], unit: stretch.unit,
        hasSession: hasSession?[Int(stretch.firstRow)] ?? true)
    }
    sizes = found.column { $0.size }
    units = found.column { $0.unit }
    processes = found.column { $0.process }
    authorities = found.column { $0.authority }
    unitCount = Int(found.unitCount)
    areInOrderOfUnits = found.areInOrder
  }

  /// The rows in an order of stretches.
  func rows(_ byTime: [UInt32], _ order: [UInt32]) -> [UInt32] {
    var next = [UInt32](repeating: 0, count: count)
    return [UInt32](unsafeUninitializedCapacity: byTime.count) { rows, initialized in
      next.withUnsafeMutableBufferPointer { next in
        sizes.withUnsafeBufferPointer { sizes in
          var sum: UInt32 = 0
          for stretch in order {
            next[Int(stretch)] = sum
            sum &+= sizes[Int(stretch)]
          }
        }
        ofPosition.withUnsafeBufferPointer { ofPosition in
          for (position, row) in byTime.enumerated() {
            let stretch = Int(ofPosition[position])
            rows[Int(next[stretch])] = row
            next[stretch] &+= 1
          }
        }
      }
      initialized = byTime.count
    }
  }

  /// What is known of each stretch in an order, for each of its rows.
  func expanded(_ values: [Int32], _ order: [UInt32]) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: ofPosition.count) { target, initialized in
      sizes.withUnsafeBufferPointer { sizes in
        var place = 0
        for (stretch, value) in zip(order, values) {
          for _ in 0..<sizes[Int(stretch)] {
            target[place] = value
            place &+= 1
          }
        }
        initialized = place
      }
    }
  }
}

/// Stretches as they are found.
private struct Found: ~Copyable {
  struct Stretch {
    /// 0 where it has none; then no slot leads here.
    let session: UInt64
    let process: UInt32
    let authority: UInt32
    let firstRow: UInt32
    var size: UInt32
    let unit: UInt32
  }

  private let stretches: UnsafeMutablePointer<Stretch>
  private var count: UInt32 = 0
  private(set) var unitCount: UInt32 = 0
  private(set) var areInOrder = true

  init(capacity: Int) { stretches = .allocate(capacity: capacity) }
  deinit { stretches.deallocate() }

  @inline(__always)
  mutating func nextUnit() -> UInt32 {
    unitCount &+= 1
    return unitCount &- 1
  }

  /// The stretch of a row with a session.
  @inline(__always)
  mutating func stretch(
    of row: UInt32, _ process: UInt32, _ authority: UInt32, _ session: UInt64,
    _ known: inout SessionTable
  ) -> UInt32 {
    let (slot, found) = known.slot(of: session) { stretches[Int($0)].session == session }
    guard let last = found else {
      let stretch = add(row, process, authority, session: session, unit: nextUnit())
      known.fill(slot, session, stretch) { stretches[Int($0)].session }
      return stretch
    }
    let unit = stretches[Int(last)].unit
    if stretches[Int(last)].process == process, stretches[Int(last)].authority == authority {
      stretches[Int(last)].size &+= 1
      return last
    }
    areInOrder = areInOrder && unit &+ 1 == unitCount
    let stretch = add(row, process, authority, session: session, unit: unit)
    known.replace(slot, stretch)
    return stretch
  }

  @inline(__always)
  mutating func add(
    _ row: UInt32, _ process: UInt32, _ authority: UInt32, session: UInt64, unit: UInt32
  ) -> UInt32 {
    (stretches + Int(count)).initialize(
      to: Stretch(
        session: session, process: process, authority: authority, firstRow: row, size: 1,
        unit: unit))
    count &+= 1
    return count &- 1
  }

  func column<Value>(_ value: (Stretch) -> Value) -> [Value] {
    [Value](unsafeUninitializedCapacity: Int(count)) { column, initialized in
      for stretch in 0..<Int(count) {
        column.initializeElement(at: stretch, to: value(stretches[stretch]))
      }
      initialized = Int(count)
    }
  }
}
