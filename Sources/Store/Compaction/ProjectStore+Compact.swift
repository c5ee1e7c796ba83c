import Domain
import GRDB

/// What a series takes in the database.
public struct SeriesSize: Sendable, Equatable {
  public let segments: Int
  public let rows: Int
  /// Of its chunks, without what SQLite needs around them.
  public let bytes: Int
}

/// What a compaction came to.
public struct CompactionReport: Sendable, CustomStringConvertible {
  public let before: SeriesSize
  public let after: SeriesSize

  public var changedSomething: Bool { before != after }

  /// `events: 200 segments to 4, 1000000 rows, 3250000 to 2310000 bytes`
  public var description: String {
    "events: \(before.segments) segments to \(after.segments), \(after.rows) rows,"
      + " \(before.bytes) to \(after.bytes) bytes"
  }
}

extension StoreReader {
  /// Segments, rows and bytes of a series.
  public func size(of series: String) throws -> SeriesSize {
    let segments = try segments(of: series)
    let bytes = try Int.fetchOne(
      db,
      sql: """
        SELECT SUM(LENGTH(c.bytes)) FROM segment s JOIN chunk c USING (segment_id)
        WHERE s.series = ?
        """, arguments: [series])
    return SeriesSize(
      segments: segments.count, rows: segments.reduce(0) { $0 + $1.rowCount }, bytes: bytes ?? 0)
  }

  /// Bytes of the database file, and how many of them are free for what is loaded next.
  public func fileSize() throws -> (bytes: Int, free: Int) {
    func number(_ pragma: String) throws -> Int {
      try Int.fetchOne(db, sql: "PRAGMA \(pragma)") ?? 0
    }
    let page = try number("page_size")
    return (try number("page_count") * page, try number("freelist_count") * page)
  }
}

extension ProjectStore {
  /// Merges small segments of `events`, one transaction a group; marts merge their own parts, load
  /// by load.
  /// Facts, session numbers, ledger and every answer stay as they are; what an interruption leaves
  /// undone is done by the next compaction.
  ///
  /// - Parameter willCommit: called at the end of each transaction; what it throws undoes that one.
  public func compact(
    _ extent: CompactionPlan.Extent, willCommit: () throws -> Void = {}
  ) throws -> CompactionReport {
    let series = FeedSchema.events.name
    do {
      let before = try read { try $0.size(of: series) }
      for group in try read({ try $0.compactionPlan(extent) }).groups {
        try queue.write { db in
          try merge(group, in: db)
          try willCommit()
        }
        // Not once at the end: the log would become as long as all that is merged.
        try checkpoint()
      }
      return CompactionReport(before: before, after: try read { try $0.size(of: series) })
    } catch let error as DatabaseError {
      throw Self.fault(for: error, path: path)
    }
  }

  private func merge(_ group: CompactionPlan.Group, in db: Database) throws {
    let reader = StoreReader(db: db, path: path)
    let merge = try SegmentMerge(group.segments, reader)
    precondition(merge.rows.rowCount == group.rowCount, "merging neither adds nor loses rows")
    _ = try SegmentWriter(db: db, texts: SharedTexts(db: db))
      .write(merge.rows, series: FeedSchema.events.name, loads: merge.loads)
    try db.remove(group.segments)
  }
}

extension Database {
  /// Removes segments with all that belongs to them.
  func remove(_ segments: [SegmentInfo]) throws {
    for segment in segments {
      for table in ["segment_load", "chunk", "segment"] {
        try cachedStatement(sql: "DELETE FROM \(table) WHERE segment_id = ?")
          .execute(arguments: [segment.id])
      }
    }
  }
}
