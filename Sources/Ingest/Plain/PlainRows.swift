import Columns
import Domain

/// The quick way from bytes to columns: takes a row completely, where every cell stands in its
/// plain form and nothing needs a warning, or takes nothing of it. What it does not take is read by
/// the strict scanners and ``RowChecks``, which also say what the rules are; this is their twin,
/// and must never take a row that they would refuse, warn of or read in another way.
///
/// Passed on `inout` and touched by nobody else meanwhile: no reference counts, no exclusivity
/// checks, no `String` for a text that was seen before. Its functions are `mutating` even where they
/// change nothing: to one that is not, the compiler hands a copy of all that stands in here.
struct PlainRows: ~Copyable {
  var columns: RowColumns
  let feed: FeedSchema
  let plans: UnsafeMutablePointer<ColumnPlan>
  var clock = PlainClock()
  /// By text column: the entry of the row's text.
  private let entries: UnsafeMutablePointer<Int>
  private let required: UInt64
  /// Groups of columns of which exactly one has a value.
  private let groups: UnsafeMutableBufferPointer<UInt64>
  /// For usage events. A pointer, because an optional value in here would be copied with all that
  /// stands beside it, for each row.
  private let usage: UnsafeMutablePointer<UsageRules>?
  /// Longer texts are for the strict reader; no column takes them.
  private static let longestText = 1 << 12

  init(_ feed: FeedSchema, earliest: Day?, now: Int64) {
    self.feed = feed
    columns = RowColumns(feed)
    let count = feed.columns.count
    plans = .allocate(capacity: count)
    entries = .allocate(capacity: count)
    entries.initialize(repeating: 0, count: count)
    var required: UInt64 = 0
    for (index, column) in feed.columns.enumerated() {
      (plans + index).initialize(
        to: ColumnPlan(index, of: feed, earliest: earliest, now: now, into: columns))
      if !column.isOptional { required |= 1 << UInt64(index) }
    }
    self.required = required
    groups = .allocate(capacity: feed.exactlyOneOf.count)
    _ = groups.initialize(
      from: feed.exactlyOneOf.map { $0.reduce(0) { $0 | 1 << UInt64(feed.index(of: $1)!) } })
    if feed.name == FeedSchema.events.name {
      usage = .allocate(capacity: 1)
      usage!.initialize(to: UsageRules(feed))
    } else {
      usage = nil
    }
  }

  deinit {
    plans.deallocate()
    entries.deallocate()
    groups.deallocate()
    usage?.deinitialize(count: 1)
    usage?.deallocate()
  }

  /// Whether rows of the feed can be taken here: those of the catalogue bear warnings of their own.
  var areTaken: Bool { feed.name != FeedSchema.catalogue.name }

  // MARK: - A row

  @inline(__always)
  var nextRow: PlainRow { PlainRow(index: columns.rowCount) }

  /// Takes the row where it is one by the rules between columns.
  @inline(__always)
  mutating func end(_ row: PlainRow, line: Int) -> Bool {
    var row = row
    guard row.present & required == required else { return false }
    if let usage {
      let event = usage.pointee.event
      let rule = usage.pointee.rule(of: entries[event], in: columns.texts + event)
      guard row.present & rule.forbidden == 0 else { return false }
      row.present &= ~rule.dropped
    } else {
      for group in groups where (row.present & group).nonzeroBitCount != 1 { return false }
    }
    while row.fresh != 0 {
      let column = row.fresh.trailingZeroBitCount
      row.fresh &= row.fresh &- 1
      columns.codes[column][row.index] = columns.texts[column].code(of: entries[column])
    }
    columns.endRow(row.present, line: line)
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
    _ plan: UnsafePointer<ColumnPlan>, _ p: inout UnsafePointer<UInt8>, stop: UInt64,
    _ row: inout PlainRow
  ) -> Bool {
    let value: Int64?
    switch plan.pointee.kind {
    case .text: return takeText(plan, &p, stop: stop, &row)
    case .integer: value = PlainNumber.integer(&p)
    case .timestamp: value = instant(&p)
    case .session: value = PlainNumber.session(&p)
    case .decimal: return takeDecimal(plan, &p, &row)
    case .money, .flag, .day, .month: value = other(plan, &p)
    }
    guard let value, value >= plan.pointee.low, value <= plan.pointee.high else { return false }
    put(value, plan, &row)
    return true
  }

