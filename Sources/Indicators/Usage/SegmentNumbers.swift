import Columns
import Domain
import Store

/// The rows of a segment as the tally needs them, looked up through tables.
struct SegmentNumbers: ~Copyable {
  /// `[row]`: key of the finest cell.
  private(set) var keys = NumberLane<UInt64>([])
  /// `[row]`: hours since the first one.
  private var hours = NumberLane<UInt32>([])
  private var event = NumberLane<UInt32>([])
  private var sessions = NumberLane<UInt64>([])
  private var ratings = NumberLane<UInt32>([])
  private var targets = NumberLane<UInt32>([])
  private var durations = NumberLane<UInt64>([])
  private var steps = NumberLane<UInt32>([])

  /// `[hour]`: 1 outside Monday to Friday, 8 to 16 o'clock in Berlin, else 0.
  private var offHours = NumberLane<Int32>([])
  private var firstDay: UInt64 = 0
  private var monthOfDay = NumberLane<UInt64>([])
  /// `[number]`: position in `EventKind.allCases`.
  private var kinds = NumberLane<Int>([])
  private var sessionLine = Line()
  private var durationLine = Line()
  /// `[number]`: 0 for null.
  private var ratingOf = NumberLane<Int64>([])
  /// `[number]`: at most ``FunnelVisit/lastStep``, 0 for null.
  private var stepOf = NumberLane<UInt64>([])
  /// `[number]`: 1 for a post box, else 0.
  private var isPostbox = NumberLane<Int32>([])

  /// What numbers stand for.
  private struct Line {
    var base: Int64 = 0
    var unit: Int64 = 1
    var hasNulls = false

    init() {}

    init(_ chunk: ChunkReader) {
      base = chunk.value(of: chunk.hasNulls ? 1 : 0)
      unit = Int64(bitPattern: chunk.unit)
      hasNulls = chunk.hasNulls
    }

    @inline(__always)
    func value(of number: UInt64) -> Int64? {
      if hasNulls, number == 0 { return nil }
      return base &+ Int64(bitPattern: hasNulls ? number &- 1 : number) &* unit
    }
  }

  /// - Throws: ``Fault`` that names the segment and column of a damaged chunk.
  init(_ stored: StoredColumns, _ scope: UsageCellTally.Scope) throws {
    let event = try stored.open("event")
    func open(_ column: String) throws -> ChunkReader { try stored.open(column, kinds: event) }
    let ts = try open("ts")
    let hour = BerlinTime.millisecondsPerHour
    let firstHour = floorDivide(ts.value(of: 0), hour)
    // Berlin's offset is whole hours.
    let hourRange = firstHour...floorDivide(ts.value(of: ts.span), hour)
    let days = hourRange.map { UInt64(BerlinTime.day(ofInstant: $0 * hour).number) }
    firstDay = days[0]
    monthOfDay = NumberLane(
      (days[0]...days.last!).map { UInt64(Day(number: Int32($0)).month.number) })
    kinds = NumberLane(
      (0...event.span).map { number in
        let code = Int(event.value(of: number))
        return scope.kinds.indices.contains(code)
          ? EventKind.allCases.firstIndex(of: scope.kinds[code])! : 0
      })
    let session = try open("session")
    sessionLine = Line(session)
    let step = try open("step")
    stepOf = NumberLane(
      (0...step.span).map { number in
        step.hasNulls && number == 0
          ? 0 : UInt64(max(0, min(step.value(of: number), FunnelVisit.lastStep)))
      })

    self.event = try event.lane("event", of: stored)
    sessions = try session.wideLane("session", of: stored)
    steps = try step.lane("step", of: stored)
    hours = try Self.hours(ts, from: firstHour, of: stored)
    keys = try Self.keys(stored, scope, hours, days: NumberLane(days), open)
    guard scope.countsEvents else { return }
    let rating = try open("rating")
    ratings = try rating.lane("rating", of: stored)
    ratingOf = NumberLane(
      (0...rating.span).map { rating.hasNulls && $0 == 0 ? 0 : rating.value(of: $0) })
    offHours = NumberLane(hourRange.map { Self.isOfficeHour($0 * hour) ? 0 : 1 })
    let target = try open("target")
    targets = try target.lane("target", of: stored)
    isPostbox = NumberLane(
      (0...target.span).map { number in
        let isNull = target.hasNulls && number == 0
        return !isNull && scope.postbox.map { Int64($0) == target.value(of: number) } ?? false
          ? 1 : 0
      })
    guard scope.keepsDurations else { return }
    let duration = try open("duration_ms")
    durations = try duration.wideLane("duration_ms", of: stored)
    durationLine = Line(duration)
  }

