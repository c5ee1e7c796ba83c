import Columns
import Domain
import Store

/// One segment of events → its finest cells: process × authority × channel × day.
///
/// Rows come in the order of the store (process, authority, session, time), so most rows fall into
/// the cell of the row before them and belong to its visit: look-ups are paid once a run.
struct UsageCellTally: Sendable {
  /// Keys of the finest cells.
  private(set) var keys: [UInt64] = []
  /// `[cell × CubeNumbers.count + number]`; sessions are those that lie in this segment and cell
  /// only.
  private(set) var numbers: [Int32] = []
  /// Sessions that touch several cells of this segment and no other segment, rows of a session
  /// together.
  private(set) var spanning = CubeVisits()
  /// Sessions that other segments of the load hold too, in any order.
  private(set) var shared = CubeVisits()
  /// Sessions that an earlier load began, in any order.
  private(set) var continued = CubeVisits()
  /// Keys of ``CubeLayout/durations``, one an event.
  private(set) var durations: [UInt64] = []
  /// How far visits came.
  let funnel: FunnelTally

  /// Columns of the feed `events` that the cells need.
  static let columns = [
    "authority", "channel", "duration_ms", "event", "process", "rating", "session", "step",
    "target", "ts",
  ]
  /// The same where only sessions are counted.
  static let visitColumns = [
    "authority", "channel", "event", "process", "session", "step", "ts",
  ]

  /// What is counted of a segment.
  struct Scope: Sendable {
    /// Texts of `event` and `channel`, by their codes.
    let kinds: [EventKind]
    let channels: [Channel]
    /// Code of the target `postbox`; `nil`: the feed has not stored it yet.
    var postbox: Int?
    /// Whether events are counted, or only what ``continued`` sessions did.
    var countsEvents = true
    var keepsDurations: Bool
    var shared: SessionSet = []
    var continued: SessionSet = []
  }

  /// `[kind]`: what a visit has done with an event of the kind; 0 for events that are no part of one.
  static let flags: [UInt8] = EventKind.allCases.map { kind in
    switch kind {
    case .processStarted: UsageCells.visited | UsageCells.started
    case .submitted: UsageCells.visited | UsageCells.submitted
    case .stepCompleted: UsageCells.visited | UsageCells.stepped
    default: kind.isVisit ? UsageCells.visited : 0
    }
  }

  private static let submitted = EventKind.allCases.firstIndex(of: .submitted)!
  private static let handedOver = EventKind.allCases.firstIndex(of: .handedOver)!

  /// - Throws: ``Fault`` that names the segment and column of a damaged chunk.
  init(_ stored: StoredColumns, _ scope: Scope) throws {
    let events = try SegmentNumbers(stored, scope)
    funnel = FunnelTally(events, rowCount: stored.segment.rowCount, scope)
    var index = GroupIndex()
    let cells = index.groups(
      of: UnsafeBufferPointer(start: events.keys.start, count: events.keys.count))
    keys = index.keys
    if scope.countsEvents { count(events, cells, scope) }
    count(Self.visits(of: events, cells), scope)
  }

