import Columns
import Domain
import Foundation
import GRDB

/// Typed batch → segment: one BLOB a column, smallest encoding, checksum, zone map.
struct SegmentWriter {
  let db: Database

  /// Rows of a segment at most: four standard batches.
  static let rowLimit = 4 * ColumnBatch.standardRowCount

  func write(_ batch: ColumnBatch, series: String, loadID: Int64) throws -> SegmentInfo {
    try db.execute(
      sql: "INSERT INTO segment (series, load_id, rows) VALUES (?, ?, ?)",
      arguments: [series, loadID, batch.rowCount])
    let segment = SegmentInfo(
      id: db.lastInsertedRowID, series: series, loadID: loadID, rowCount: batch.rowCount)
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO chunk (segment_id, column_name, minimum, maximum, nulls, checksum, bytes)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    for (name, column) in zip(batch.names, batch.columns) {
      let bytes = ChunkCodec.encode(column)
      let (minimum, maximum) = Self.extremes(of: column)
      try bytes.withUnsafeBytes { raw in
        try insert.execute(arguments: [
          segment.id, name, minimum, maximum, column.nullCount,
          Int64(bitPattern: Checksum.xxh64(raw)), Data(raw),
        ])
      }
    }
    return segment
  }

  /// Smallest and largest value that is not null. Texts compare by UTF-8 bytes.
  private static func extremes(of column: ColumnVector) -> (DatabaseValue, DatabaseValue) {
    let present = column.validity
    func rows(_ count: Int) -> [Int] { (0..<count).filter { present?[$0] ?? true } }
    switch column {
    case .integers(let values, nil):
      guard let low = values.min(), let high = values.max() else { return (.null, .null) }
      return (low.databaseValue, high.databaseValue)
    case .integers(let values, _):
      let known = rows(values.count).map { values[$0] }
      guard let low = known.min(), let high = known.max() else { return (.null, .null) }
      return (low.databaseValue, high.databaseValue)
    case .reals(let values, _):
      let known = rows(values.count).map { values[$0] }
      guard let low = known.min(), let high = known.max() else { return (.null, .null) }
      return (low.databaseValue, high.databaseValue)
    case .texts(let codes, let dictionary, _):
      var used = [Bool](repeating: false, count: dictionary.count)
      for row in 0..<codes.count where present?[row] ?? true { used[Int(codes[row])] = true }
      let known = dictionary.indices.filter { used[$0] }.map { dictionary[$0] }
      func isLess(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
      guard let low = known.min(by: isLess), let high = known.max(by: isLess) else {
        return (.null, .null)
      }
      return (low.databaseValue, high.databaseValue)
    }
  }
}
