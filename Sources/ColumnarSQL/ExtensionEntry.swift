import CSQLiteExtension
import Domain

/// What runs when the extension is loaded into a connection: the module is registered, and where
/// `main` is a Lagebild database, each feed becomes a table of the connection's own schema `temp`,
/// so that `SELECT … FROM events` works at once and `.tables` lists it. Nothing is written to the
/// file. Feeds that have not been delivered yet are empty tables: a connection that stays open
/// sees their first delivery.
///
/// SQLite derives the name from that of the file, `lagebild_columnar.so`.
@_cdecl("sqlite3_lagebildcolumnar_init")
public func lagebildColumnarEntry(
  _ db: OpaquePointer?, _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  _ api: UnsafeRawPointer?
) -> Int32 {
  guard let db, let api else { return SQLITE_ERROR }
  lagebild_sqlite_keep(api.assumingMemoryBound(to: sqlite3_api_routines.self))
  let connection = Connection(borrowing: db)
  do throws(QueryError) {
    let code = lagebild_create_module(db, VirtualTable.moduleName, VirtualTable.module)
    guard code == SQLITE_OK else {
      throw QueryError(code: code, message: connection.message)
    }
    if try connection.isLagebild() { try createTables(on: connection) }
    return SQLITE_OK
  } catch {
    message?.pointee = VirtualTable.copied("lagebild_columnar: " + error.message)
    return error.code
  }
}

private func createTables(on connection: Connection) throws(QueryError) {
  // `temp` is the connection's own, but query_only does not know that.
  let isQueryOnly = try connection.integer("PRAGMA query_only") == 1
  if isQueryOnly { try connection.execute("PRAGMA query_only = OFF") }
  defer { if isQueryOnly { try? connection.execute("PRAGMA query_only = ON") } }
  for feed in FeedCatalogue.all {
    try connection.execute(
      """
      CREATE VIRTUAL TABLE IF NOT EXISTS temp."\(feed.name)"
      USING \(VirtualTable.moduleName)(\(feed.name))
      """)
  }
}
