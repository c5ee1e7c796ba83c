import Columns
import Domain

extension Deadlines {
  /// The rows of a feed that have a day.
  /// - Parameters:
  ///   - source: who says that it is due.
  ///   - naming: what people read instead of the subject's key; `nil`: the key.
  ///   - isWanted: asked for each row with its day.
  static func deadlines(
    _ kind: Deadline.Kind, _ batch: ColumnBatch, key: String, subject: String,
    due: String = "due_on", source: (_ row: Int) -> String,
    naming: (_ row: Int) -> Text? = { _ in nil },
    where isWanted: (_ row: Int, _ due: Day) -> Bool = { _, _ in true }
  ) -> [Deadline] {
    (0..<batch.rowCount).compactMap { row in
      guard let number = batch[due]![row].integer, let key = batch[key]![row].text,
        let subject = batch[subject]![row].text
      else { return nil }
      let due = Day(number: Int32(number))
      guard isWanted(row, due) else { return nil }
      return Deadline(
        kind: kind, key: key, due: due, subject: naming(row) ?? .same(subject),
        source: source(row))
    }
  }
}
