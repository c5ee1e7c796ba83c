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
  private(set) var delivery: Delivery
  let resolution: Resolution
  /// The injected clock, milliseconds since 1970-01-01T00:00Z.
  let now: Int64
  let sessions: SessionNumbers
  var report: LoadReport
  var pending = PendingRows()
  var segments: [SegmentInfo] = []
  private var seenIDs: SeenIDs?
  private var keys: KeyGuard?
  private var register: RegisterKeys?
  let texts: SharedTexts

  init(
    db: Database, delivery: Delivery, resolution: Resolution, now: Int64, sessions: SessionNumbers,
    loadID: Int64
  ) throws {
    self.db = db
    self.delivery = delivery
    self.resolution = resolution
    self.now = now
    self.sessions = sessions
    texts = SharedTexts(db: db)
    report = LoadReport(loadID: loadID)
    if isEvents {
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
    if isEvents { batch = try dropKnownEvents(batch, &lines) }
    if keys != nil { batch = try dropRepeatedKeys(batch, &lines) }
    guard batch.rowCount > 0 else { return }
    report.rowsLoaded += batch.rowCount
    try warnOfUnregistered(batch, lines)
    pending.append(isEvents ? try sharingTexts(batch) : batch)
    if pending.rowCount >= SegmentWriter.rowLimit { try flush() }
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

  /// Names the bytes of a delivery whose digest was not known before it was read.
  public func identify(sha256: [UInt8]) { delivery.sha256 = sha256 }

  var isEvents: Bool { delivery.feed.name == FeedSchema.events.name }

  /// Counts a warning; the row itself is loaded.
  public func warn(_ reason: ReasonCode, line: Int, column: String?, excerpt: String) throws {
    warn(reason, line: line, column: column, excerpt: excerpt, rows: 1)
  }

  /// What was repaired is kept cell by cell, as far as a person would read it.
  private static let repairLimit = 10_000

  private func warn(
    _ reason: ReasonCode, line: Int, column: String?, excerpt: String, rows: Int
  ) {
    let isKept = reason == .repairedByHand && report.warnings.count < Self.repairLimit
    let index =
      isKept
      ? nil
      : report.warnings.lastIndex { $0.reason == reason && $0.column == column }
    if let index {
      report.warnings[index].rows += rows
    } else {
      report.warnings.append(
        LoadWarning(reason: reason, column: column, rows: rows, firstLine: line, excerpt: excerpt))
    }
  }

  // MARK: - Events

  /// Leaves out events whose number the source has delivered before; the number is not stored.
  private func dropKnownEvents(_ batch: ColumnBatch, _ lines: inout [Int]) throws -> ColumnBatch {
    guard let ids = batch["id"], ids.nullCount < ids.rowCount else {
      return batch.replacing("id", with: nil)
    }
    let seen = try seenIDs ?? SeenIDs(source: delivery.source, loadID: report.loadID, in: db)
    seenIDs = seen
    let fresh = try seen.freshRows(ids, in: db)
    report.rowsDuplicate += batch.rowCount - fresh.count
    let rest = batch.replacing("id", with: nil)
    guard fresh.count < batch.rowCount else { return rest }
    if !lines.isEmpty { lines = fresh.map { lines[$0] } }
    return rest.selecting(fresh)
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
      guard let strangers = known.strangers(in: vector, form) else { continue }
      warn(
        .notRegistered, line: lines.isEmpty ? 0 : lines[strangers.firstRow], column: column.name,
        excerpt: strangers.firstKey, rows: strangers.rows)
    }
  }

  // MARK: - Closing

  func finish(marts: [any Mart]) throws -> LoadReport {
    try flush(isEnd: true)
    if isEvents {
      report.warnings += try sessions.close(loadID: report.loadID, in: db, now: now)
      try seenIDs?.write(in: db)
    }
    try writeLedger()
    let load = AbsorbedLoad(
      feed: delivery.feed.name, segments: segments,
      reopenedSessions: isEvents ? sessions.continued : [],
      sharedSessions: isEvents ? sessions.shared : nil)
    Memory.releaseFreedBlocks()
    let transaction = MartTransaction(db: db, reader: StoreReader(db: db, path: ""))
    for mart in marts where mart.feeds.contains(delivery.feed.name) {
      try mart.absorb(load, in: transaction)
    }
    return report
  }

  private func writeLedger() throws {
    precondition(!delivery.sha256.isEmpty, "a load without the digest of its bytes")
    let reader = StoreReader(db: db, path: "")
    let times =
      try isEvents ? segments.compactMap { try reader.zone(of: "ts", in: $0)?.integers } : []
    let earliest = times.map(\.lowerBound).min()
    if let earliest, let from = try reader.retention().eventsFrom {
      precondition(
        earliest >= BerlinTime.start(of: from), "events that retention deletes are not loaded")
    }
    let latest = times.map(\.upperBound).max()
    try db.execute(
      sql: """
        INSERT INTO load VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        report.loadID, delivery.feed.name, delivery.source, delivery.file, Data(delivery.sha256),
        delivery.bytes, delivery.period, delivery.sequence, delivery.producedAt,
        delivery.catalogueVersion, delivery.catalogueDate, now, report.rowsIn, report.rowsLoaded,
        report.rowsDuplicate, report.rowsQuarantined, earliest, latest,
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
