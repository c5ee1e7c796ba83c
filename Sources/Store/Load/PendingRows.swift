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

  /// Rows that were taken and are to be the first again.
  mutating func putBack(_ batch: ColumnBatch) {
    precondition(batch.names == names, "batches with different columns")
    for (index, column) in batch.columns.enumerated() { parts[index].insert(column, at: 0) }
    rowCount += batch.rowCount
  }

  /// The first rows, at most `limit`, as one batch; they do not wait any more.
  /// - Precondition: there are some.
  mutating func take(_ limit: Int) -> ColumnBatch {
    let count = min(limit, rowCount)
    let columns = parts.indices.map { ColumnVector.concatenating(take(count, of: $0)) }
    rowCount -= count
    return ColumnBatch(names: names, columns: columns)
  }

  private mutating func take(_ count: Int, of column: Int) -> [ColumnVector] {
    var taken: [ColumnVector] = []
    var left = count
    while left > 0 {
      let part = parts[column].removeFirst()
      if part.rowCount > left {
        parts[column].insert(part.slice(left..<part.rowCount), at: 0)
        taken.append(part.slice(0..<left))
      } else {
        taken.append(part)
      }
      left -= min(left, part.rowCount)
    }
    return taken
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
}
