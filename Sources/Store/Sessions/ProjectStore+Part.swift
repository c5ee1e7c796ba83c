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
}
