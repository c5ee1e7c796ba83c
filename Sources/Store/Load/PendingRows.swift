import Columns

/// Rows that wait for a segment, by column: whatever is made of a column takes its place, so that
/// hardly anything is in memory twice.
struct PendingRows {
  private var names: [String] = []
  /// `[column][batch]`
  private var parts: [[ColumnVector]] = []
  private(set) var rowCount = 0

  mutating func append(_ batch: ColumnBatch) {
    if rowCount == 0 {
      names = batch.names
      parts = names.map { _ in [] }
    }
    precondition(batch.names == names, "batches with different columns")
    for (index, column) in batch.columns.enumerated() { parts[index].append(column) }
    rowCount += batch.rowCount
  }

  /// All of them as one batch; none wait then.
  mutating func take() -> ColumnBatch? {
    guard rowCount > 0 else { return nil }
    let columns = parts.indices.map { index in
      let joined = ColumnVector.concatenating(parts[index])
      parts[index] = []
      return joined
    }
    rowCount = 0
    return ColumnBatch(names: names, columns: columns)
  }
}

extension ColumnBatch {
  /// The same with other columns, each made while only it is there twice.
  consuming func mappingColumns(
    _ body: (_ name: String, _ column: ColumnVector) throws -> ColumnVector
  ) rethrows -> ColumnBatch {
    let names = names
    var columns = columns
    _ = consume self
    for index in columns.indices { columns[index] = try body(names[index], columns[index]) }
    return ColumnBatch(names: names, columns: columns)
  }

  /// The given rows, and the given others.
  consuming func parted(
    _ first: [UInt32], _ second: [UInt32]
  ) -> (first: ColumnBatch, second: ColumnBatch) {
    let names = names
    var others: [ColumnVector] = []
    let rest = mappingColumns { _, column in
      others.append(column.gathering(second))
      return column.gathering(first)
    }
    return (rest, ColumnBatch(names: names, columns: others))
  }

  /// The first rows, at most `limit`, and the others.
  consuming func parted(at limit: Int) -> (first: ColumnBatch, rest: ColumnBatch?) {
    guard rowCount > limit else { return (self, nil) }
    let count = rowCount
    let (first, rest) = parted(
      Array(0..<UInt32(limit)), Array(UInt32(limit)..<UInt32(count)))
    return (first, rest)
  }
}
