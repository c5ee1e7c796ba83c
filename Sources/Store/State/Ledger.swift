import Columns
import Cryptography
import Domain
import Foundation
import GRDB

/// A line of the ledger: one committed load.
public struct LoadRecord: Sendable {
  public let loadID: Int64
  public let feed: String
  public let source: String
  public let file: String
  public let sha256: [UInt8]
  public let bytes: Int64
  public let period: String?
  public let sequence: Int64?
  public let producedAt: Int64?
  public let catalogueVersion: String?
  public let catalogueDate: String?
  public let loadedAt: Int64
  public let rowsIn: Int
  public let rowsLoaded: Int
  public let rowsDuplicate: Int
  public let rowsQuarantined: Int
  public let warnings: [LoadWarning]

  /// Which delivery of a key counts: the one produced last, or loaded last where the producer
  /// does not say; the digest breaks ties, so that the order of loading does not matter.
  public var precedence: (Int64, String) { (producedAt ?? loadedAt, Hex.encode(sha256)) }
}

extension StoreReader {
  /// All committed loads, oldest first.
  public func loads() throws -> [LoadRecord] {
    var warnings: [Int64: [LoadWarning]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT * FROM load_warning ORDER BY rowid") {
      guard let reason = ReasonCode(rawValue: row["reason"]) else { continue }
      warnings[row["load_id"], default: []].append(
        LoadWarning(
          reason: reason, column: row["column_name"], rows: row["rows"],
          firstLine: row["first_line"], excerpt: row["excerpt"]))
    }
    return try Row.fetchAll(db, sql: "SELECT * FROM load ORDER BY load_id").map { row in
      LoadRecord(
        loadID: row["load_id"], feed: row["feed"], source: row["source"], file: row["file"],
        sha256: [UInt8](row["sha256"] as Data), bytes: row["bytes"], period: row["period"],
        sequence: row["seq"], producedAt: row["produced_at"],
        catalogueVersion: row["catalogue_version"], catalogueDate: row["catalogue_date"],
        loadedAt: row["loaded_at"], rowsIn: row["rows_in"], rowsLoaded: row["rows_loaded"],
        rowsDuplicate: row["rows_duplicate"], rowsQuarantined: row["rows_quarantined"],
        warnings: warnings[row["load_id"]] ?? [])
    }
  }

  /// The delivery that counts most of those that count above a load of the same feed; `nil`: none
  /// does, or rows of the feed tell each of a time of their own, so that none replaces another's.
  public func load(above id: Int64) throws -> LoadRecord? {
    let all = try loads()
    guard let load = all.first(where: { $0.loadID == id }),
      let feed = FeedCatalogue.feed(named: load.feed),
      !feed.key.isEmpty, !feed.refusesFuture
    else { return nil }
    return all.filter { $0.feed == load.feed && $0.precedence > load.precedence }
      .max { $0.precedence < $1.precedence }
  }

  /// Whether the ledger holds a file of these bytes.
  /// - Parameter sha256: hexadecimal digits, lower case.
  public func isLoaded(feed: String, sha256: String) throws -> Bool {
    try Int.fetchOne(
      db, sql: "SELECT 1 FROM load WHERE feed = ? AND sha256 = ?",
      arguments: [feed, Data(Hex.decode(sha256) ?? [])]) != nil
  }

  /// All rejected rows with their load, oldest first.
  public func quarantine() throws -> [(loadID: Int64, rejection: Rejection)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT q.*, l.file FROM quarantine q JOIN load l USING (load_id) ORDER BY load_id, q.rowid
        """
    ).compactMap { row in
      guard let reason = ReasonCode(rawValue: row["reason"]) else { return nil }
      return (
        row["load_id"],
        Rejection(
          file: row["file"], line: row["line"], column: row["column_name"], reason: reason,
          excerpt: row["excerpt"])
      )
    }
  }

  /// The segments of a feed; those of the delivery that counts most come last.
  /// - Parameter instant: only deliveries produced until then, in milliseconds since 1970; those
  ///   that do not say so by when they were loaded.
  public func segmentsByPrecedence(
    of feed: FeedSchema, producedUntil instant: Int64 = .max
  ) throws -> [SegmentInfo] {
    let precedence = Dictionary(
      uniqueKeysWithValues: try loads().filter { $0.feed == feed.name }.map {
        ($0.loadID, $0.precedence)
      })
    let load = try loadOfSegment(of: feed)
    return try segments(of: feed.name).map { ($0, load[$0.id]!) }
      .filter { precedence[$0.1]!.0 <= instant }
      .sorted { a, b in
        a.1 == b.1 ? a.0.id < b.0.id : precedence[a.1]! < precedence[b.1]!
      }.map(\.0)
  }

  /// One row a key: that of the delivery with the highest precedence. Empty where nothing was
  /// loaded. Columns in schema order.
  /// - Parameter instant: as it was known then, in milliseconds since 1970.
  public func current(
    _ feed: FeedSchema, producedUntil instant: Int64 = .max
  ) throws -> ColumnBatch? {
    try rows(of: feed, producedUntil: instant) { _, latest in latest }
  }

  /// One row a key: that of the delivery with the lowest precedence, which first told of it.
  public func first(_ feed: FeedSchema) throws -> ColumnBatch? {
    try rows(of: feed, producedUntil: .max) { earliest, _ in earliest }
  }

  private func rows(
    of feed: FeedSchema, producedUntil instant: Int64,
    keeping kept: (_ earlier: Int, _ later: Int) -> Int
  ) throws -> ColumnBatch? {
    let names = feed.columns.map(\.name)
    let segments = try segmentsByPrecedence(of: feed, producedUntil: instant)
    guard !segments.isEmpty else { return nil }
    let all = ColumnBatch.concatenating(try segments.map { try read($0, columns: names) })
    guard !feed.key.isEmpty else { return all }
    let keys = RowKeys(feed.key.map { all[$0]! }).numbers
    var rowOf: [UInt64: Int] = [:]
    rowOf.reserveCapacity(keys.count)
    var isKept = [Bool](repeating: true, count: keys.count)
    for (row, key) in keys.enumerated() {
      guard let known = rowOf.updateValue(row, forKey: key) else { continue }
      let winner = kept(known, row)
      rowOf[key] = winner
      isKept[winner == row ? known : row] = false
    }
    guard rowOf.count < keys.count else { return all }
    return all.selecting(isKept.indices.filter { isKept[$0] })
  }
}
