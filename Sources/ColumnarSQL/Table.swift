import CSQLiteExtension
import Domain

/// A feed's virtual table on one connection.
final class Table {
  let shape: TableShape
  let source: SegmentSource
  let pool = TextPool()
  /// Whether the database is another one than that of the statement that is running.
  private let isElsewhere: Bool
  private var openScans = 0

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
    isElsewhere = path != nil
    shape = TableShape(feed)
    source = try SegmentSource(feed, connection: connection)
  }

  /// A statement sees one state of its own database; of another one, a transaction that lasts as
  /// long as scans are open.
  func beginScan() throws(QueryError) {
    if isElsewhere, openScans == 0 { try source.connection.execute("BEGIN") }
    openScans += 1
  }

  func endScan() {
    openScans -= 1
    if isElsewhere, openScans == 0 { try? source.connection.execute("COMMIT") }
  }

  /// Rows that the segments hold, for estimates. What is wrong with them is told by the scan, which
  /// names it better than a plan that fails.
  func rowCount() -> Int {
    let segments = (try? source.segments()) ?? []
    return segments.reduce(0) { $0 + $1.rowCount }
  }
}

extension Connection {
  /// "LAGE" in ASCII and the version of the tables; both stand in the header of the file.
  private static let applicationID: Int64 = 0x4C41_4745
  private static let version: Int64 = 4

  /// Whether `main` is a database of this program.
  /// - Throws: ``QueryError`` where another version of it wrote the file.
  func isLagebild() throws(QueryError) -> Bool {
    guard try integer("PRAGMA main.application_id") == Self.applicationID else { return false }
    let version = try integer("PRAGMA main.user_version") ?? 0
    guard version == Self.version else {
      throw QueryError(
        code: SQLITE_MISMATCH,
        message: "the database has schema version \(version), this program reads \(Self.version)")
    }
    return true
  }
}