  private static func hours(
    _ ts: ChunkReader, from first: Int64, of stored: StoredColumns
  ) throws(Fault) -> NumberLane<UInt32> {
    let instants = try ts.wideLane("ts", of: stored)
    let (start, unit) = (
      UInt64(ts.value(of: 0) - first * BerlinTime.millisecondsPerHour), ts.unit
    )
    let hours = NumberLane<UInt32>(count: instants.count)
    for row in 0..<instants.count {
      hours.start[row] = UInt32(
        truncatingIfNeeded: (start &+ instants[row] &* unit)
          / UInt64(BerlinTime.millisecondsPerHour))
    }
    return hours
  }

  private static func keys(
    _ stored: StoredColumns, _ scope: UsageCellTally.Scope, _ hours: borrowing NumberLane<UInt32>,
    days: consuming NumberLane<UInt64>, _ open: (String) throws -> ChunkReader
  ) throws -> NumberLane<UInt64> {
    let keys = NumberLane<UInt64>(count: hours.count)
    let target = keys.start
    for row in 0..<hours.count { target[row] = days[Int(hours[row])] }
    func add(_ column: String, _ axis: CubeAxis, _ code: (Int) -> Int) throws {
      let chunk = try open(column)
      let bits = NumberLane(
        (0...chunk.span).map { UInt64(code(Int(chunk.value(of: $0)))) << axis.shift })
      let numbers = try chunk.lane(column, of: stored)
      for row in 0..<numbers.count { target[row] |= bits[Int(numbers[row])] }
    }
    try add("process", .process) { $0 }
    try add("authority", .authority) { $0 }
    try add("channel", .channel) { code in
      scope.channels.indices.contains(code)
        ? Channel.allCases.firstIndex(of: scope.channels[code])! : 0
    }
    return keys
  }

  /// 1 outside office hours, else 0.
  func isOffHours(_ row: Int) -> Int32 { offHours[Int(hours[row])] }
  /// 1 where a case was handed over into a post box, else 0.
  func isToPostbox(_ row: Int) -> Int32 { isPostbox[Int(targets[row])] }

  /// Whether an hour, named by its first millisecond, lies on Monday to Friday, 8 to 16 o'clock.
  private static func isOfficeHour(_ instant: Int64) -> Bool {
    BerlinTime.day(ofInstant: instant).isoWeekday <= 5
      && (8..<16).contains(BerlinTime.hour(ofInstant: instant))
  }

  @inline(__always)
  func kind(_ row: Int) -> Int { kinds[Int(event[row])] }

  /// 0: the row has none.
  @inline(__always)
  func session(_ row: Int) -> UInt64 { sessionLine.value(of: sessions[row]).map(UInt64.init) ?? 0 }

  /// 0: the row has none.
  @inline(__always)
  func rating(_ row: Int) -> Int64 { ratingOf[Int(ratings[row])] }

  func duration(_ row: Int) -> Int64? { durationLine.value(of: durations[row]) }

  /// At most ``FunnelVisit/lastStep``; 0 where the row has none.
  @inline(__always)
  func step(_ row: Int) -> UInt64 { stepOf[Int(steps[row])] }

  /// `year × 12 + month − 1`
  @inline(__always)
  func month(_ row: Int) -> UInt64 { month(ofDay: CubeAxis.day.code(in: keys[row])) }

  func month(ofDay day: UInt64) -> UInt64 { monthOfDay[Int(day - firstDay)] }
}
