import Columns
import Store

/// The oracle of the indicators: an ordinary SQLite database with ordinary tables, on which the
/// SQL text of a formula has to give what the column engine gives.
public struct OracleDatabase {
  private let database: ScratchDatabase

  public init() throws { database = try ScratchDatabase() }

  /// Creates a table and fills it; the columns take their SQLite type from the vectors.
  public func create(table: String, columns: [(String, ColumnVector)]) throws {
    let definitions = columns.map { name, column in
      let type =
        switch column.type {
        case .integer: "INTEGER"
        case .real: "REAL"
        case .text: "TEXT"
        }
      return "\"\(name)\" \(type)"
    }
    try database.execute("CREATE TABLE \"\(table)\" (\(definitions.joined(separator: ", ")))")
    try database.insert(table: table, columns: columns)
  }

  /// The answer, row by row.
  public func rows(_ sql: String) throws -> [[Cell]] { try database.rows(sql) }
}
