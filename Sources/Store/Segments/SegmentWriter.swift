import Columns
import Domain
import Foundation
import GRDB

/// Typed batch → segment: one BLOB a column, smallest encoding, checksum, zone map.
struct SegmentWriter {
  let db: Database
  let texts: SharedTexts

  /// Rows of a segment at most: four standard batches.
  static let rowLimit = 4 * ColumnBatch.standardRowCount

  /// - Parameters:
  ///   - loads: whose rows they are, and how many of each; a mart's part belongs to none.
  ///   - id: of a segment that was removed and whose place this one takes; `nil`: the next one.
  func write(
    _ batch: ColumnBatch, series: String, loads: [(id: Int64, rows: Int)] = [], id: Int64? = nil
  ) throws -> SegmentInfo {
    try db.execute(
      sql: "INSERT INTO segment (segment_id, series, rows) VALUES (?, ?, ?)",
      arguments: [id, series, batch.rowCount])
    let segment = SegmentInfo(id: db.lastInsertedRowID, series: series, rowCount: batch.rowCount)
    for load in loads {
      try db.cachedStatement(
        sql: "INSERT INTO segment_load (load_id, segment_id, rows) VALUES (?, ?, ?)"
      ).execute(arguments: [load.id, segment.id, load.rows])
    }
    let shared = try zip(batch.names, batch.columns).map { name, column -> [UInt32]? in
      guard SharedTexts.isShared(series),
        case .texts(let codes, let dictionary, let validity) = column
      else { return nil }
      return try texts.codes(codes, of: dictionary, validity: validity, column: name, in: series)
    }
    let kinds = try EventClasses(batch, shared: shared, texts: texts, series: series)
    let encoded = Parallel.map(batch.columns.count) { index in
      let column = batch.columns[index]
      let bytes =
        kinds?.encode(batch.names[index], column, shared[index])
        ?? shared[index].map { ChunkCodec.encode(sharedCodes: $0, validity: column.validity) }
        ?? ChunkCodec.encode(column)
      return Encoded(bytes: bytes, extremes: Self.extremes(of: column, encoded: bytes))
    }
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO chunk
          (segment_id, column_name, minimum, maximum, nulls, zone_checksum, checksum, bytes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for (index, chunk) in encoded.enumerated() {
      let nulls = batch.columns[index].nullCount
      let zone = Checksum.zone(
        segmentID: segment.id, column: batch.names[index], minimum: chunk.extremes?.low ?? .null,
        maximum: chunk.extremes?.high ?? .null, nulls: Int64(nulls))
      try insert.execute(arguments: [
        segment.id, batch.names[index], Self.stored(chunk.extremes?.low),
        Self.stored(chunk.extremes?.high), nulls, Int64(bitPattern: zone),
        Int64(bitPattern: Checksum.xxh64(chunk.bytes)), Data(chunk.bytes),
      ])
    }
    return segment
  }

  private struct Encoded: Sendable {
    let bytes: [UInt8]
    let extremes: (low: Cell, high: Cell)?
  }

  private static func stored(_ cell: Cell?) -> DatabaseValue {
    switch cell {
    case nil, .null: .null
    case .integer(let value): value.databaseValue
    case .real(let value): value.databaseValue
    case .text(let value): value.databaseValue
    }
  }

  /// Smallest and largest value that is not null. Texts compare by UTF-8 bytes.
  private static func extremes(
    of column: ColumnVector, encoded bytes: [UInt8]
  ) -> (low: Cell, high: Cell)? {
    let validity = column.nullCount > 0 ? column.validity : nil
    switch column {
    case .integers(let values, _):
      // The encoder has looked for them already.
      let known = ChunkCodec.extremes(ofChunk: bytes) ?? Extremes.of(values, validity)
      return known.map { (.integer($0), .integer($1)) }
    case .reals(let values, _):
      return bounds(values, validity).map { (.real($0), .real($1)) }
    case .texts(let codes, let dictionary, _):
      let isUsed = ColumnVector.areUsed(codes, validity, of: dictionary.count)
      let used = dictionary.indices.lazy.filter { isUsed[$0] }.map { dictionary[$0] }
      func isLess(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
      guard let low = used.min(by: isLess), let high = used.max(by: isLess) else { return nil }
      return (.text(low), .text(high))
    }
  }

  private static func bounds<Value: Comparable>(
    _ values: [Value], _ validity: Validity?
  ) -> (Value, Value)? {
    var found: (low: Value, high: Value)?
    for row in values.indices where validity?[row] ?? true {
      let value = values[row]
      guard let known = found else {
        found = (value, value)
        continue
      }
      if value < known.low { found!.low = value }
      if value > known.high { found!.high = value }
    }
    return found.map { ($0.low, $0.high) }
  }
}
