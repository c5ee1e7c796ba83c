import Columns
import Domain
import Foundation
import GRDB

/// One load: rows, chunks, marts, quarantine and ledger, together or not at all.
///
/// Typed batches go in with ``append(_:)``; the transaction numbers sessions, leaves out what is
/// there already, rounds to the project's resolution, and writes segments.
public final class LoadTransaction {
  let db: Database
  let delivery: Delivery
  let resolution: Resolution
  /// The injected clock, milliseconds since 1970-01-01T00:00Z.
  let now: Int64
  private let sessions: SessionNumbers
  private var report: LoadReport
  private var pending: [ColumnBatch] = []
  private var pendingRows = 0
  private var segments: [SegmentInfo] = []
  private var seenIDs: SeenIDs?
  private var keys: KeyGuard?
  private var register: RegisterKeys?

  init(
    db: Database, delivery: Delivery, resolution: Resolution, now: Int64, sessions: SessionNumbers,
    loadID: Int64
  ) throws {
    self.db = db
    self.delivery = delivery
    self.resolution = resolution
    self.now = now
    self.sessions = sessions
    report = LoadReport(loadID: loadID)
    if delivery.feed.name == "events" {
      try sessions.open(in: db, now: now)
    } else if !delivery.feed.key.isEmpty {
      keys = KeyGuard(feed: delivery.feed)
    }
  }

  /// Takes rows with all columns of the feed, in schema order.
  /// - Parameter lines: the line of the file on which each row began, for what is told of it.
  public func append(_ batch: ColumnBatch, lines: [Int] = []) throws {
    precondition(lines.isEmpty || lines.count == batch.rowCount, "a line for each row, or none")
    precondition(
      batch.names == delivery.feed.columns.map(\.name),
      "a batch of \(delivery.feed.name) with other columns")
    var batch = batch
    var lines = lines
    if delivery.feed.name == "events" { batch = try prepareEvents(batch, &lines) }
    if keys != nil { batch = try dropRepeatedKeys(batch, &lines) }
    guard batch.rowCount > 0 else { return }
    report.rowsLoaded += batch.rowCount
    try warnOfUnregistered(batch, lines)
    pending.append(batch)
    pendingRows += batch.rowCount
    if pendingRows >= SegmentWriter.rowLimit { try flush() }
  }

