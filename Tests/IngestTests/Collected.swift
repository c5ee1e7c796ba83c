import Columns
import Domain
import Ingest

/// A sink that keeps everything.
final class Collected: RowSink {
  var batches: [ColumnBatch] = []
  var lines: [Int] = []
  var rejections: [Rejection] = []
  var warnings: [String] = []
  /// Warnings with their line and what they say.
  var told: [String] = []

  func append(_ batch: ColumnBatch, lines: [Int]) {
    batches.append(batch)
    self.lines += lines
  }
  func reject(_ rejection: Rejection) { rejections.append(rejection) }
  func warn(_ reason: ReasonCode, line: Int, column: String?, excerpt: String) {
    warnings.append("\(reason.rawValue) \(column ?? "")")
    told.append("\(line) \(column ?? "-"): \(excerpt)")
  }

  func cells(_ name: String) -> [Cell] {
    batches.flatMap { batch in (0..<batch.rowCount).map { batch[name]![$0] } }
  }
}
