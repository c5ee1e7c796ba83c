import Columns
import Domain

/// What checked rows flow into: the store's transaction, or a collector in tests.
public protocol RowSink {
  /// Rows with all columns of the feed, in schema order, at most 65,536 of them, and for each row
  /// the line of the file on which it began.
  func append(_ batch: ColumnBatch, lines: [Int]) throws
  /// A bad row.
  func reject(_ rejection: Rejection) throws
  /// Counts a warning; the row itself is among the appended ones.
  func warn(_ reason: ReasonCode, line: Int, column: String?, excerpt: String) throws
}
