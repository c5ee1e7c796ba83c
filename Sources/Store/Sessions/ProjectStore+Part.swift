import GRDB

extension ProjectStore {
  /// A transaction of its own for a part of a load: lets session numbers and event numbers be
  /// judged alone, without rows, marts and ledger.
  package func writePart<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try queue.write { db in
      try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
      return try body(db)
    }
  }

  /// Enters an empty load into the ledger, for a part that refers to it.
  package static func enterLoad(_ loadID: Int64, in db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO load VALUES
        (?, 'events', 'part', 'part', ?, 0, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0)
        """, arguments: [loadID, "\(loadID)".databaseValue])
  }
}
