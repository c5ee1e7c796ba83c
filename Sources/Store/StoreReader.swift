import Columns
import Domain
import GRDB

/// One consistent state of the database: a read transaction, or the inside of a load's.
public struct StoreReader {
  let db: Database
  let path: String
  private let texts: SharedTexts
  /// What is known of a state that lasts; `nil` within a load, which changes it.
  let memory: StateMemory?

  init(db: Database, path: String, memory: StateMemory? = nil) {
    self.db = db
    self.path = path
    self.memory = memory
    texts = memory?.texts ?? SharedTexts(db: db)
  }

  /// Settings that live with the data: `origin` (`simulated` or `real`), `resolution`.
  public func meta(_ key: String) throws -> String? {
    try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key])
  }

  /// How finely the project keeps events; `nil` before the first load.
  public func resolution() throws -> Resolution? { try meta("resolution").flatMap(Resolution.init) }

  /// Number of committed loads and the last one's id: changes with every load.
  public func revision() throws -> String {
    let row = try Row.fetchOne(db, sql: "SELECT COUNT(*), MAX(load_id) FROM load")!
    return "\(row[0] as Int)-\(row[1] as Int? ?? 0)"
  }

  /// Origin and revision, as every table says them.
  /// - Throws: ``Fault`` for a damaged database.
  public func dataState() throws -> DataState {
    DataState(
      isSimulated: try meta("origin") == ProjectOrigin.simulated.rawValue,
      revision: try revision())
  }

  /// Rows of a feed in all committed loads.
  public func rowsLoaded(of feed: String) throws -> Int64 {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT SUM(rows_loaded) FROM load WHERE feed = ?"),
      arguments: [feed]) ?? 0
  }

  /// The segments of a series, in the order in which they were written.
  public func segments(of series: String) throws -> [SegmentInfo] {
    if let known = memory?.segments[series] { return known }
    let segments = try Row.fetchAll(
      db,
      sql: "SELECT segment_id, rows FROM segment WHERE series = ? ORDER BY segment_id",
      arguments: [series]
    ).map { SegmentInfo(id: $0[0], series: series, rowCount: $0[1]) }
    memory?.segments[series] = segments
    return segments
  }

  /// All series that have segments.
  public func seriesNames() throws -> [String] {
    try String.fetchAll(db, sql: "SELECT DISTINCT series FROM segment ORDER BY series")
  }

  /// The columns of the first segment of a series; empty where there is none.
  package func columns(of series: String) throws -> Set<String> {
    try String.fetchSet(
      db.cachedStatement(
        sql: """
          SELECT column_name FROM chunk
          WHERE segment_id = (SELECT MIN(segment_id) FROM segment WHERE series = ?)
          """), arguments: [series])
  }

  /// Smallest and largest value and number of nulls of a column in a segment; `nil` where the
  /// segment lacks the column.
  public func zone(of column: String, in segment: SegmentInfo) throws -> Zone? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT segment_id, minimum, maximum, nulls, zone_checksum FROM chunk
        WHERE segment_id = ? AND column_name = ?
        """, arguments: [segment.id, column]
    ).map { try zone($0, of: column, in: segment.series) }
  }

  /// - Parameter row: segment, smallest and largest value, nulls, checksum.
  private func zone(_ row: Row, of column: String, in series: String) throws -> Zone {
    let zone = Zone(minimum: Self.cell(row[1]), maximum: Self.cell(row[2]), nullCount: row[3])
    let checksum = Checksum.zone(
      segmentID: row[0], column: column, minimum: zone.minimum, maximum: zone.maximum,
      nulls: row[3])
    guard Int64(bitPattern: checksum) == row[4] as Int64 else {
      throw Fault(
        .badData,
        at: "\(path): table chunk, segment \(row[0] as Int64) of \(series), column \(column)",
        "the checksum of the zone map does not match",
        remedy: "Load the delivery anew from Data/archive")
    }
    return zone
  }

  /// Decodes the columns asked for, each checked against its checksum; one that the feed got after
  /// the segment was written is empty.
  /// - Throws: ``Fault`` of kind `badData` that names table, segment and column.
  public func read(_ segment: SegmentInfo, columns: [String]) throws -> ColumnBatch {
    let vectors = try columns.map { try chunk($0, of: segment) }
    return ColumnBatch(names: columns, columns: vectors)
  }

  /// Every row of a series, one batch a segment.
  public func batches(of series: String, columns: [String]) throws -> [ColumnBatch] {
    try segments(of: series).map { try read($0, columns: columns) }
  }

  /// Zone maps of some columns of all segments of a series.
  package func zones(of columns: [String], in series: String) throws -> ZoneMap {
    var map = ZoneMap()
    for column in columns {
      let place = ZoneMap.Column(series: series, name: column)
      map.zones[column] = try memory?.zones[place] ?? zones(of: column, in: series)
      memory?.zones[place] = map.zones[column]
    }
    return map
  }

  /// By segment.
  private func zones(of column: String, in series: String) throws -> [Int64: Zone] {
    var zones: [Int64: Zone] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT segment_id, minimum, maximum, nulls, zone_checksum
        FROM segment JOIN chunk USING (segment_id)
        WHERE series = ? AND column_name = ?
        """, arguments: [series, column])
    while let row = try rows.next() { zones[row[0]] = try zone(row, of: column, in: series) }
    return zones
  }

  /// The texts that the codes of a column of `events` stand for.
  package func sharedTexts(of column: String, in series: String) throws -> [String] {
    try texts.texts(of: column, in: series)
  }

  private func chunk(_ column: String, of segment: SegmentInfo) throws -> ColumnVector {
    let known = FeedCatalogue.feed(named: segment.series)?[column]
    if let known, known.isAddition, try zone(of: column, in: segment) == nil {
      return .nulls(known.type.physical, count: segment.rowCount)
    }
    let shared =
      SharedTexts.isShared(segment.series) ? try texts.texts(of: column, in: segment.series) : []
    return try storedColumns([column], of: segment).decode(column, sharedTexts: shared)
  }

  private static func cell(_ value: DatabaseValue) -> Cell {
    switch value.storage {
    case .null: .null
    case .int64(let integer): .integer(integer)
    case .double(let real): .real(real)
    case .string(let text): .text(text)
    case .blob: .null
    }
  }
}

