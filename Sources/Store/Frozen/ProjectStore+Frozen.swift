import Domain
import Foundation
import GRDB

extension ProjectStore {
  /// Makes the state after one of the loads, as it was before the next one came: a database of its
  /// own that is only read. What it holds are the same rows, so that figures from it are the figures
  /// of then; what only a load needs (hashes of visits, numbers of events) is left out.
  ///
  /// - Parameters:
  ///   - dataFolder: of the project; its database is read, not changed.
  ///   - last: number of the last load that counts.
  ///   - folder: where the new database goes; created.
  ///   - marts: the derived tables; those that a later load has changed are derived anew.
  /// - Throws: ``Fault`` (input missing) where retention has deleted events of a later load: what
  ///   they told the derived tables cannot be taken back; (input/output) where the disk refuses.
  public static func freeze(
    dataFolder: String, upTo last: Int64, into folder: String, marts: [any Mart]
  ) throws {
    let source = try reading(dataFolder: dataFolder)
    let path = folder + "/" + fileName
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try source.queue.backup(to: try DatabaseQueue(path: path))
      let copy = try writing(dataFolder: folder)
      try copy.takeBack(after: last, marts)
      try copy.finish()
    } catch let error as DatabaseError {
      throw fault(for: error, path: path)
    }
    try DurableFile.remove(folder + "/" + WriterLock.fileName)
    // Whoever loads into it by mistake is told so.
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    DurableFile.sync(folder)
  }

  private func takeBack(after last: Int64, _ marts: [any Mart]) throws {
    try queue.write { db in
      let reader = StoreReader(db: db, path: path)
      let later = try reader.loads(after: last).map(\.loadID)
      try db.execute(
        sql: """
          DELETE FROM seen_id; DELETE FROM session_window; DELETE FROM session_page;
          DELETE FROM meta WHERE key = 'session_key';
          """)
      guard !later.isEmpty else { return }
      try requireAll(of: later, reader)
      for (segment, isWhole) in try segments(after: last, in: db) {
        if isWhole {
          try db.remove([segment])
        } else {
          try SegmentMerge([segment], reader, upTo: last).replace(segment, in: db)
        }
      }
      try db.remove(reader.releases(after: last))
      for table in ["quarantine", "load_warning", "load"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE load_id > ?", arguments: [last])
      }
      let transaction = MartTransaction(db: db, reader: StoreReader(db: db, path: path))
      for mart in marts { try mart.rebuild(in: transaction) }
    }
  }

  private func requireAll(of later: [Int64], _ reader: StoreReader) throws {
    let deleted = try reader.rowsDeleted()
    guard let load = later.first(where: { deleted[$0, default: 0] > 0 }) else { return }
    throw Fault(
      .inputMissing, at: path,
      "retention has deleted events of load \(load), which came later: what they changed cannot be"
        + " taken back",
      remedy: "Use a backup from before, or what was exported or printed then")
  }

  /// Segments that hold rows of later loads, and whether they hold no others.
  private func segments(
    after last: Int64, in db: Database
  ) throws -> [(segment: SegmentInfo, isWhole: Bool)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT s.segment_id, s.series, s.rows, MIN(p.load_id) > ?
        FROM segment s JOIN segment_load p USING (segment_id)
        GROUP BY s.segment_id HAVING MAX(p.load_id) > ? ORDER BY s.segment_id
        """, arguments: [last, last]
    ).map { row in (SegmentInfo(id: row[0], series: row[1], rowCount: row[2]), row[3]) }
  }

  /// One plain file without room to spare.
  private func finish() throws {
    try queue.vacuum()
    try checkpoint()
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    try queue.close()
  }
}

extension StoreReader {
  /// The parts of releases that were made from a later state.
  fileprivate func releases(after last: Int64) throws -> [SegmentInfo] {
    let lists = try zones(of: ["release", "last_load"], in: ReleaseSeries.list)
    let kept = try segments(of: ReleaseSeries.list)
      .filter { lists["last_load", $0]?.integers.map { $0.upperBound <= last } ?? false }
      .compactMap { lists["release", $0]?.integers?.upperBound }.max()
    return try seriesNames().filter { $0.hasPrefix(ReleaseSeries.prefix) }.flatMap { series in
      guard try columns(of: series).contains("release") else { return [SegmentInfo]() }
      let zones = try zones(of: ["release"], in: series)
      return try segments(of: series).filter { segment in
        zones["release", segment]?.integers.map { $0.lowerBound > kept ?? 0 } ?? false
      }
    }
  }
}
