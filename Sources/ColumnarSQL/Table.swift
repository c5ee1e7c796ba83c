import CSQLiteExtension
import Domain

/// A feed's virtual table on one connection.
final class Table {
  let shape: TableShape
  let source: SegmentSource
  let pool = TextPool()

  /// - Parameter path: file of the Lagebild database; `nil`: the connection's own.
  /// - Throws: ``QueryError`` for an unknown feed, or a database of another program.
  init(feed name: String, path: String?, db: OpaquePointer) throws(QueryError) {
    guard let feed = FeedCatalogue.feed(named: name) else {
      let names = FeedCatalogue.all.map(\.name).joined(separator: ", ")
      throw QueryError(code: SQLITE_ERROR, message: "no feed \(name); there are: \(names)")
    }
    let connection =
      if let path { try Connection(reading: path) } else { Connection(borrowing: db) }
    guard try connection.isLagebild() else {
      throw QueryError(
        code: SQLITE_ERROR, message: "\(path ?? "main"): this is no Lagebild database")
    }
    shape = TableShape(feed)
    source = try SegmentSource(feed, connection: connection)
  }

  /// Rows that the segments hold, for estimates.
  func rowCount() throws(QueryError) -> Int {
    try source.segments().reduce(0) { $0 + $1.rowCount }
  }
}

extension Connection {
  /// "LAGE" in ASCII; stands in the header of the file.
  private static let applicationID: Int64 = 0x4C41_4745

  /// Whether `main` is a database of this program.
  func isLagebild() throws(QueryError) -> Bool {
    try integer("PRAGMA main.application_id") == Self.applicationID
  }
}
