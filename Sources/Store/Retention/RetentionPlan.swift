import Columns
import Domain
import GRDB

/// What of the database goes: looked up, nothing changed yet.
///
/// All events before a month go together, or none of that month: afterwards every question to a
/// later day is answered from all its events, and none to an earlier day from some. Sessions that a
/// delivery may still carry on keep all they have, since the cubes take back what such a visit
/// counted before; so what was loaded in the last 48 hours, and all that is not older, waits.
public struct RetentionPlan: Sendable {
  public let limits: RetentionLimits
  /// The first month whose events stay; earlier than the limit where recent loads are waited for.
  public let eventsFrom: Month
  /// One of each kind of which something goes.
  public let items: [RetentionItem]

  /// Segments of `events` of which nothing stays.
  let wholeSegments: [SegmentInfo]
  /// Those of which some rows stay.
  let partedSegments: [SegmentInfo]
  /// The same of the marts' series by day.
  let wholeParts: [SegmentInfo]
  let partedParts: [SegmentInfo]
  /// Loads of which no event stays.
  let emptiedLoads: [Int64]

  /// Whether recent loads make events wait that are old enough to go.
  public var waitsForLoads: Bool { eventsFrom < limits.eventsBefore }
  var deletesEvents: Bool { !wholeSegments.isEmpty || !partedSegments.isEmpty }
  var deletesDays: Bool { !wholeParts.isEmpty || !partedParts.isEmpty }
  var firstInstant: Int64 { BerlinTime.start(of: eventsFrom.firstDay) }

  /// - Parameter now: milliseconds since 1970-01-01T00:00Z.
  init(_ reader: StoreReader, _ limits: RetentionLimits, marts: [any Mart], now: Int64) throws {
    self.limits = limits
    let open = try Int64.fetchOne(
      reader.db, sql: "SELECT MIN(earliest) FROM load WHERE loaded_at > ?",
      arguments: [now - SessionNumbers.windowMilliseconds])
    eventsFrom = min(
      limits.eventsBefore,
      open.map { BerlinTime.day(ofInstant: $0).month } ?? limits.eventsBefore)
    let instant = BerlinTime.start(of: eventsFrom.firstDay)

    var items: [RetentionItem] = []
    func add(_ kind: RetentionKind, _ before: Day?, _ size: ExpiredSize) {
      guard size.items > 0 else { return }
      items.append(
        RetentionItem(
          kind: kind, before: before, items: size.items, rows: size.rows, bytes: size.bytes))
    }
    let events = try ExpiredRows(
      of: FeedSchema.events.name, column: "ts", before: instant, reader)
    (wholeSegments, partedSegments) = (events.whole, events.parted)
    add(.events, eventsFrom.firstDay, events.size)

    let firstDay = limits.daysBefore.firstDay
    var days = ExpiredRows()
    for series in marts.flatMap(\.seriesByDay) {
      days.add(
        try ExpiredRows(of: series, column: "day", before: Int64(firstDay.number), reader))
    }
    (wholeParts, partedParts) = (days.whole, days.parted)
    add(.days, firstDay, days.size)

    emptiedLoads = try Int64.fetchAll(
      reader.db,
      sql: "SELECT load_id FROM load WHERE feed = ? AND COALESCE(latest, loaded_at) < ?",
      arguments: [FeedSchema.events.name, instant])
    add(.eventNumbers, eventsFrom.firstDay, try Self.numbers(reader, emptiedLoads))
    add(.excerpts, eventsFrom.firstDay, try Self.excerpts(reader, emptiedLoads))
    add(.sessionHashes, nil, try Self.hashes(reader, now: now))
    self.items = items
  }

  private static func numbers(_ reader: StoreReader, _ loads: [Int64]) throws -> ExpiredSize {
    var size = ExpiredSize()
    for load in loads {
      let row = try Row.fetchOne(
        reader.db.cachedStatement(
          sql: "SELECT COUNT(*), COALESCE(SUM(LENGTH(ids)), 0) FROM seen_id WHERE load_id = ?"),
        arguments: [load])!
      size.add(items: row[0], rows: row[0], bytes: row[1])
    }
    return size
  }

  private static func excerpts(_ reader: StoreReader, _ loads: [Int64]) throws -> ExpiredSize {
    var size = ExpiredSize()
    let loads = Set(loads)
    for table in ["quarantine", "load_warning"] {
      let rows = try Row.fetchCursor(
        reader.db,
        sql: """
          SELECT load_id, COUNT(*), SUM(LENGTH(CAST(excerpt AS BLOB))) FROM \(table)
          WHERE excerpt <> '' GROUP BY load_id
          """)
      while let row = try rows.next() {
        guard loads.contains(row[0]) else { continue }
        size.add(items: row[1], rows: row[1], bytes: row[2])
      }
    }
    return size
  }

  private static func hashes(_ reader: StoreReader, now: Int64) throws -> ExpiredSize {
    let row = try Row.fetchOne(
      reader.db,
      sql: """
        SELECT COUNT(*), COALESCE(SUM(LENGTH(content)), 0) FROM session_page
        JOIN session_window ON page BETWEEN first_page AND last_page WHERE closes_at <= ?
        """, arguments: [now])!
    var size = ExpiredSize()
    size.add(items: row[0], rows: (row[1] as Int) / SortedSessions.bytesPerSession, bytes: row[1])
    return size
  }
}

/// Segments, rows and bytes, or rows of a table.
struct ExpiredSize {
  private(set) var items = 0
  private(set) var rows = 0
  private(set) var bytes = 0

  mutating func add(items: Int, rows: Int, bytes: Int) {
    self.items += items
    self.rows += rows
    self.bytes += bytes
  }
}

/// The segments of a series with rows before a value of an integer column.
struct ExpiredRows {
  private(set) var whole: [SegmentInfo] = []
  private(set) var parted: [SegmentInfo] = []
  private(set) var size = ExpiredSize()

  init() {}

  init(of series: String, column: String, before limit: Int64, _ reader: StoreReader) throws {
    let zones = try reader.zones(of: [column], in: series)
    for segment in try reader.segments(of: series) {
      guard let known = zones[column, segment]?.integers, known.lowerBound < limit else { continue }
      let bytes = try reader.byteCount(of: segment)
      if known.upperBound < limit {
        whole.append(segment)
        size.add(items: 1, rows: segment.rowCount, bytes: bytes)
      } else {
        parted.append(segment)
        guard case .integers(let values, _) = try reader.read(segment, columns: [column]).columns[0]
        else { preconditionFailure("times are integers") }
        let rows = values.count { $0 < limit }
        // What a few rows take of a column cannot be told; their share can.
        size.add(items: 1, rows: rows, bytes: bytes * rows / segment.rowCount)
      }
    }
  }

  mutating func add(_ other: ExpiredRows) {
    whole += other.whole
    parted += other.parted
    size.add(items: other.size.items, rows: other.size.rows, bytes: other.size.bytes)
  }
}

extension StoreReader {
  /// Bytes of a segment's chunks.
  fileprivate func byteCount(of segment: SegmentInfo) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT SUM(LENGTH(bytes)) FROM chunk WHERE segment_id = ?"),
      arguments: [segment.id]) ?? 0
  }
}
