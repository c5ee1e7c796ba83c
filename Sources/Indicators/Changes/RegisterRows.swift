import Columns
import Domain

/// The rows of a register by their key, to be compared with those of another day.
struct RegisterRows {
  let rows: [[Cell]: [Cell]]
  var keys: Set<[Cell]> { Set(rows.keys) }

  init(_ batch: ColumnBatch, _ feed: FeedSchema) {
    let columns = feed.columns.map { batch[$0.name]! }
    let places = feed.key.map { feed.index(of: $0)! }
    var rows: [[Cell]: [Cell]] = [:]
    for row in 0..<batch.rowCount {
      let cells = columns.map { $0[row] }
      rows[places.map { cells[$0] }] = cells
    }
    self.rows = rows
  }
}