  /// Counts events and durations.
  private mutating func count(
    _ events: borrowing SegmentNumbers, _ cells: [UInt32], _ scope: Scope
  ) {
    let width = CubeNumbers.count
    var numbers = [Int32](repeating: 0, count: keys.count * width)
    var durations: [UInt64] = []
    // What is static is asked for once, not in each row.
    let (submitted, handedOver) = (Self.submitted, Self.handedOver)
    let (offHours, postbox) = (CubeNumbers.offHours, CubeNumbers.postbox)
    let (ratingSum, ratingCount) = (CubeNumbers.ratingSum, CubeNumbers.ratingCount)
    let (kinds, all, digital) = (CubeNumbers.kinds, CubeNumbers.events, CubeNumbers.digital)
    let isTimed = EventKind.allCases.map {
      scope.keepsDurations && CubeLayout.durationKinds.contains($0)
    }
    let grid = DurationBuckets.grid
    numbers.withUnsafeMutableBufferPointer { numbers in
      for (row, cell) in cells.enumerated() {
        let counts = numbers.baseAddress! + Int(cell) &* width
        let kind = events.kind(row)
        counts[kind] &+= 1
        if kind == submitted {
          counts[offHours] &+= events.isOffHours(row)
        } else if kind == handedOver {
          counts[postbox] &+= events.isToPostbox(row)
        }
        let rating = events.rating(row)
        if rating != 0 {
          counts[ratingSum] &+= Int32(rating)
          counts[ratingCount] &+= 1
        }
        if isTimed[kind], let duration = events.duration(row) {
          let key = events.keys[row]
          durations.append(
            key & ~0xFFF_FFFF_FFFF | UInt64(kind) << CubeAxis.event.shift
              | events.month(ofDay: CubeAxis.day.code(in: key)) << CubeAxis.monthOfDuration.shift
              | UInt64(grid.bucket(of: duration)))
        }
      }
    }
    let isDigital = Channel.allCases.map(\.isDigital)
    for (cell, key) in keys.enumerated() {
      numbers[cell * width + all] = numbers[cell * width..<cell * width + kinds].reduce(0, +)
      if isDigital[Int(CubeAxis.channel.code(in: key))] {
        numbers[cell * width + digital] = numbers[cell * width + submitted]
      }
    }
    (self.numbers, self.durations) = (numbers, durations)
  }

  /// What sessions did in cells, whose numbers stand in the place of keys: one row as long as a
  /// session stays in a cell.
  private static func visits(
    of events: borrowing SegmentNumbers, _ cells: [UInt32]
  ) -> CubeVisits {
    let doneBy = flags
    return CubeVisits(most: cells.count) { sessions, keys, flags in
      doneBy.withUnsafeBufferPointer { doneBy in
        var (count, session, cell, done) = (0, 0 as UInt64, 0 as UInt64, 0 as UInt8)
        // Where visits end cannot be foreseen: each row is written as the end of its visit.
        for (row, rowCell) in cells.enumerated() {
          let rowSession = events.session(row)
          let isSame = (rowSession ^ session) | (UInt64(rowCell) ^ cell) == 0
          count &+= isSame ? 0 : done == 0 ? 0 : 1
          done = isSame ? done : 0
          (session, cell) = (rowSession, UInt64(rowCell))
          done |= session == 0 ? 0 : doneBy[events.kind(row)]
          (sessions[count], keys[count], flags[count]) = (session, cell, done)
        }
        return count &+ (done != 0 ? 1 : 0)
      }
    }
  }

  private mutating func count(_ visits: CubeVisits, _ scope: Scope) {
    let own = CubeVisits(most: visits.rowCount) { sessions, cells, flags in
      var count = 0
      for row in 0..<visits.rowCount {
        let session = visits.sessions[row]
        let cell = visits.keys[row]
        if scope.continued.contains(Int64(session)) {
          continued.append(session, keys[Int(cell)], visits.flags[row])
        } else if scope.shared.contains(Int64(session)) {
          shared.append(session, keys[Int(cell)], visits.flags[row])
        } else if scope.countsEvents {
          (sessions[count], cells[count], flags[count]) = (session, cell, visits.flags[row])
          count &+= 1
        }
      }
      return count
    }
    guard let low = own.sessions.min(), let high = own.sessions.max() else { return }
    var table = VisitTable(numbers: Int64(low)...Int64(high))
    for row in 0..<own.rowCount {
      table.note(Int64(own.sessions[row]), cell: Int(own.keys[row]), flags: own.flags[row])
    }
    let width = CubeNumbers.count
    let (sessions, started) = (CubeNumbers.sessions, CubeNumbers.sessionsStarted)
    let submitted = CubeNumbers.sessionsSubmitted
    numbers.withUnsafeMutableBufferPointer { numbers in
      table.forEachSingle { cell, flags in
        numbers[cell &* width &+ sessions] += 1
        numbers[cell &* width &+ started] += Int32(flags >> 1 & 1)
        numbers[cell &* width &+ submitted] += Int32(flags >> 2 & 1)
      }
    }
    for visit in table.spanningVisits {
      spanning.append(UInt64(visit.session), keys[visit.cell], visit.flags)
    }
  }
}