/// A stored piece of a series: a fact segment or a part of a mart.
public struct SegmentInfo: Sendable, Hashable {
  public let id: Int64
  /// Name of the feed, or `mart/…`.
  public let series: String
  public let rowCount: Int

  package init(id: Int64, series: String, rowCount: Int) {
    self.id = id
    self.series = series
    self.rowCount = rowCount
  }
}

/// What a segment's column can hold: lets a reader skip the segment without opening it.
public struct Zone: Sendable, Hashable {
  /// `.null` where every row is null.
  public let minimum: Cell
  public let maximum: Cell
  public let nullCount: Int

  /// Smallest and largest integer; `nil` for other types and where every row is null.
  public var integers: ClosedRange<Int64>? {
    guard let low = minimum.integer, let high = maximum.integer else { return nil }
    return low...high
  }

  /// Whether a value in `range` may occur.
  public func mayContain(_ range: ClosedRange<Int64>) -> Bool {
    integers?.overlaps(range) ?? false
  }

  /// Whether one of the texts may occur.
  public func mayContain(anyOf texts: some Sequence<String>) -> Bool {
    guard let minimum = minimum.text, let maximum = maximum.text else { return false }
    return texts.contains {
      $0.utf8.lexicographicallyPrecedesOrEquals(maximum.utf8)
        && minimum.utf8.lexicographicallyPrecedesOrEquals($0.utf8)
    }
  }
}

extension String.UTF8View {
  fileprivate func lexicographicallyPrecedesOrEquals(_ other: String.UTF8View) -> Bool {
    !other.lexicographicallyPrecedes(self)
  }
}