  /// Takes a value that the caller has read.
  @inline(__always)
  mutating func put(_ value: Int64, _ plan: UnsafePointer<ColumnPlan>, _ row: inout PlainRow) {
    plan.pointee.words[row.index] = value
    row.present |= plan.pointee.bit
  }

  @inline(__always)
  private mutating func takeText(
    _ plan: UnsafePointer<ColumnPlan>, _ p: inout UnsafePointer<UInt8>, stop: UInt64,
    _ row: inout PlainRow
  ) -> Bool {
    let (low, high) = (Words.load(p), Words.load(p + 8))
    let stops = Words.stops(low, at: stop)
    let laterStops = Words.stops(high, at: stop)
    guard stops | laterStops != 0 else { return takeLongText(plan, &p, stop: stop, &row) }
    // In which of the words a text ends cannot be foreseen: no branch hangs on it. Where no byte
    // stops, all bits are below.
    let isShort = stops != 0
    let length =
      isShort
      ? stops.trailingZeroBitCount >> 3 : 8 &+ laterStops.trailingZeroBitCount >> 3
    guard length > 0 else { return false }
    let key = ByteKey(
      low: low & Words.below(stops), high: isShort ? 0 : high & Words.below(laterStops),
      length: length)
    return takeText(plan, key, &p, &row)
  }

  @inline(__always)
  private mutating func takeText(
    _ plan: UnsafePointer<ColumnPlan>, _ key: ByteKey, _ p: inout UnsafePointer<UInt8>,
    _ row: inout PlainRow
  ) -> Bool {
    let texts = plan.pointee.texts
    var number = texts.pointee.find(key, p)
    if number < 0 {
      number = newText(plan, key, p)
      guard number >= 0 else { return false }
    }
    entries[plan.pointee.column] = number
    let entry = texts.pointee.entries + number
    if entry.pointee.batch == texts.pointee.batch {
      plan.pointee.codes[row.index] = entry.pointee.code
    } else {
      row.fresh |= plan.pointee.bit
    }
    row.present |= plan.pointee.bit
    p += key.length
    return true
  }

  @inline(never)
  private mutating func takeLongText(
    _ plan: UnsafePointer<ColumnPlan>, _ p: inout UnsafePointer<UInt8>, stop: UInt64,
    _ row: inout PlainRow
  ) -> Bool {
    var length = 16
    while length <= Self.longestText {
      let stops = Words.stops(Words.load(p + length), at: stop)
      if stops != 0 {
        return takeText(plan, &p, length: length + stops.trailingZeroBitCount >> 3, &row)
      }
      length += 8
    }
    return false
  }

  /// Takes a text of a known length.
  @inline(never)
  mutating func takeText(
    _ plan: UnsafePointer<ColumnPlan>, _ p: inout UnsafePointer<UInt8>, length: Int,
    _ row: inout PlainRow
  ) -> Bool {
    guard length > 0, length <= Self.longestText else { return false }
    return takeText(plan, ByteKey(p, length), &p, &row)
  }

  /// A text that the column has not met; -1 where it is not plainly one of its values.
  @inline(never)
  private mutating func newText(
    _ plan: UnsafePointer<ColumnPlan>, _ key: ByteKey, _ p: UnsafePointer<UInt8>
  ) -> Int {
    let bytes = UnsafeBufferPointer(start: p, count: key.length)
    let type = feed.columns[plan.pointee.column].type
    guard ColumnPlan.takes(bytes, as: type) else { return -1 }
    return plan.pointee.texts.pointee.add(key, String(decoding: bytes, as: UTF8.self))
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
