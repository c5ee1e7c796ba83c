import Columns
import Domain
import Foundation
import GRDB

/// Columns in, segments inside one SQLite file out, and back.
///
/// A writing store holds the project's only writing connection (flock); any number of reading
/// stores see the last committed load, never half of one.
public final class ProjectStore: @unchecked Sendable {
  // Unchecked: `queue` is thread-safe by itself, the rest is only touched
  // inside its serialised blocks.
  let queue: DatabaseQueue
  private let lock: WriterLock?
  let sessions = SessionNumbers()
  private var memory: StateMemory?
  private let chunkLimit: Int
  public let path: String

  /// File of the database in a project's `Data` folder.
  public static let fileName = "lagebild.sqlite"

  /// Opens the database for loading and creates it where it is missing.
  /// - Throws: ``Fault`` where another process writes, the folder is missing, or the file is not
  ///   a Lagebild database.
  public static func writing(dataFolder: String) throws -> ProjectStore {
    let lock = try WriterLock(path: dataFolder + "/" + WriterLock.fileName)
    var configuration = Configuration()
    configuration.label = "lagebild.writer"
    configuration.prepareDatabase { db in
      // FULL: NORMAL lost confirmed loads in power-cut images. Deleted pages are overwritten,
      // because they may have held session hashes.
      try db.execute(
        sql: """
          PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0;
          """)
    }
    return try open(dataFolder: dataFolder, configuration: configuration, lock: lock)
  }

  /// Opens the database for reading. A folder into which nothing has been loaded yet reads as an
  /// empty database.
  /// - Parameter chunks: bytes of opened chunks that questions leave in memory for the next ones at
  ///   most, ``ChunkMemory/usualLimit`` for instance; 0: none, as it suits a process that asks once.
  public static func reading(dataFolder: String, keeping chunks: Int = 0) throws -> ProjectStore {
    let path = dataFolder + "/" + fileName
    guard FileManager.default.fileExists(atPath: path) else {
      let queue = try DatabaseQueue()
      try queue.write(DatabaseSchema.create)
      return ProjectStore(queue: queue, lock: nil, path: path, chunkLimit: 0)
    }
    var configuration = Configuration()
    configuration.label = "lagebild.reader"
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA query_only = ON; PRAGMA mmap_size = 0;")
    }
    return try open(
      dataFolder: dataFolder, configuration: configuration, lock: nil, chunkLimit: chunks)
  }

  private static func open(
    dataFolder: String, configuration: Configuration, lock: WriterLock?, chunkLimit: Int = 0
  ) throws -> ProjectStore {
    let path = dataFolder + "/" + fileName
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      if lock != nil {
        try queue.writeWithoutTransaction { db in
          if try DatabaseSchema.recognise(db, path: path) == false {
            try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;")
            try db.inTransaction {
              try DatabaseSchema.create(in: db)
              return .commit
            }
          }
          try db.execute(
            sql: """
              PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;
              """)
        }
      } else {
        guard try queue.read({ try DatabaseSchema.recognise($0, path: path) }) else {
          throw Fault(
            .configuration, at: path, "the database is empty",
            remedy: "Load something first: lagebild ingest FILE")
        }
      }
      return ProjectStore(queue: queue, lock: lock, path: path, chunkLimit: chunkLimit)
    } catch let error as DatabaseError {
      throw Self.fault(for: error, path: path)
    }
  }

  private init(queue: DatabaseQueue, lock: WriterLock?, path: String, chunkLimit: Int) {
    self.chunkLimit = chunkLimit
    self.queue = queue
    self.lock = lock
    self.path = path
  }

  /// Reads one consistent state.
  public func read<Value>(_ body: (StoreReader) throws -> Value) throws -> Value {
    do {
      return try queue.read { db in
        try body(StoreReader(db: db, path: path, memory: try memory(of: db)))
      }
    } catch let error as DatabaseError {
      throw Self.fault(for: error, path: path)
    }
  }

  /// What is known of the database's state; to be asked for within a transaction.
  private func memory(of db: Database) throws -> StateMemory {
    let memory = memory ?? StateMemory(db: db, chunks: chunkLimit)
    self.memory = memory
    try memory.follow(db)
    return memory
  }

  static func fault(for error: DatabaseError, path: String) -> Fault {
    switch error.resultCode {
    case .SQLITE_NOTADB:
      Fault(
        .badData, at: path, "the file is not an SQLite database",
        remedy: "Move it away, or restore it from a backup")
    case .SQLITE_CORRUPT:
      Fault(
        .badData, at: path, "the database is damaged (\(error.message ?? "no detail"))",
        remedy: "Restore it from a backup, or load the archive anew")
    case .SQLITE_FULL, .SQLITE_IOERR:
      Fault(
        .inputOutput, at: path, "the disk refused (\(error.message ?? "no detail"))",
        remedy: "Free space and run the load again; nothing of it was stored")
    case .SQLITE_CANTOPEN, .SQLITE_READONLY:
      Fault(
        .inputOutput, at: path, "the database cannot be opened (\(error.message ?? "no detail"))",
        remedy: "Check that the folder exists and its permissions")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      Fault(.tryAgain, at: path, "the database is busy", remedy: "Try again")
    default:
      Fault(
        .internal, at: path, "SQLite says: \(error.message ?? "code \(error.resultCode.rawValue)")",
        remedy: "Please report this")
    }
  }
}
