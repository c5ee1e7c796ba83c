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
    // Sessions whose rows stand together, in a cell.
    var visits = CubeVisits()
    var visit: (session: UInt64, cell: Int, flags: UInt8) = (0, 0, 0)
    var lastKey = UInt64.max
    var cell = 0
    let width = CubeNumbers.count
    for row in 0..<stored.segment.rowCount {
      let key = events.key(row)
      if key != lastKey {
        cell = Int(index.group(of: key))
        if scope.countsEvents, cell &* width == numbers.count {
          numbers.append(contentsOf: repeatElement(0, count: width))
        }
        lastKey = key
      }
      let kind = events.kind(row)
      let session = events.session(row)
      if session != visit.session || cell != visit.cell {
        if visit.flags != 0 { visits.append(visit.session, UInt64(visit.cell), visit.flags) }
        visit = (session, cell, 0)
      }
      if session != 0 { visit.flags |= Self.flags[kind] }
      guard scope.countsEvents else { continue }
      numbers[cell &* width &+ kind] &+= 1
      if kind == Self.submitted {
        numbers[cell &* width &+ CubeNumbers.offHours] &+= events.isOffHours(row)
      } else if kind == Self.handedOver {
        numbers[cell &* width &+ CubeNumbers.postbox] &+= events.isToPostbox(row)
      }
      let rating = events.rating(row)
      if rating != 0 {
        numbers[cell &* width &+ CubeNumbers.ratingSum] &+= Int32(rating)
        numbers[cell &* width &+ CubeNumbers.ratingCount] &+= 1
      }
      if scope.keepsDurations, events.isTimed[kind], let duration = events.duration(row) {
        durations.append(
          key & ~0xFFF_FFFF_FFFF | UInt64(kind) << CubeAxis.event.shift
            | events.month(ofDay: CubeAxis.day.code(in: key)) << CubeAxis.monthOfDuration.shift
            | UInt64(DurationBuckets.bucket(of: duration)))
      }
    }
    if visit.flags != 0 { visits.append(visit.session, UInt64(visit.cell), visit.flags) }
    keys = index.keys
    if scope.countsEvents {
      let isDigital = Channel.allCases.map(\.isDigital)
      for (cell, key) in keys.enumerated() {
        numbers[cell * width + CubeNumbers.events] =
          numbers[cell * width..<cell * width + CubeNumbers.kinds].reduce(0, +)
        if isDigital[Int(CubeAxis.channel.code(in: key))] {
          numbers[cell * width + CubeNumbers.digital] = numbers[cell * width + Self.submitted]
        }
      }
    }
    count(visits, scope)
  }

  private mutating func count(_ visits: CubeVisits, _ scope: Scope) {
    var own = CubeVisits()
    for row in 0..<visits.rowCount {
      let session = visits.sessions[row]
      let cell = visits.keys[row]
      if scope.continued.contains(Int64(session)) {
        continued.append(session, keys[Int(cell)], visits.flags[row])
      } else if scope.shared.contains(Int64(session)) {
        shared.append(session, keys[Int(cell)], visits.flags[row])
      } else if scope.countsEvents {
        own.append(session, cell, visits.flags[row])
      }
    }
    guard let low = own.sessions.min(), let high = own.sessions.max() else { return }
    var table = VisitTable(numbers: Int64(low)...Int64(high))
    for row in 0..<own.rowCount {
      table.note(Int64(own.sessions[row]), cell: Int(own.keys[row]), flags: own.flags[row])
    }
    let width = CubeNumbers.count
    table.forEachSingle { cell, flags in
      numbers[cell &* width &+ CubeNumbers.sessions] += 1
      numbers[cell &* width &+ CubeNumbers.sessionsStarted] += Int32(flags >> 1 & 1)
      numbers[cell &* width &+ CubeNumbers.sessionsSubmitted] += Int32(flags >> 2 & 1)
    }
    for visit in table.spanningVisits {
      spanning.append(UInt64(visit.session), keys[visit.cell], visit.flags)
    }
  }
}
