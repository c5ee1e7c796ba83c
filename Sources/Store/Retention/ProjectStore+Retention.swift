import Columns
import Domain
import GRDB

extension ProjectStore {
  /// What would go now.
  public func retentionPlan(
    _ limits: RetentionLimits, marts: [any Mart], now: Int64
  ) throws -> RetentionPlan {
    try read { try RetentionPlan($0, limits, marts: marts, now: now) }
  }

  /// Deletes what is old, and records it: one transaction, then the file is written anew without the
  /// room that is free, and the log is emptied. What an interruption leaves undone, the next call
  /// does.
  ///
  /// - Parameters:
  ///   - files: what the caller deletes outside the database afterwards; recorded with the rest.
  ///   - now: milliseconds since 1970-01-01T00:00Z.
  ///   - willCommit: called at the end of the transaction; what it throws undoes it.
  /// - Returns: what went; `nil` where there was nothing to delete.
  /// - Throws: ``Fault`` where a mart has not yet seen all events: it could never make that good.
  @discardableResult
  public func applyRetention(
    _ limits: RetentionLimits, marts: [any Mart], files: [RetentionItem], now: Int64,
    willCommit: () throws -> Void = {}
  ) throws -> RetentionRecord? {
    do {
      let record = try queue.write { db -> RetentionRecord? in
        let reader = StoreReader(db: db, path: path)
        let plan = try RetentionPlan(reader, limits, marts: marts, now: now)
        guard !plan.items.isEmpty || !files.isEmpty else { return nil }
        if plan.deletesEvents { try requireUpToDate(marts, reader) }
        let rowsOfLoads = try deleteEvents(of: plan, reader)
        try deleteDays(of: plan, MartTransaction(db: db, reader: reader))
        try deleteTraces(of: plan.emptiedLoads, in: db)
        try sessions.closeWindows(in: db, now: now)

        let before = try reader.retention()
        let record = RetentionRecord(
          run: 1 + (try reader.segments(of: RetentionSeries.runs).count), appliedAt: now,
          items: files + plan.items)
        try RetentionSeries.write(
          record,
          RetentionState(
            eventsFrom: plan.deletesEvents ? plan.eventsFrom.firstDay : before.eventsFrom,
            daysFrom: plan.deletesDays ? limits.daysBefore.firstDay : before.daysFrom,
            filesFrom: limits.filesBefore),
          rowsOfLoads: rowsOfLoads, in: db)
        try willCommit()
        return record
      }
      try shrink()
      return record
    } catch {
      sessions.forget()
      if let error = error as? DatabaseError { throw Self.fault(for: error, path: path) }
      throw error
    }
  }

  private func requireUpToDate(_ marts: [any Mart], _ reader: StoreReader) throws {
    guard try marts.allSatisfy({ try $0.isUpToDate(reader) }) else {
      throw Fault(
        .tryAgain, at: path, "a derived table has not seen all events that would be deleted",
        remedy: "Compute it first: lagebild run")
    }
  }

  /// - Returns: load → rows that went.
  private func deleteEvents(of plan: RetentionPlan, _ reader: StoreReader) throws -> [Int64: Int] {
    let db = reader.db
    var rowsOfLoads: [Int64: Int] = [:]
    for segment in plan.wholeSegments {
      for load in try reader.loads(of: segment) { rowsOfLoads[load.id, default: 0] += load.rows }
    }
    try db.remove(plan.wholeSegments)
    for segment in plan.partedSegments {
      let before = try reader.loads(of: segment)
      let rest = try SegmentMerge([segment], reader, from: plan.firstInstant)
      try rest.replace(segment, in: db)
      for load in before {
        let kept = rest.loads.first { $0.id == load.id }?.rows ?? 0
        if kept < load.rows { rowsOfLoads[load.id, default: 0] += load.rows - kept }
      }
    }
    return rowsOfLoads
  }

  private func deleteDays(of plan: RetentionPlan, _ transaction: MartTransaction) throws {
    let firstDay = Int64(plan.limits.daysBefore.firstDay.number)
    for part in plan.wholeParts { try transaction.remove(part) }
    for part in plan.partedParts {
      try transaction.keep(of: part) { batch in
        guard case .integers(let days, _)? = batch["day"] else {
          preconditionFailure("\(part.series) lost its days")
        }
        return days.indices.filter { days[$0] >= firstDay }
      }
    }
  }

  /// What tables besides the segments know of events that are gone.
  private func deleteTraces(of loads: [Int64], in db: Database) throws {
    for load in loads {
      try db.cachedStatement(sql: "DELETE FROM seen_id WHERE load_id = ?")
        .execute(arguments: [load])
      for table in ["quarantine", "load_warning"] {
        try db.cachedStatement(
          sql: "UPDATE \(table) SET excerpt = '' WHERE load_id = ? AND excerpt <> ''"
        ).execute(arguments: [load])
      }
    }
  }

  /// Hands free pages back and empties the log, in which deleted rows may still stand.
  private func shrink() throws {
    try checkpoint()
    let free = try queue.read { try Int.fetchOne($0, sql: "PRAGMA freelist_count") ?? 0 }
    if free > 0 {
      try queue.vacuum()
      try checkpoint()
    }
  }
}
