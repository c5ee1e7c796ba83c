import Columns
import Domain
import GRDB

/// A table derived from facts, kept up to date inside the transaction of each load. Absorbing the
/// loads one by one, in any order, gives the same content as rebuilding from all facts.
public protocol Mart: Sendable {
  /// Series under which it stores its parts, `mart/…`.
  var series: [String] { get }
  /// Feeds whose loads it wants to see.
  var feeds: Set<String> { get }
  /// Those of ``series`` that tell days apart, in a column `day`: retention deletes their oldest rows.
  var seriesByDay: [String] { get }
  /// Brings the mart up to date with a load that has just been written (same transaction).
  func absorb(_ load: AbsorbedLoad, in transaction: MartTransaction) throws
  /// Derives the mart anew from all facts.
  func rebuild(in transaction: MartTransaction) throws
  /// Whether it has seen every load of its feeds. Else, as after a load without it, it has to be
  /// computed anew.
  func isUpToDate(_ reader: StoreReader) throws -> Bool
  /// The content in canonical form: rows as text, sorted, without load order or session numbers.
  func canonicalRows(_ reader: StoreReader) throws -> [String]
}

extension Mart {
  public var seriesByDay: [String] { [] }

  /// For marts that stand on facts which are kept for good.
  public func rebuild(in transaction: MartTransaction) throws {
    for series in series { try transaction.clear(series) }
    for feed in feeds.sorted() {
      let segments = try transaction.reader.segments(of: feed)
      guard !segments.isEmpty else { continue }
      try absorb(
        AbsorbedLoad(feed: feed, segments: segments, reopenedSessions: []), in: transaction)
    }
  }

  /// For marts that do not keep how much they have seen: whether they have seen anything.
  public func isUpToDate(_ reader: StoreReader) throws -> Bool {
    let hasFacts = try feeds.contains { try !reader.segments(of: $0).isEmpty }
    return try !hasFacts || series.contains { try !reader.segments(of: $0).isEmpty }
  }
}

/// The load that a mart absorbs.
public struct AbsorbedLoad: Sendable {
  public let feed: String
  /// The new fact segments.
  public let segments: [SegmentInfo]
  /// Numbers of sessions that an earlier load had already seen.
  public let reopenedSessions: SessionSet
  /// Numbers of sessions that lie in several of the segments, those that an earlier load had seen
  /// set aside; `nil`: nobody has looked.
  public let sharedSessions: SessionSet?

  public init(
    feed: String, segments: [SegmentInfo], reopenedSessions: SessionSet,
    sharedSessions: SessionSet? = nil
  ) {
    self.feed = feed
    self.segments = segments
    self.reopenedSessions = reopenedSessions
    self.sharedSessions = sharedSessions
  }
}

/// What a mart may do inside a load: read everything (the new segments included), replace or add
/// its own parts.
public struct MartTransaction {
  let db: Database
  public let reader: StoreReader
  private let texts: SharedTexts

  init(db: Database, reader: StoreReader) {
    self.db = db
    self.reader = reader
    texts = SharedTexts(db: db)
  }

  /// Adds a part to one of the mart's series.
  public func add(_ batch: ColumnBatch, to series: String) throws {
    precondition(series.hasPrefix("mart/"), "a mart writes only its own series")
    guard batch.rowCount > 0 else { return }
    _ = try SegmentWriter(db: db, texts: texts).write(batch, series: series)
  }

  /// Removes a part of one of the mart's series.
  public func remove(_ part: SegmentInfo) throws {
    precondition(part.series.hasPrefix("mart/"), "a mart removes only its own parts")
    try db.remove([part])
  }

  /// Keeps some rows of a part of one of the mart's series.
  /// - Parameter kept: the rows that stay, ascending, of a batch with all columns.
  public func keep(of part: SegmentInfo, _ kept: (ColumnBatch) throws -> [Int]) throws {
    let columns = try String.fetchAll(
      db, sql: "SELECT column_name FROM chunk WHERE segment_id = ? ORDER BY rowid",
      arguments: [part.id])
    let batch = try reader.read(part, columns: columns)
    let rows = try kept(batch)
    guard rows.count < batch.rowCount else { return }
    try remove(part)
    try add(batch.selecting(rows), to: part.series)
  }

  /// Removes all parts of one of the mart's series.
  public func clear(_ series: String) throws {
    precondition(series.hasPrefix("mart/"), "a mart clears only its own series")
    try db.remove(try reader.segments(of: series))
  }
}

extension ProjectStore {
  /// Empties the marts and derives them anew from all facts; what facts that retention has deleted
  /// had told them stays.
  public func rebuild(_ marts: [any Mart]) throws {
    try queue.write { db in
      let transaction = MartTransaction(db: db, reader: StoreReader(db: db, path: path))
      for mart in marts { try mart.rebuild(in: transaction) }
    }
    try checkpoint()
  }

  /// Moves the write-ahead log into the database and empties it.
  func checkpoint() throws {
    _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
  }
}
