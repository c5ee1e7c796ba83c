import Domain
import Foundation
import GRDB

/// What a call to load came to.
public enum LoadOutcome: Sendable {
  case loaded(LoadReport)
  /// The same bytes had been loaded before, by this load; nothing was changed.
  case repeated(loadID: Int64)
}

extension ProjectStore {
  /// Loads one delivery in one transaction: everything or nothing.
  ///
  /// - Parameters:
  ///   - marts: derived tables that join the transaction.
  ///   - now: injected clock, milliseconds since 1970-01-01T00:00Z.
  ///   - rows: hands the checked rows to the transaction; what it throws undoes the load.
  public func load(
    _ delivery: Delivery, resolution: Resolution, marts: [any Mart], now: Int64,
    rows: (LoadTransaction) throws -> Void
  ) throws -> LoadOutcome {
    if let known = try loadID(of: delivery) { return .repeated(loadID: known) }
    do {
      let report = try queue.write { db in
        try adopt(resolution, in: db)
        try adoptOrigin(of: delivery, in: db)
        let loadID = 1 + (try Int64.fetchOne(db, sql: "SELECT MAX(load_id) FROM load") ?? 0)
        // The ledger row comes last, but quarantine rows refer to it: check at commit.
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
        let transaction = try LoadTransaction(
          db: db, delivery: delivery, resolution: resolution, now: now, sessions: sessions,
          loadID: loadID)
        try rows(transaction)
        return try transaction.finish(marts: marts)
      }
      try checkpoint()
      return .loaded(report)
    } catch {
      sessions.forget()
      if let error = error as? DatabaseError { throw Self.fault(for: error, path: path) }
      throw error
    }
  }

  /// Whether a load of the feed has as many bytes: only then can a file be there already.
  public func mayHold(feed: String, bytes: Int64) throws -> Bool {
    try queue.read { db in
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM load WHERE feed = ? AND bytes = ?)",
        arguments: [feed, bytes])!
    }
  }

  /// The load that already holds these bytes.
  private func loadID(of delivery: Delivery) throws -> Int64? {
    try queue.read { db in
      try Int64.fetchOne(
        db, sql: "SELECT load_id FROM load WHERE feed = ? AND sha256 = ?",
        arguments: [delivery.feed.name, Data(delivery.sha256)])
    }
  }

  /// The first load fixes the resolution: figures of two resolutions must not be mixed.
  private func adopt(_ resolution: Resolution, in db: Database) throws {
    let text = resolution.name
    let known = try StoreReader(db: db, path: path).meta("resolution")
    if let known, known != text {
      throw Fault(
        .configuration, at: "lagebild.toml: resolution",
        "the project was loaded with \(known), the setting says \(text)",
        remedy: "Restore the setting, or start a new project folder")
    }
    try setMeta("resolution", text, in: db)
  }

  private func adoptOrigin(of delivery: Delivery, in db: Database) throws {
    let isSimulation = delivery.source == Self.simulationSource
    let known = try StoreReader(db: db, path: path).meta("origin").flatMap(ProjectOrigin.init)
    guard delivery.feed.name == "areas" || isSimulation else { return }
    let wanted: ProjectOrigin = isSimulation ? .simulated : .real
    if let known, known != wanted {
      throw Fault(
        .badData, at: delivery.file,
        known == .simulated
          ? "a simulated project refuses a real register"
          : "a project with real data refuses simulated deliveries",
        remedy: "Use another project folder: a project is simulated or real for good")
    }
    try setMeta("origin", wanted.rawValue, in: db)
  }

  /// The source that the simulated platform names in its manifests.
  public static let simulationSource = "simulation"

  private func setMeta(_ key: String, _ value: String, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      arguments: [key, value])
  }
}
