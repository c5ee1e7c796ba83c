import Columns
import Domain
import GRDB

/// What a full look at the database found.
public struct IntegrityReport: Sendable {
  public internal(set) var chunksRead = 0
  public internal(set) var loadsChecked = 0
  /// One for each damage; empty: all is well.
  public internal(set) var faults: [Fault] = []
}

extension StoreReader {
  /// SQLite's own check, every chunk against its checksum, the ledger's sums, and the rows of the
  /// facts, those that retention has deleted among them, against the ledger.
  public func integrity() throws -> IntegrityReport {
    var report = IntegrityReport()
    let messages = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
    for message in messages where message != "ok" {
      report.faults.append(damage(path, "SQLite says: \(message)"))
    }
    try checkChunks(&report)
    try checkLedger(&report)
    return report
  }

  private func checkChunks(_ report: inout IntegrityReport) throws {
    for series in try seriesNames() {
      for segment in try segments(of: series) {
        let columns = try String.fetchAll(
          db, sql: "SELECT column_name FROM chunk WHERE segment_id = ? ORDER BY rowid",
          arguments: [segment.id])
        try checkLoads(of: segment, &report)
        if columns.isEmpty {
          report.faults.append(
            damage("\(path): segment \(segment.id) of \(series)", "it has no columns"))
        }
        for column in columns {
          do {
            _ = try zone(of: column, in: segment)
            _ = try read(segment, columns: [column])
            report.chunksRead += 1
          } catch let fault as Fault {
            report.faults.append(fault)
          }
        }
      }
    }
  }

  /// What the table `segment_load` says of a segment against the segment.
  private func checkLoads(of segment: SegmentInfo, _ report: inout IntegrityReport) throws {
    guard FeedCatalogue.feed(named: segment.series) != nil else { return }
    let loads = try loads(of: segment)
    let place = "\(path): segment \(segment.id) of \(segment.series)"
    let known = loads.reduce(0) { $0 + $1.rows }
    if known != segment.rowCount {
      report.faults.append(
        damage(place, "it has \(segment.rowCount) rows, its loads have \(known)"))
    }
    guard loads.count > 1 else { return }
    do {
      let counted = Dictionary(try rowLoads(of: segment).map { ($0, 1) }, uniquingKeysWith: +)
      for load in loads where counted[load.id] != load.rows {
        report.faults.append(
          damage(
            place,
            "the table segment_load has \(load.rows) rows of load \(load.id), the segment"
              + " \(counted[load.id] ?? 0)"))
      }
    } catch let fault as Fault {
      report.faults.append(fault)
    }
  }

  private func checkLedger(_ report: inout IntegrityReport) throws {
    let deleted = try rowsDeleted()
    let sums = try Row.fetchAll(
      db,
      sql: """
        SELECT load_id, feed, rows_in, rows_loaded, rows_duplicate, rows_quarantined,
          (SELECT COALESCE(SUM(p.rows), 0) FROM segment_load p JOIN segment s USING (segment_id)
           WHERE p.load_id = load.load_id AND s.series = load.feed) AS stored,
          (SELECT COUNT(*) FROM quarantine q WHERE q.load_id = load.load_id) AS refused
        FROM load ORDER BY load_id
        """)
    for row in sums {
      report.loadsChecked += 1
      let id: Int64 = row["load_id"]
      let place = "\(path): load \(id)"
      let rowsIn: Int = row["rows_in"]
      let loaded: Int = row["rows_loaded"]
      let quarantined: Int = row["rows_quarantined"]
      if rowsIn != loaded + row["rows_duplicate"] + quarantined {
        report.faults.append(damage(place, "rows in are not loaded + duplicate + quarantined"))
      }
      let known = (row["stored"] as Int) + (deleted[id] ?? 0)
      if loaded != known {
        report.faults.append(
          damage(
            place, "the ledger has \(loaded) rows, the segments and retention \(known)"))
      }
      if quarantined != row["refused"] {
        report.faults.append(
          damage(
            place,
            "the ledger has \(quarantined) refused rows, the quarantine"
              + " \(row["refused"] as Int)"))
      }
    }
  }

  private func damage(_ place: String, _ problem: String) -> Fault {
    Fault(
      .badData, at: place, problem,
      remedy: "Restore the database from a backup, or load Data/archive anew")
  }
}
