import Cryptography
import Domain
import GRDB

/// Session values → dense numbers. A keyed hash of each value is remembered for 48 hours after its
/// load, so that a visit that spans segments, files, midnight or load order keeps one number; then
/// it is destroyed, and with the last window the key.
package final class SessionNumbers {
  package static let windowMilliseconds: Int64 = 48 * BerlinTime.millisecondsPerHour

  private let limits: SessionLimits
  private var index: SessionIndex
  /// The index holds all open windows.
  private var isReady = false
  private var key: KeyedWordHash?
  private var next: Int64 = 1
  private var closedPeriods = ClosedPeriods([])

  // The current load:
  private var first: Int64 = 1
  private var reopened = 0
  /// Numbers of sessions of this load that an earlier load had begun.
  package private(set) var continued = SessionSet()
  /// Numbers of sessions that this load itself had begun in an earlier call of
  /// ``numbers(of:at:in:)``: they lie in several of its segments.
  package private(set) var shared = SessionSet()

  package init(limits: SessionLimits = SessionLimits()) {
    self.limits = limits
    index = SessionIndex(limits: limits)
  }

  /// Forgets what is in memory; the next load reads it anew. After a load that failed.
  package func forget() {
    index = SessionIndex(limits: limits)
    isReady = false
    resetLoad()
  }

  private func resetLoad() {
    reopened = 0
    continued = SessionSet()
    shared = SessionSet()
  }

  /// Begins a load: closes windows that are over, reads the open ones.
  /// - Parameter now: milliseconds since 1970-01-01T00:00Z.
  package func open(in db: Database, now: Int64) throws {
    resetLoad()
    try closeWindows(in: db, now: now)
    key = try KeyedWordHash(key: storedKey(in: db))
    next = try Int64.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'next_session'") ?? 1
    first = next
    if !isReady {
      index = SessionIndex(limits: limits)
      index = try SessionIndex(reading: db, limits: limits)
      isReady = true
    }
    closedPeriods = try ClosedPeriods(in: db)
  }

  /// The dense numbers of distinct session values, in their order; new ones get the next numbers
  /// in that order.
  /// - Parameter instants: when the first event of each happened, ms since 1970-01-01T00:00Z.
  /// - Throws: `DatabaseError`; ``Fault`` where the stored hashes are damaged.
  package func numbers(
    of values: [UInt64], at instants: [Int64], in db: Database
  ) throws -> [Int64] {
    precondition(values.count == instants.count, "an instant for each session")
    let (hashes, positions) = HashOrder.sorted(key!.hashes(of: values))
    var search = SessionSearch(hashes)
    try index.find(&search, in: db)

    var numbers = [Int64](repeating: 0, count: values.count)
    // Places in the order of hashes; where a hash is repeated, the first place speaks for all.
    var freshPlaces: [Int] = []
    var repeatedPlaces: [Int] = []
    for place in hashes.indices {
      let number = search.numbers[place]
      if number > 0 {
        numbers[Int(positions[place])] = number
        if number < first { continued.insert(number) } else { shared.insert(number) }
      } else if place > 0, hashes[place] == hashes[place - 1] {
        repeatedPlaces.append(place)
        numbers[Int(positions[place])] = -1
      } else {
        freshPlaces.append(place)
      }
    }
    guard !freshPlaces.isEmpty else { return numbers }

    let base = next
    var number = base
    for position in numbers.indices where numbers[position] == 0 {
      numbers[position] = number
      number += 1
      if !closedPeriods.isEmpty, closedPeriods.contains(instants[position]) { reopened += 1 }
    }
    next = number
    for place in repeatedPlaces {
      numbers[Int(positions[place])] = numbers[Int(positions[place - 1])]
    }
    var fresh = SortedSessions(base: base, capacity: freshPlaces.count)
    for place in freshPlaces {
      fresh.append(hash: hashes[place], number: numbers[Int(positions[place])])
    }
    try index.add(fresh, in: db)
    return numbers
  }

  /// Ends a load: opens its window. Returns the warning about sessions that may have begun in a
  /// delivery whose window is closed.
  package func close(loadID: Int64, in db: Database, now: Int64) throws -> [LoadWarning] {
    if next > first {
      try index.writePending(in: db)
      try db.execute(
        sql: """
          INSERT INTO session_window
          SELECT ?, ?, 1 + IFNULL((SELECT MAX(last_page) FROM session_window), 0), MAX(page)
          FROM session_page
          """, arguments: [loadID, now + Self.windowMilliseconds])
      try db.execute(
        sql: """
          INSERT INTO meta VALUES ('next_session', ?)
          ON CONFLICT (key) DO UPDATE SET value = excluded.value
          """, arguments: [next])
      // The room of many sessions is for the marts now; few may soon be asked for again.
      if next - first > limits.sessionsPerRun { index.leaveMemory() }
    }
    guard reopened > 0 else { return [] }
    return [
      LoadWarning(
        reason: .sessionReopened, column: "session", rows: reopened, firstLine: 0, excerpt: "")
    ]
  }

  /// Destroys the windows that are over (deleted pages are overwritten), and with the last the key.
  func closeWindows(in db: Database, now: Int64) throws {
    let over = try Row.fetchAll(
      db, sql: "SELECT first_page, last_page FROM session_window WHERE closes_at <= ?",
      arguments: [now])
    for window in over {
      try db.execute(
        sql: "DELETE FROM session_page WHERE page BETWEEN ? AND ?",
        arguments: [window[0] as Int64, window[1] as Int64])
      isReady = false
    }
    try db.execute(sql: "DELETE FROM session_window WHERE closes_at <= ?", arguments: [now])
    if try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM session_window")! == 0 {
      try db.execute(sql: "DELETE FROM meta WHERE key = 'session_key'")
    }
  }

  private func storedKey(in db: Database) throws -> [UInt8] {
    if let stored = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'session_key'")
    {
      return Hex.decode(stored)!
    }
    let bytes = RandomBytes.make(KeyedWordHash.keyLength)
    try db.execute(
      sql: "INSERT INTO meta VALUES ('session_key', ?)", arguments: [Hex.encode(bytes)])
    return bytes
  }
}
