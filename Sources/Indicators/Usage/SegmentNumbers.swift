import Columns
import Domain
import Store

/// The rows of a segment as the tally needs them, looked up through tables.
struct SegmentNumbers {
  private var ts: [UInt64] = []
  private var process: [UInt32] = []
  private var authority: [UInt32] = []
  private var channel: [UInt32] = []
  private var event: [UInt32] = []
  private var sessions: [UInt64] = []
  private var ratings: [UInt32] = []
  private var targets: [UInt32] = []
  private var durations: [UInt64] = []
  private var steps: [UInt32] = []

  private var time: (start: UInt64, unit: UInt64) = (0, 1)
  /// `[hour since the first]`: Berlin day; Berlin's offset is whole hours.
  private var dayOfHour: [UInt64] = []
  /// `[hour since the first]`: 1 outside Monday to Friday, 8 to 16 o'clock in Berlin, else 0.
  private var offHours: [Int32] = []
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
  /// `[number]`: at most ``FunnelVisit/lastStep``, 0 for null.
  private var stepOf: [UInt64] = []
  /// `[number]`: 1 for a post box, else 0.
  private var isPostbox: [Int32] = []
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
    let step = try open("step")
    steps = try step.numbers("step", of: stored)
    stepOf = (0...step.span).map { number in
      step.hasNulls && number == 0
        ? 0 : UInt64(max(0, min(step.value(of: number), FunnelVisit.lastStep)))
    }
    guard scope.countsEvents else { return }
    let rating = try open("rating")
    ratings = try rating.numbers("rating", of: stored)
    ratingOf = (0...rating.span).map {
      rating.hasNulls && $0 == 0 ? 0 : rating.value(of: $0)
    }
    offHours = (first...floorDivide(ts.value(of: ts.span), hour)).map {
      Self.isOfficeHour($0 * hour) ? 0 : 1
    }
    let target = try open("target")
    targets = try target.numbers("target", of: stored)
    isPostbox = (0...target.span).map { number in
      let isNull = target.hasNulls && number == 0
      return !isNull && scope.postbox.map { Int64($0) == target.value(of: number) } ?? false ? 1 : 0
    }
    guard scope.keepsDurations else { return }
    let duration = try open("duration_ms")
    durations = try duration.wideNumbers("duration_ms", of: stored)
    durationLine = line(duration)
  }

  @inline(__always)
  func key(_ row: Int) -> UInt64 {
    let hour = hour(row)
    return processBits[Int(process[row])] | authorityBits[Int(authority[row])]
      | channelBits[Int(channel[row])] | dayOfHour[Int(hour)]
  }

  /// Process and authority, where they stand in the key of a cell.
  @inline(__always)
  func place(_ row: Int) -> UInt64 {
    processBits[Int(process[row])] | authorityBits[Int(authority[row])]
  }

  @inline(__always)
  private func hour(_ row: Int) -> UInt64 {
    (time.start &+ ts[row] &* time.unit) / UInt64(BerlinTime.millisecondsPerHour)
  }

  /// 1 outside office hours, else 0.
  func isOffHours(_ row: Int) -> Int32 { offHours[Int(hour(row))] }
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

  /// At most ``FunnelVisit/lastStep``; 0 where the row has none.
  @inline(__always)
  func step(_ row: Int) -> UInt64 { stepOf[Int(steps[row])] }

  /// `year × 12 + month − 1`
  @inline(__always)
  func month(_ row: Int) -> UInt64 { month(ofDay: dayOfHour[Int(hour(row))]) }

  func month(ofDay day: UInt64) -> UInt64 { monthOfDay[Int(day - firstDay)] }
}
