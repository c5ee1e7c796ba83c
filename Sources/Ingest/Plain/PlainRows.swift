import Columns
import Domain

/// The quick way from bytes to columns: takes a row completely, where every cell stands in its
/// plain form and nothing needs a warning, or takes nothing of it. What it does not take is read by
/// the strict scanners and ``RowChecks``, which also say what the rules are; this is their twin,
/// and must never take a row that they would refuse, warn of or read in another way.
///
/// Passed on `inout` and touched by nobody else meanwhile: no reference counts, no exclusivity
/// checks, no `String` for a text that was seen before.
struct PlainRows: ~Copyable {
  var columns: RowColumns
  let feed: FeedSchema
  let plans: UnsafeMutablePointer<ColumnPlan>
  /// The row that is being read, a bit for each column: which cells have a value, which were met.
  var present: UInt64 = 0
  var seen: UInt64 = 0
  /// Text columns whose text is new in the batch: it gets its code when the row is whole.
  private var fresh: UInt64 = 0
  /// By text column: where the text stands.
  private let places: UnsafeMutablePointer<Int>
  var clock = PlainClock()
  private let every: UInt64
  private let required: UInt64
  /// Groups of columns of which exactly one has a value.
  private let groups: [UInt64]
  private let usage: UsageRules?
  /// Longer texts are for the strict reader; no column takes them.
  private static let longestText = 1 << 12

  init(_ feed: FeedSchema, earliest: Day?, now: Int64) {
    self.feed = feed
    columns = RowColumns(feed)
    let count = feed.columns.count
    plans = .allocate(capacity: count)
    places = .allocate(capacity: count)
    places.initialize(repeating: 0, count: count)
    var required: UInt64 = 0
    for (index, column) in feed.columns.enumerated() {
      (plans + index).initialize(
        to: ColumnPlan(column, of: feed, earliest: earliest, now: now))
      if !column.isOptional { required |= 1 << UInt64(index) }
    }
    self.required = required
    every = ~0 >> UInt64(64 - count)
    groups = feed.exactlyOneOf.map { $0.reduce(0) { $0 | 1 << UInt64(feed.index(of: $1)!) } }
    usage = feed.name == FeedSchema.events.name ? UsageRules(feed) : nil
  }

  deinit {
    plans.deallocate()
    places.deallocate()
    usage?.rules.deallocate()
  }

  /// Whether rows of the feed can be taken here: those of the catalogue bear warnings of their own.
  var areTaken: Bool { feed.name != FeedSchema.catalogue.name }

  // MARK: - A row

  @inline(__always)
  mutating func beginRow() {
    present = 0
    seen = 0
    fresh = 0
  }

  /// Takes the row where it is one by the rules between columns.
  @inline(__always)
  mutating func endRow(line: Int) -> Bool {
    guard present & required == required else { return false }
    for group in groups where (present & group).nonzeroBitCount != 1 { return false }
    if let usage {
      let place = places[usage.event]
      let rule = usage.rule(columns.texts + usage.event, at: place)
      guard present & rule.forbidden == 0 else { return false }
      present &= ~rule.dropped
    }
    let row = columns.rowCount
    var absent = every & ~present
    while absent != 0 {
      let column = absent.trailingZeroBitCount
      absent &= absent &- 1
      if plans[column].kind == .text {
        columns.codes[column][row] = 0
      } else {
        columns.words[column][row] = 0
      }
    }
    while fresh != 0 {
      let column = fresh.trailingZeroBitCount
      fresh &= fresh &- 1
      columns.codes[column][row] = columns.texts[column].code(at: places[column])
    }
    columns.endRow(present, line: line)
    return true
  }

  // MARK: - A cell

  /// Takes a cell that is not empty.
  /// - Parameters:
  ///   - p: its first byte; moved behind what was read of it.
  ///   - stop: the byte behind a text cell, eight times over; a text also ends before any byte
  ///     below 0x20.
  /// - Returns: `false` where it is not plain. Where it is, the caller looks whether it ends at `p`.
  @inline(__always)
  mutating func take(
    _ column: Int, _ p: inout UnsafePointer<UInt8>, stop: UInt64
  ) -> Bool {
    let row = columns.rowCount
    let plan = plans + column
    let value: Int64
    switch plan.pointee.kind {
    case .text:
      return takeText(column, &p, length: Self.length(p, stop: stop))
    case .integer:
      guard let number = PlainNumber.integer(&p) else { return false }
      value = number
    case .timestamp:
      guard let instant = instant(&p) else { return false }
      value = instant
    case .session:
      guard let session = PlainNumber.session(&p) else { return false }
      value = session
    case .decimal, .money, .flag, .day, .month:
      guard let other = takeOther(column, &p) else { return false }
      value = other
    }
    if plan.pointee.kind != .decimal {
      guard value >= plan.pointee.low, value <= plan.pointee.high else { return false }
    }
    columns.words[column][row] = value
    present |= 1 << UInt64(column)
    return true
  }

  /// Takes a text of a known length.
  @inline(__always)
  mutating func takeText(
    _ column: Int, _ p: inout UnsafePointer<UInt8>, length: Int
  ) -> Bool {
    guard length > 0, length <= Self.longestText else { return false }
    let key = ByteKey(p, length)
    var place = columns.texts[column].find(key, p)
    if place < 0 {
      place = newText(column, key, p)
      guard place >= 0 else { return false }
    }
    places[column] = place
    let texts = columns.texts + column
    if texts.pointee.slots[place].batch == texts.pointee.batch {
      columns.codes[column][columns.rowCount] = texts.pointee.slots[place].code
    } else {
      fresh |= 1 << UInt64(column)
    }
    present |= 1 << UInt64(column)
    p += length
    return true
  }

  /// Takes a value that the caller has read.
  mutating func put(_ value: Int64, _ column: Int) {
    columns.words[column][columns.rowCount] = value
    present |= 1 << UInt64(column)
  }

  /// A text that the column has not met; -1 where it is not plainly one of its values.
  @inline(never)
  private func newText(_ column: Int, _ key: ByteKey, _ p: UnsafePointer<UInt8>) -> Int {
    let bytes = UnsafeBufferPointer(start: p, count: key.length)
    guard ColumnPlan.takes(bytes, as: feed.columns[column].type) else { return -1 }
    return columns.texts[column].add(key, String(decoding: bytes, as: UTF8.self))
  }

  /// Bytes before the end of a text.
  @inline(__always)
  private static func length(_ p: UnsafePointer<UInt8>, stop: UInt64) -> Int {
    var length = 0
    while true {
      let stops = Words.stops(Words.load(p + length), at: stop)
      if stops != 0 { return length &+ stops.trailingZeroBitCount >> 3 }
      length &+= 8
    }
  }

  /// RFC 3339, or 13 digits of epoch milliseconds.
  @inline(__always)
  private mutating func instant(_ p: inout UnsafePointer<UInt8>) -> Int64? {
    if p[4] == UInt8(ascii: "-") { return clock.instant(&p) }
    let start = p
    guard let epoch = PlainNumber.integer(&p), p - start == 13 else { return nil }
    return epoch
  }
}
