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

  /// Columns of the feed `events` that the cells need.
  static let columns = [
    "authority", "channel", "duration_ms", "event", "process", "rating", "session", "ts",
  ]
  /// The same where only sessions are counted.
  static let visitColumns = ["authority", "channel", "event", "process", "session", "ts"]

  /// What is counted of a segment.
  struct Scope: Sendable {
    /// Texts of `event` and `channel`, by their codes.
    let kinds: [EventKind]
    let channels: [Channel]
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
    default: kind.isVisit ? UsageCells.visited : 0
    }
  }

  /// - Throws: ``Fault`` that names the segment and column of a damaged chunk.
  init(_ stored: StoredColumns, _ scope: Scope) throws {
    let events = try SegmentNumbers(stored, scope)
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
      let submitted = EventKind.allCases.firstIndex(of: .submitted)!
      let isDigital = Channel.allCases.map(\.isDigital)
      for (cell, key) in keys.enumerated() {
        numbers[cell * width + CubeNumbers.events] =
          numbers[cell * width..<cell * width + CubeNumbers.kinds].reduce(0, +)
        if isDigital[Int(CubeAxis.channel.code(in: key))] {
          numbers[cell * width + CubeNumbers.digital] = numbers[cell * width + submitted]
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

/// The rows of a segment as the tally needs them, looked up through tables.
private struct SegmentNumbers {
  private var ts: [UInt64] = []
  private var process: [UInt32] = []
  private var authority: [UInt32] = []
  private var channel: [UInt32] = []
  private var event: [UInt32] = []
  private var sessions: [UInt64] = []
  private var ratings: [UInt32] = []
  private var durations: [UInt64] = []

  private var time: (start: UInt64, unit: UInt64) = (0, 1)
  /// `[hour since the first]`: Berlin day; Berlin's offset is whole hours.
  private var dayOfHour: [UInt64] = []
  private var firstDay: UInt64 = 0
  private var monthOfDay: [UInt64] = []
  /// `[number]`: bits of the key.
  private var processBits: [UInt64] = []
  private var authorityBits: [UInt64] = []
  private var channelBits: [UInt64] = []
  /// `[number]`: position in `EventKind.allCases`.
  private var kinds: [Int] = []
  private var sessionLine = (base: 0 as Int64, unit: 1 as Int64, hasNulls: false)
  private var durationLine = (base: 0 as Int64, unit: 1 as Int64, hasNulls: false)
  /// `[number]`: 0 for null.
  private var ratingOf: [Int64] = []
  /// `[kind]`: whether durations are kept.
  let isTimed: [Bool]

  init(_ stored: StoredColumns, _ scope: UsageCellTally.Scope) throws {
    isTimed = EventKind.allCases.map { CubeLayout.durationKinds.contains($0) }
    let event = try stored.open("event")
    func open(_ column: String) throws -> ChunkReader { try stored.open(column, kinds: event) }
    func line(_ chunk: ChunkReader) -> (base: Int64, unit: Int64, hasNulls: Bool) {
      (chunk.value(of: chunk.hasNulls ? 1 : 0), Int64(bitPattern: chunk.unit), chunk.hasNulls)
    }
    func bits(_ chunk: ChunkReader, _ axis: CubeAxis, _ code: (Int) -> Int) -> [UInt64] {
      (0...chunk.span).map { UInt64(code(Int(chunk.value(of: $0)))) << axis.shift }
    }
    let ts = try open("ts")
    self.ts = try ts.wideNumbers("ts", of: stored)
    let hour = BerlinTime.millisecondsPerHour
    let first = floorDivide(ts.value(of: 0), hour)
    time = (UInt64(ts.value(of: 0) - first * hour), ts.unit)
    dayOfHour = (first...floorDivide(ts.value(of: ts.span), hour)).map {
      UInt64(BerlinTime.day(ofInstant: $0 * hour).number)
    }
    firstDay = dayOfHour[0]
    monthOfDay = (firstDay...dayOfHour.last!).map {
      UInt64(Day(number: Int32($0)).month.number)
    }
    let process = try open("process")
    self.process = try process.numbers("process", of: stored)
    processBits = bits(process, .process) { $0 }
    let authority = try open("authority")
    self.authority = try authority.numbers("authority", of: stored)
    authorityBits = bits(authority, .authority) { $0 }
    let channel = try open("channel")
    self.channel = try channel.numbers("channel", of: stored)
    channelBits = bits(channel, .channel) { code in
      scope.channels.indices.contains(code)
        ? Channel.allCases.firstIndex(of: scope.channels[code])! : 0
    }
    self.event = try event.numbers("event", of: stored)
    kinds = (0...event.span).map { number in
      let code = Int(event.value(of: number))
      return scope.kinds.indices.contains(code)
        ? EventKind.allCases.firstIndex(of: scope.kinds[code])! : 0
    }
    let session = try open("session")
    sessions = try session.wideNumbers("session", of: stored)
    sessionLine = line(session)
    guard scope.countsEvents else { return }
    let rating = try open("rating")
    ratings = try rating.numbers("rating", of: stored)
    ratingOf = (0...rating.span).map {
      rating.hasNulls && $0 == 0 ? 0 : rating.value(of: $0)
    }
    guard scope.keepsDurations else { return }
    let duration = try open("duration_ms")
    durations = try duration.wideNumbers("duration_ms", of: stored)
    durationLine = line(duration)
  }

  @inline(__always)
  func key(_ row: Int) -> UInt64 {
    let hour = (time.start &+ ts[row] &* time.unit) / UInt64(BerlinTime.millisecondsPerHour)
    return processBits[Int(process[row])] | authorityBits[Int(authority[row])]
      | channelBits[Int(channel[row])] | dayOfHour[Int(hour)]
  }

  @inline(__always)
  func kind(_ row: Int) -> Int { kinds[Int(event[row])] }

  /// 0: the row has none.
  @inline(__always)
  func session(_ row: Int) -> UInt64 {
    let number = sessions[row]
    if sessionLine.hasNulls, number == 0 { return 0 }
    let steps = Int64(bitPattern: sessionLine.hasNulls ? number &- 1 : number)
    return UInt64(sessionLine.base &+ steps &* sessionLine.unit)
  }

  /// 0: the row has none.
  @inline(__always)
  func rating(_ row: Int) -> Int64 { ratingOf[Int(ratings[row])] }

  func duration(_ row: Int) -> Int64? {
    let number = durations[row]
    if durationLine.hasNulls, number == 0 { return nil }
    let steps = Int64(bitPattern: durationLine.hasNulls ? number &- 1 : number)
    return durationLine.base &+ steps &* durationLine.unit
  }

  func month(ofDay day: UInt64) -> UInt64 { monthOfDay[Int(day - firstDay)] }
}

extension ChunkReader {
  /// All numbers of a column with few values.
  /// - Throws: ``Fault`` that names the segment of a damaged chunk.
  func numbers(_ column: String, of stored: StoredColumns) throws(Fault) -> [UInt32] {
    guard isNarrow else { throw stored.damage(column, .tooWide) }
    var damage: ChunkDamage?
    let numbers = [UInt32](unsafeUninitializedCapacity: rowCount) { buffer, initialized in
      guard rowCount > 0 else { return }
      do throws(ChunkDamage) {
        try read(rowCount, into: buffer.baseAddress!)
        initialized = rowCount
      } catch {
        damage = error
      }
    }
    if let damage { throw stored.damage(column, damage) }
    return numbers
  }

  /// All numbers of a column of any width.
  func wideNumbers(_ column: String, of stored: StoredColumns) throws(Fault) -> [UInt64] {
    var damage: ChunkDamage?
    let numbers = [UInt64](unsafeUninitializedCapacity: rowCount) { buffer, initialized in
      guard rowCount > 0 else { return }
      do throws(ChunkDamage) {
        try read(rowCount, into: buffer.baseAddress!)
        initialized = rowCount
      } catch {
        damage = error
      }
    }
    if let damage { throw stored.damage(column, damage) }
    return numbers
  }
}