  /// Puts a bad row into quarantine.
  public func reject(_ rejection: Rejection) throws {
    report.rowsQuarantined += 1
    try db.cachedStatement(
      sql: """
        INSERT INTO quarantine (load_id, line, column_name, reason, excerpt) VALUES (?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      report.loadID, rejection.line, rejection.column, rejection.reason.rawValue, rejection.excerpt,
    ])
  }

  /// Counts a warning; the row itself is loaded.
  public func warn(_ reason: ReasonCode, line: Int, column: String?, excerpt: String) throws {
    if let index = report.warnings.firstIndex(where: { $0.reason == reason && $0.column == column })
    {
      report.warnings[index].rows += 1
    } else {
      report.warnings.append(
        LoadWarning(reason: reason, column: column, rows: 1, firstLine: line, excerpt: excerpt))
    }
  }

  // MARK: - Events

  private func prepareEvents(_ batch: ColumnBatch, _ lines: inout [Int]) throws -> ColumnBatch {
    var batch = batch
    if let ids = batch["id"], ids.nullCount < ids.rowCount {
      let seen = try seenIDs ?? SeenIDs(source: delivery.source, loadID: report.loadID, in: db)
      seenIDs = seen
      let fresh = try seen.freshRows(ids, in: db)
      report.rowsDuplicate += batch.rowCount - fresh.count
      if fresh.count < batch.rowCount {
        batch = batch.selecting(fresh)
        if !lines.isEmpty { lines = fresh.map { lines[$0] } }
      }
    }
    batch = batch.replacing("id", with: nil)
    guard case .integers(let instants, _)? = batch["ts"],
      case .integers(let durations, let durationValidity)? = batch["duration_ms"],
      case .integers(let values, let sessionValidity)? = batch["session"]
    else { preconditionFailure("the feed events has lost a column") }
    let numbers = try values.indices.map { row in
      (sessionValidity?[row] ?? true) ? try sessions.number(of: values[row], at: instants[row]) : 0
    }
    return
      batch
      .replacing("ts", with: .integers(instants.map(resolution.timestamp.round), validity: nil))
      .replacing(
        "duration_ms",
        with: .integers(durations.map(resolution.duration.round), validity: durationValidity)
      )
      .replacing("session", with: .integers(numbers, validity: sessionValidity))
  }

  // MARK: - Keyed feeds

  private func dropRepeatedKeys(_ batch: ColumnBatch, _ lines: inout [Int]) throws -> ColumnBatch {
    var kept: [Int] = []
    kept.reserveCapacity(batch.rowCount)
    for row in 0..<batch.rowCount {
      switch keys!.judge(batch, row: row) {
      case .fresh: kept.append(row)
      case .same: report.rowsDuplicate += 1
      case .contradiction(let key):
        try reject(
          Rejection(
            file: delivery.file, line: lines.isEmpty ? 0 : lines[row],
            column: delivery.feed.key.joined(separator: "+"),
            reason: .duplicateKey, excerpt: String(key.prefix(64))))
      }
    }
    guard kept.count < batch.rowCount else { return batch }
    if !lines.isEmpty { lines = kept.map { lines[$0] } }
    return batch.selecting(kept)
  }

  // MARK: - Registers that come late

  /// Counts rows whose process, Leistung or Behörde no register knows yet; they are loaded under
  /// their key and join when the register arrives.
  private func warnOfUnregistered(_ batch: ColumnBatch, _ lines: [Int]) throws {
    guard RegisterKeys.feeds.contains(delivery.feed.name) else { return }
    let known = try register ?? RegisterKeys(StoreReader(db: db, path: ""))
    register = known
    for column in delivery.feed.columns {
      guard case .key(let form) = column.type, let vector = batch[column.name] else { continue }
      for (row, key) in known.strangers(in: vector, form) {
        try warn(
          .notRegistered, line: lines.isEmpty ? 0 : lines[row], column: column.name, excerpt: key)
      }
    }
  }

  // MARK: - Closing

  private func flush() throws {
    guard !pending.isEmpty else { return }
    var all = ColumnBatch.concatenating(pending)
    pending = []
    pendingRows = 0
    if delivery.feed.name == "events" { all = all.selecting(EventOrder.sortedRows(all)) }
    var start = 0
    while start < all.rowCount {
      let end = min(start + SegmentWriter.rowLimit, all.rowCount)
      let part = start == 0 && end == all.rowCount ? all : all.selecting(Array(start..<end))
      segments.append(
        try SegmentWriter(db: db).write(
          part, series: delivery.feed.name, loadID: report.loadID))
      start = end
    }
  }

  func finish(marts: [any Mart]) throws -> LoadReport {
    try flush()
    if delivery.feed.name == "events" {
      report.warnings += try sessions.close(loadID: report.loadID, in: db, now: now)
      try seenIDs?.write(in: db)
    }
    try writeLedger()
    let load = AbsorbedLoad(
      loadID: report.loadID, feed: delivery.feed.name, segments: segments,
      reopenedSessions: delivery.feed.name == "events" ? sessions.continued : [])
    let transaction = MartTransaction(db: db, reader: StoreReader(db: db, path: ""))
    for mart in marts where mart.feeds.contains(delivery.feed.name) {
      try mart.absorb(load, in: transaction)
    }
    return report
  }

  private func writeLedger() throws {
    try db.execute(
      sql: """
        INSERT INTO load VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        report.loadID, delivery.feed.name, delivery.source, delivery.file, Data(delivery.sha256),
        delivery.bytes, delivery.period, delivery.sequence, delivery.producedAt,
        delivery.catalogueVersion, delivery.catalogueDate, now, report.rowsIn, report.rowsLoaded,
        report.rowsDuplicate, report.rowsQuarantined,
      ])
    for warning in report.warnings {
      try db.execute(
        sql: "INSERT INTO load_warning VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          report.loadID, warning.reason.rawValue, warning.column, warning.rows, warning.firstLine,
          warning.excerpt,
        ])
    }
  }
}
