import CSQLiteExtension

/// What SQLite, or the reading of a chunk, has to say against going on. Inside the extension it
/// becomes the error message of the running statement.
struct QueryError: Error, Equatable {
  /// SQLite's result code.
  let code: Int32
  /// One sentence without a final full stop.
  let message: String

  /// A chunk that is not as it was written, or a table that does not fit.
  static func damage(_ message: String) -> QueryError {
    QueryError(code: SQLITE_CORRUPT, message: message)
  }
}

/// A connection to SQLite, reached through the functions that were handed to the extension.
final class Connection {
  let db: OpaquePointer
  private let isOwned: Bool

  /// The connection into which the extension was loaded.
  init(borrowing db: OpaquePointer) {
    self.db = db
    isOwned = false
  }

  /// A connection that closes itself.
  init(owning db: OpaquePointer) {
    self.db = db
    isOwned = true
  }

  /// A connection of its own to an existing file, for reading.
  convenience init(reading path: String) throws(QueryError) {
    var db: OpaquePointer?
    let code = lagebild_open(path, SQLITE_OPEN_READONLY, &db)
    guard let db else { throw QueryError(code: code, message: "\(path): out of memory") }
    self.init(owning: db)
    guard code == SQLITE_OK else {
      throw QueryError(code: code, message: "\(path): \(message)")
    }
    _ = lagebild_busy_timeout(db, 5_000)
  }

  deinit { if isOwned { _ = lagebild_close(db) } }

  /// What SQLite says of the last failure.
  var message: String { lagebild_errmsg(db).map { String(cString: $0) } ?? "no detail" }

  func prepare(_ sql: String) throws(QueryError) -> Statement {
    try Statement(sql, on: self)
  }

  func execute(_ sql: String) throws(QueryError) {
    let statement = try prepare(sql)
    while try statement.step() {}
  }

  /// Whether a text holds blanks, comments and semicolons only.
  func isEmpty(_ sql: String) throws(QueryError) -> Bool {
    var rest = sql
    while !rest.isEmpty {
      var handle: OpaquePointer?
      let (code, left) = Statement.compile(rest, on: self, &handle)
      _ = lagebild_finalize(handle)
      if handle != nil || code != SQLITE_OK { return false }
      rest = String(decoding: rest.utf8.suffix(left), as: UTF8.self)
    }
    return true
  }

  /// First column of the first row as a number; `nil` where there is no row or it is null.
  func integer(_ sql: String) throws(QueryError) -> Int64? {
    let statement = try prepare(sql)
    guard try statement.step(), !statement.isNull(0) else { return nil }
    return statement.integer(0)
  }
}

/// A prepared statement: bind, step through the rows, reset.
final class Statement {
  let connection: Connection
  let handle: OpaquePointer
  /// Number of the SQL text's bytes that come after this statement.
  let bytesLeft: Int

  init(_ sql: String, on connection: Connection) throws(QueryError) {
    self.connection = connection
    var handle: OpaquePointer?
    let (code, left) = Self.compile(sql, on: connection, &handle)
    guard code == SQLITE_OK, let handle else {
      throw QueryError(
        code: code == SQLITE_OK ? SQLITE_ERROR : code,
        message: code == SQLITE_OK ? "no statement" : connection.message)
    }
    self.handle = handle
    bytesLeft = left
  }

  deinit { _ = lagebild_finalize(handle) }

  /// Compiles the first statement of a text. `left`: bytes of the text that come after it.
  static func compile(
    _ sql: String, on connection: Connection, _ handle: inout OpaquePointer?
  ) -> (code: Int32, left: Int) {
    sql.withCString { text in
      var rest: UnsafePointer<CChar>?
      let code = lagebild_prepare(connection.db, text, &handle, &rest)
      var left = 0
      while let rest, rest[left] != 0 { left += 1 }
      return (code, left)
    }
  }

  var isReadOnly: Bool { lagebild_is_readonly(handle) != 0 }

  /// - Parameter index: from 1.
  func bind(_ index: Int32, _ value: Int64) { _ = lagebild_bind_int64(handle, index, value) }
  func bind(_ index: Int32, _ text: String) {
    _ = lagebild_bind_text(handle, index, text, Int32(text.utf8.count))
  }

  /// Whether there is a row.
  func step() throws(QueryError) -> Bool {
    switch lagebild_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let message = connection.message
      _ = lagebild_reset(handle)
      throw QueryError(code: code, message: message)
    }
  }

  func reset() { _ = lagebild_reset(handle) }

  // MARK: - The row, columns from 0

  var names: [String] {
    (0..<lagebild_column_count(handle)).map { index in
      lagebild_column_name(handle, index).map { String(cString: $0) } ?? ""
    }
  }

  func type(_ index: Int32) -> Int32 { lagebild_column_type(handle, index) }
  func isNull(_ index: Int32) -> Bool { type(index) == SQLITE_NULL }
  func integer(_ index: Int32) -> Int64 { lagebild_column_int64(handle, index) }
  func real(_ index: Int32) -> Double { lagebild_column_double(handle, index) }

  func text(_ index: Int32) -> String {
    guard let bytes = lagebild_column_text(handle, index) else { return "" }
    let count = Int(lagebild_column_bytes(handle, index))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func bytes(_ index: Int32) -> [UInt8] {
    guard let bytes = lagebild_column_blob(handle, index) else { return [] }
    let count = Int(lagebild_column_bytes(handle, index))
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
  }
}
