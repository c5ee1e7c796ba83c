import Foundation
import GRDB

extension ProjectStore {
  /// Process id of the program that is writing to the project, or `nil` where none is.
  public static func lockHolder(dataFolder: String) -> String? {
    let descriptor = open(dataFolder + "/" + WriterLock.fileName, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
    var buffer = [UInt8](repeating: 0, count: 32)
    let count = Foundation.read(descriptor, &buffer, 31)
    return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : "?"
  }
}

extension StoreReader {
  /// Version of the SQLite library, `3.46.1`.
  public func sqliteVersion() throws -> String {
    try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? ""
  }

  /// Rows refused so far, over all loads.
  public func quarantineCount() throws -> Int {
    try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM quarantine") ?? 0
  }
}
