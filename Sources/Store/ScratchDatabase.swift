import Columns
import GRDB

/// An ordinary SQLite database in memory with ordinary rows: the oracle on which the SQL text of
/// an indicator is run. Holds no segments and is not part of any project.
public final class ScratchDatabase {
  private let queue: DatabaseQueue

  public init() throws { queue = try DatabaseQueue() }

  /// Runs one or more statements that return nothing.
  public func execute(_ sql: String) throws {
    try queue.write { try $0.execute(sql: sql) }
  }

  /// Fills an existing table with the rows of the columns, in order.
  /// - Precondition: all columns have the same number of rows.
  public func insert(table: String, columns: [(String, ColumnVector)]) throws {
    let rowCount = columns.first?.1.rowCount ?? 0
    precondition(columns.allSatisfy { $0.1.rowCount == rowCount }, "columns of unequal length")
    let names = columns.map { "\"\($0.0)\"" }.joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    try queue.write { database in
      let statement = try database.makeStatement(
        sql: "INSERT INTO \"\(table)\" (\(names)) VALUES (\(marks))")
      for row in 0..<rowCount {
        let values = columns.map { Self.databaseValue($0.1[row]) }
        try statement.execute(arguments: StatementArguments(values))
      }
    }
  }

  /// The rows of a query, in its order.
  public func rows(_ sql: String) throws -> [[Cell]] {
    try queue.read { database in
      try Row.fetchAll(database, sql: sql).map { row in
        row.databaseValues.map { Self.cell($0) }
      }
    }
  }

  private static func databaseValue(_ cell: Cell) -> DatabaseValue {
    switch cell {
    case .null: .null
    case .integer(let value): value.databaseValue
    case .real(let value): value.databaseValue
    case .text(let value): value.databaseValue
    }
  }

  private static func cell(_ value: DatabaseValue) -> Cell {
    switch value.storage {
    case .null: .null
    case .int64(let number): .integer(number)
    case .double(let number): .real(number)
    case .string(let text): .text(text)
    case .blob: preconditionFailure("the oracle's tables hold no blobs")
    }
  }
}
