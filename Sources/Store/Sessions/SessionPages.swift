import Columns
import Domain
import Foundation
import GRDB

/// Sorted sessions ↔ rows of `session_page`. A run is a row of pages
/// with consecutive ids and ascending hashes; its pages share the base of the numbers.
enum SessionPages {
  /// Where a run is stored: its page ids, and the first hash of each page.
  struct Place {
    let firstPage: Int64
    let fences: [UInt64]
    var pages: Range<Int64> { firstPage..<firstPage + Int64(fences.count) }
  }

  /// Writes two sorted lists as one run behind all pages that are there.
  static func write(
    _ sessions: SortedSessions.Merge, sessionsPerPage: Int, in db: Database
  ) throws -> Place {
    let insert = try db.cachedStatement(
      sql: "INSERT INTO session_page (base, checksum, content) VALUES (?, ?, ?)")
    var sessions = sessions
    var firstPage: Int64?
    var fences: [UInt64] = []
    var page = sessions.next(sessionsPerPage)
    while let first = page.hashes.first {
      var content = Data(capacity: page.byteCount)
      page.hashes.withUnsafeBytes { content.append(contentsOf: $0) }
      page.offsets.withUnsafeBytes { content.append(contentsOf: $0) }
      try insert.execute(arguments: [page.base, checksum(content, base: page.base), content])
      firstPage = firstPage ?? db.lastInsertedRowID
      fences.append(first)
      page = sessions.next(sessionsPerPage)
    }
    return Place(firstPage: firstPage ?? 0, fences: fences)
  }

  /// The runs that are stored, oldest first.
  static func runs(in db: Database) throws -> [Range<Int64>] {
    var runs: [Range<Int64>] = []
    var lastBase: Int64?
    let rows = try Row.fetchCursor(db, sql: "SELECT page, base FROM session_page ORDER BY page")
    while let row = try rows.next() {
      let page: Int64 = row[0]
      let base: Int64 = row[1]
      if base == lastBase, let run = runs.last, run.upperBound == page {
        runs[runs.count - 1] = run.lowerBound..<page + 1
      } else {
        runs.append(page..<page + 1)
        lastBase = base
      }
    }
    return runs
  }

  /// Reads a run.
  static func read(
    _ pages: Range<Int64>, in db: Database
  ) throws -> (sessions: SortedSessions, place: Place) {
    var sessions: SortedSessions?
    var fences: [UInt64] = []
    for page in pages {
      try withPage(page, in: db) { base, hashes, offsets in
        fences.append(hashes.loadUnaligned(as: UInt64.self))
        if sessions == nil {
          sessions = SortedSessions(base: base, capacity: pages.count * offsets.count / 4)
        }
        sessions!.append(hashes: hashes, offsets: offsets)
      }
    }
    return (sessions!, Place(firstPage: pages.lowerBound, fences: fences))
  }

  /// Hands out a page's smallest number, its hashes, and the differences of its numbers.
  static func withPage(
    _ page: Int64, in db: Database,
    _ body: (Int64, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void
  ) throws {
    let select = try db.cachedStatement(
      sql: "SELECT base, checksum, content FROM session_page WHERE page = ?")
    let rows = try Row.fetchCursor(select, arguments: [page])
    // The bytes are SQLite's, and there as long as the cursor is.
    try withExtendedLifetime(rows) {
      guard let row = try rows.next() else { throw damage(page, "it is missing") }
      let base: Int64 = row[0]
      let expected: Int64 = row[1]
      try row.withUnsafeData(atIndex: 2) { content in
        guard let content, content.count > 0, content.count % SortedSessions.bytesPerSession == 0,
          checksum(content, base: base) == expected
        else { throw damage(page, "its checksum is wrong") }
        content.withUnsafeBytes { raw in
          let end = raw.count / SortedSessions.bytesPerSession * 8
          body(
            base, UnsafeRawBufferPointer(rebasing: raw[..<end]),
            UnsafeRawBufferPointer(rebasing: raw[end...]))
        }
      }
    }
  }

  private static func checksum(_ content: Data, base: Int64) -> Int64 {
    Int64(bitPattern: content.withUnsafeBytes { Checksum.xxh64($0) }) ^ base
  }

  private static func damage(_ page: Int64, _ problem: String) -> Fault {
    Fault(
      .badData, at: "table session_page, page \(page)", problem,
      remedy: "Restore the database from a backup")
  }
}
