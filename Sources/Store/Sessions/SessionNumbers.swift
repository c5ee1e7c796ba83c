import Cryptography
import Domain
import Foundation
import GRDB

/// Session values → dense numbers. A keyed hash of each value is remembered for 48 hours after its
/// load, so that a visit that spans files, midnight or load order keeps one number; then it is
/// destroyed, and with the last window the key.
final class SessionNumbers {
  static let windowMilliseconds: Int64 = 48 * BerlinTime.millisecondsPerHour

  /// Hash → number, of all open windows.
  private var numberOfHash: [UInt64: Int64] = [:]
  private var isReady = false
  private var key: HMACSHA256?
  private var next: Int64 = 1
  private var closedPeriods: [ClosedRange<Int64>] = []

  // The current load:
  private var numberOfValue: [Int64: Int64] = [:]
  private var fresh: [(hash: UInt64, number: Int64)] = []
  private var reopened = 0
  private var span: (first: Int64, last: Int64)?
  /// Numbers of sessions of this load that an earlier load had begun.
  private(set) var continued: Set<Int64> = []

  /// Forgets what is in memory; the next load reads it anew. After a load that failed.
  func forget() {
    numberOfHash = [:]
    isReady = false
    resetLoad()
  }

  private func resetLoad() {
    numberOfValue = [:]
    fresh = []
    reopened = 0
    span = nil
    continued = []
  }

  /// Begins a load: closes windows that are over, reads the open ones.
  func open(in db: Database, now: Int64) throws {
    resetLoad()
    try db.execute(sql: "DELETE FROM session_window WHERE closes_at <= ?", arguments: [now])
    if db.changesCount > 0 { isReady = false }
    let isAnyOpen = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM session_window")! > 0
    if !isAnyOpen {
      try db.execute(sql: "DELETE FROM meta WHERE key = 'session_key'")
      numberOfHash = [:]
    }
    if let stored = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'session_key'")
    {
      key = HMACSHA256(key: Hex.decode(stored)!)
    } else {
      let bytes = RandomBytes.make(32)
      key = HMACSHA256(key: bytes)
      try db.execute(
        sql: "INSERT INTO meta VALUES ('session_key', ?)", arguments: [Hex.encode(bytes)])
    }
    next = try Int64.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'next_session'") ?? 1
    if !isReady {
      numberOfHash = [:]
      let rows = try Row.fetchCursor(db, sql: "SELECT hashes, numbers FROM session_window")
      while let row = try rows.next() {
        let hashes = Self.words(row[0] as Data)
        let numbers = Self.words(row[1] as Data)
        for (hash, number) in zip(hashes, numbers) {
          numberOfHash[hash] = Int64(bitPattern: number)
        }
      }
      isReady = true
    }
    closedPeriods = try Row.fetchAll(
      db,
      sql: """
        SELECT MIN(c.minimum), MAX(c.maximum) FROM segment s JOIN chunk c USING (segment_id)
        WHERE s.series = 'events' AND c.column_name = 'ts'
          AND s.load_id NOT IN (SELECT load_id FROM session_window)
        GROUP BY s.load_id
        """
    ).map { ($0[0] as Int64)...($0[1] as Int64) }
  }

  /// The dense numbers of a segment's sessions, in stored order: fresh ones follow each other.
  func numbers(of values: [UInt64], at instants: [Int64], in db: Database) throws -> [Int64] {
    zip(values, instants).map { number(of: Int64(bitPattern: $0), at: $1) }
  }

  /// The dense number of a session value.
  /// - Parameter instant: when its event happened, milliseconds since 1970-01-01T00:00Z.
  func number(of value: Int64, at instant: Int64) -> Int64 {
    span = (min(span?.first ?? instant, instant), max(span?.last ?? instant, instant))
    if let number = numberOfValue[value] { return number }
    let message = (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * Int64($0))) }
    let hash = key!.prefix64(message)
    if let number = numberOfHash[hash] {
      continued.insert(number)
      numberOfValue[value] = number
      return number
    }
    let number = next
    next += 1
    numberOfValue[value] = number
    numberOfHash[hash] = number
    fresh.append((hash, number))
    if closedPeriods.contains(where: { $0.contains(instant) }) { reopened += 1 }
    return number
  }

  /// Ends a load: opens its window. Returns the warning about sessions that may have begun in a
  /// delivery whose window is closed.
  func close(loadID: Int64, in db: Database, now: Int64) throws -> [LoadWarning] {
    if !fresh.isEmpty {
      try db.execute(
        sql: "INSERT INTO session_window VALUES (?, ?, ?, ?)",
        arguments: [
          loadID, now + Self.windowMilliseconds, Self.data(fresh.map(\.hash)),
          Self.data(fresh.map { UInt64(bitPattern: $0.number) }),
        ])
      try db.execute(
        sql: """
          INSERT INTO meta VALUES ('next_session', ?)
          ON CONFLICT (key) DO UPDATE SET value = excluded.value
          """, arguments: [next])
    }
    guard reopened > 0 else { return [] }
    return [
      LoadWarning(
        reason: .sessionReopened, column: "session", rows: reopened, firstLine: 0, excerpt: "")
    ]
  }

  private static func data(_ words: [UInt64]) -> Data {
    words.withUnsafeBytes { Data($0) }
  }

  private static func words(_ data: Data) -> [UInt64] {
    data.withUnsafeBytes { raw in
      (0..<raw.count / 8).map { raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
    }
  }
}
