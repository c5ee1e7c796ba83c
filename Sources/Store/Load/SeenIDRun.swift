import Domain
import GRDB

/// Sorted intervals of event numbers in rows of `seen_id`, each row later numbers than the one
/// before.
final class SeenIDRun {
  private struct Page {
    let rowID: Int64
    let range: ClosedRange<UInt64>
  }

  /// The numbers are hashes, spread evenly by themselves.
  private let areHashes: Bool
  private let limits: SeenIDLimits
  private var pages: [Page]
  /// Made when the run is first read as a whole, where its numbers are scattered.
  private var filter: SessionFilter?
  private var isDense = false

  var range: ClosedRange<UInt64> {
    pages[0].range.lowerBound...pages[pages.count - 1].range.upperBound
  }
  var byteCount: Int { filter?.byteCount ?? 0 }

  private init(_ page: Page, kind: SeenIDSet.Kind, limits: SeenIDLimits) {
    self.limits = limits
    areHashes = kind == .text
    pages = [page]
  }

  /// The runs that the loads of a source have left, oldest first.
  static func all(
    source: String, kind: SeenIDSet.Kind, limits: SeenIDLimits,
    in db: Database
  ) throws -> [SeenIDRun] {
    var runs: [SeenIDRun] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT rowid, minimum, maximum FROM seen_id WHERE source = ? AND kind = ? ORDER BY rowid
        """, arguments: [source, kind.rawValue])
    while let row = try rows.next() {
      let page = Page(
        rowID: row[0],
        range: UInt64(bitPattern: row[1] as Int64)...UInt64(bitPattern: row[2] as Int64))
      if let run = runs.last, run.range.upperBound < page.range.lowerBound {
        run.pages.append(page)
      } else {
        runs.append(SeenIDRun(page, kind: kind, limits: limits))
      }
    }
    return runs
  }

  /// Writes a run.
  /// - Precondition: the intervals are not empty.
  static func write(
    _ intervals: IDIntervals, loadID: Int64, source: String, kind: SeenIDSet.Kind,
    limits: SeenIDLimits,
    in db: Database
  ) throws -> SeenIDRun {
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO seen_id (load_id, source, kind, minimum, maximum, ids)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    var run: SeenIDRun?
    for start in stride(from: 0, to: intervals.count, by: limits.intervalsPerPage) {
      let part = intervals.slice(start..<min(start + limits.intervalsPerPage, intervals.count))
      let range = part.range!
      try insert.execute(arguments: [
        loadID, source, kind.rawValue, Int64(bitPattern: range.lowerBound),
        Int64(bitPattern: range.upperBound), SeenIDPage.bytes(of: part),
      ])
      let page = Page(rowID: db.lastInsertedRowID, range: range)
      if let run {
        run.pages.append(page)
      } else {
        run = SeenIDRun(page, kind: kind, limits: limits)
      }
    }
    return run!
  }

  /// The numbers that are in this run too.
  /// - Parameter isRoom: a filter may be made.
  func intersection(
    _ wanted: IDIntervals, isRoom: Bool, in db: Database
  ) throws -> IDIntervals {
    var wanted = wanted.touching(range)
    if let filter {
      wanted = wanted.passing(filter, areHashes: areHashes)
    }
    guard !wanted.isEmpty else { return IDIntervals() }
    var touched = pages.filter { wanted.touches($0.range) }
    let makesFilter = filter == nil && !isDense && isRoom && touched.count > pages.count / 2
    if makesFilter {
      touched = pages
      filter = SessionFilter(
        capacity: pages.count * limits.intervalsPerPage, bitsPerHash: limits.filterBitsPerID)
    }
    var both = IDIntervals()
    for page in touched {
      let known = try Self.read(page, in: db)
      both.append(wanted.touching(page.range).intersection(known))
      if makesFilter { addToFilter(known) }
    }
    return both
  }

  /// A filter knows numbers one by one: stretches are told by their bounds instead.
  private func addToFilter(_ intervals: IDIntervals) {
    guard let filter else { return }
    for index in 0..<intervals.count {
      let length = intervals.ends[index] - intervals.starts[index]
      guard length < 4 else {
        isDense = true
        self.filter = nil
        return
      }
      for step in 0...length {
        filter.insert(id: intervals.starts[index] + step, isHash: areHashes)
      }
    }
  }

  private static func read(_ page: Page, in db: Database) throws -> IDIntervals {
    let select = try db.cachedStatement(sql: "SELECT ids FROM seen_id WHERE rowid = ?")
    let rows = try Row.fetchCursor(select, arguments: [page.rowID])
    // The bytes are SQLite's, and there as long as the cursor is.
    return try withExtendedLifetime(rows) {
      guard let row = try rows.next() else { throw damage(page, "it is missing") }
      return try row.withUnsafeData(atIndex: 0) { data in
        guard let intervals = data?.withUnsafeBytes({ SeenIDPage.intervals($0) }) ?? nil else {
          throw damage(page, "its bytes are damaged")
        }
        return intervals
      }
    }
  }

  private static func damage(_ page: Page, _ problem: String) -> Fault {
    Fault(
      .badData, at: "table seen_id, row \(page.rowID)", problem,
      remedy: "Restore the database from a backup")
  }
}
