import Columns
import Domain
import GRDB

/// Released figures live in series of their own, `release/…`: they are no facts (the state hash does
/// not know them) and no mart (a rebuild leaves them alone), and what was written stays.
package enum ReleaseSeries {
  static let prefix = "release/"
  /// One row a release, a part each.
  package static let list = prefix + "list"
}

extension ProjectStore {
  /// Adds parts to such series, all of them or none, and does in the same transaction what belongs
  /// beside them.
  /// - Throws: ``Fault`` where the disk refuses.
  public func publish(
    _ parts: [(series: String, batch: ColumnBatch)],
    beside: (MartTransaction) throws -> Void = { _ in }
  ) throws {
    precondition(
      parts.allSatisfy { $0.series.hasPrefix(ReleaseSeries.prefix) },
      "a release writes only its own series")
    do {
      try queue.write { db in
        let writer = SegmentWriter(db: db, texts: SharedTexts(db: db))
        for (series, batch) in parts {
          for start in stride(from: 0, to: batch.rowCount, by: SegmentWriter.rowLimit) {
            let end = min(start + SegmentWriter.rowLimit, batch.rowCount)
            let part =
              end - start == batch.rowCount ? batch : batch.selecting(Array(start..<end))
            _ = try writer.write(part, series: series)
          }
        }
        try beside(MartTransaction(db: db, reader: StoreReader(db: db, path: path)))
      }
      try checkpoint()
    } catch let error as DatabaseError {
      throw Self.fault(for: error, path: path)
    }
  }
}

/// What a load brought that published figures may hang on.
public struct LoadReach: Sendable {
  public let loadID: Int64
  public let feed: String
  /// Instants of the first and the last event; `nil` for other feeds.
  public let instants: ClosedRange<Int64>?
}

extension StoreReader {
  /// The loads after one of them, oldest first; after 0 all.
  public func loads(after id: Int64) throws -> [LoadReach] {
    try Row.fetchAll(
      db,
      sql: "SELECT load_id, feed, earliest, latest FROM load WHERE load_id > ? ORDER BY load_id",
      arguments: [id]
    ).map { row in
      let (first, last) = (row[2] as Int64?, row[3] as Int64?)
      return LoadReach(
        loadID: row[0], feed: row[1], instants: first.flatMap { first in last.map { first...$0 } })
    }
  }
}
