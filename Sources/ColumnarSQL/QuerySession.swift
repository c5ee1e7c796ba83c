import CSQLiteExtension
import Columns
import Domain

/// One question in SQL to a database that is open for reading: the feeds are its tables, and
/// nothing can be changed.
public final class QuerySession {
  private let connection: Connection
  private let path: String

  /// The entry point of the extension, for the program that opens a connection with it.
  public static let entryPoint = lagebildColumnarEntry

  /// A value of an answer.
  public enum Value: Sendable, Equatable {
    case null
    case integer(Int64)
    /// May be infinite, never NaN.
    case real(Double)
    case text(String)
    case blob([UInt8])
  }

  /// Takes over a connection on which ``entryPoint`` has run, and closes it in the end.
  /// - Parameter code: SQLite's result of opening it.
  /// - Throws: ``Fault`` where the file cannot be opened or is no Lagebild database.
  public init(adopting db: OpaquePointer, code: Int32, path: String) throws {
    connection = Connection(owning: db)
    self.path = path
    _ = lagebild_busy_timeout(db, 5_000)
    try faults { () throws(QueryError) in
      // Where the entry point failed, this says best why.
      guard try connection.isLagebild() else {
        throw QueryError(code: SQLITE_NOTADB, message: "this is no Lagebild database")
      }
      guard code == SQLITE_OK else { throw QueryError(code: code, message: connection.message) }
      try connection.execute("PRAGMA query_only = ON")
    }
  }

  /// Runs one SELECT and hands out its rows as they come.
  /// - Throws: ``Fault`` of kind `usage` for SQL that does not read, writes, or is more than one
  ///   statement; of kind `badData` for damage, with table, segment and column.
  public func run(
    _ sql: String, names: ([String]) throws -> Void, row: ([Value]) throws -> Void
  ) throws {
    let statement = try faults { () throws(QueryError) in try connection.prepare(sql) }
    guard statement.isReadOnly, Self.isQuestion(sql) else {
      throw Fault(
        .usage, at: "SQL", "this is not a question",
        remedy: "Ask with SELECT, WITH, VALUES or EXPLAIN; data comes in with lagebild ingest")
    }
    guard try isLast(statement, of: sql) else {
      throw Fault(
        .usage, at: "SQL", "there is more than one statement", remedy: "Ask one question at a time")
    }
    let columns = statement.names
    try names(columns)
    while try faults({ () throws(QueryError) in try statement.step() }) {
      try row(columns.indices.map { value(statement, Int32($0)) })
    }
  }

  /// Whether the statement begins with one of the words of a question, after blanks and comments.
  private static func isQuestion(_ sql: String) -> Bool {
    var rest = sql.utf8[...]
    while let first = rest.first {
      if [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(first) {
        rest.removeFirst()
      } else if rest.starts(with: "--".utf8) {
        rest = rest.drop { $0 != 0x0A }
      } else if rest.starts(with: "/*".utf8) {
        rest = rest.dropFirst(2)
        while !rest.isEmpty, !rest.starts(with: "*/".utf8) { rest.removeFirst() }
        rest = rest.dropFirst(2)
      } else {
        break
      }
    }
    let word = String(
      decoding: rest.prefix { ($0 | 0x20) > 0x60 && ($0 | 0x20) < 0x7B }, as: UTF8.self)
    return ["SELECT", "WITH", "VALUES", "EXPLAIN"].contains(word.uppercased())
  }

  /// Whether only blanks and comments come after the statement.
  private func isLast(_ statement: Statement, of sql: String) throws -> Bool {
    guard statement.bytesLeft > 0 else { return true }
    let rest = String(decoding: sql.utf8.suffix(statement.bytesLeft), as: UTF8.self)
    return try faults { () throws(QueryError) in try connection.isEmpty(rest) }
  }

  private func value(_ statement: Statement, _ index: Int32) -> Value {
    switch statement.type(index) {
    case 1: .integer(statement.integer(index))
    case 2: .real(statement.real(index))
    case 3: .text(statement.text(index))
    case 4: .blob(statement.bytes(index))
    default: .null
    }
  }

  /// SQLite's complaint as a fault with the exit code that fits.
  private func faults<Result>(_ body: () throws(QueryError) -> Result) throws(Fault) -> Result {
    do { return try body() } catch {
      switch error.code & 0xFF {
      case SQLITE_CORRUPT:
        throw Fault(
          .badData, at: path, error.message,
          remedy: "Restore it from a backup, or load the delivery anew from Data/archive")
      case SQLITE_NOTADB:
        throw Fault(
          .badData, at: path, error.message, remedy: "Point --project at another folder")
      case SQLITE_MISMATCH:
        throw Fault(
          .configuration, at: path, error.message,
          remedy: "Use the lagebild that wrote it, or load the deliveries in Data/archive anew")
      case SQLITE_BUSY, SQLITE_LOCKED:
        throw Fault(.tryAgain, at: path, error.message, remedy: "Try again")
      case SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_FULL, SQLITE_NOMEM, SQLITE_READONLY:
        throw Fault(
          .inputOutput, at: path, error.message, remedy: "Check the folder and its permissions")
      default:
        throw Fault(
          .usage, at: "SQL", error.message,
          remedy: "docs/sql.md names the tables; lagebild feed list describes their columns")
      }
    }
  }
}
