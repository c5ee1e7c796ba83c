import Columns
import Domain
import GRDB

/// The rows of one load in one segment: all of the segment's, or some, where segments were merged.
public struct LoadPart: Sendable {
  /// Column of a merged segment that tells each row's load, see ``LoadsInTime``.
  static let column = "load_lag"

  public let segment: SegmentInfo
  public let loadID: Int64
  /// Rows of the load in the segment.
  public let rowCount: Int
}

extension StoreReader {
  /// Where the rows of a load are, in the order of storing. Merging keeps that order: only the last
  /// segment of a load is ever merged with others.
  public func parts(of loadID: Int64) throws -> [LoadPart] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT s.segment_id, s.series, s.rows, p.rows
        FROM segment_load p JOIN segment s USING (segment_id)
        WHERE p.load_id = ? ORDER BY p.rows < s.rows, s.segment_id
        """, arguments: [loadID]
    ).map { row in
      LoadPart(
        segment: SegmentInfo(id: row[0], series: row[1], rowCount: row[2]), loadID: loadID,
        rowCount: row[3])
    }
  }

  /// The positions of a part's rows within its segment, ascending, from 0.
  /// - Throws: ``Fault`` of kind `badData` where the segment and the table `segment_load` disagree.
  public func positions(of part: LoadPart) throws -> [Int] {
    guard part.rowCount < part.segment.rowCount else { return Array(0..<part.segment.rowCount) }
    let loads = try rowLoads(of: part.segment)
    let positions = loads.indices.filter { loads[$0] == part.loadID }
    guard positions.count == part.rowCount else {
      throw contradiction(
        part.segment,
        "load \(part.loadID) has \(part.rowCount) rows, the segment"
          + " \(positions.count) of it")
    }
    return positions
  }

  /// What to say of a load whose rows are older than the ledger knows.
  func contradiction(_ loadID: Int64) -> Fault {
    Fault(
      .badData, at: "\(path): table load, load \(loadID)", "it has an event before its first",
      remedy: "Restore the database from a backup, or load Data/archive anew")
  }

  private func contradiction(_ segment: SegmentInfo, _ problem: String) -> Fault {
    Fault(
      .badData, at: "\(path): table segment_load, segment \(segment.id) of \(segment.series)",
      problem, remedy: "Restore the database from a backup, or load Data/archive anew")
  }

  /// The loads of which a segment holds rows, ascending, and how many of each.
  func loads(of segment: SegmentInfo) throws -> [(id: Int64, rows: Int)] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT load_id, rows FROM segment_load WHERE segment_id = ? ORDER BY load_id"),
      arguments: [segment.id]
    ).map { ($0[0], $0[1]) }
  }

  /// `[row]`: the load from which it is.
  func rowLoads(of segment: SegmentInfo) throws -> [Int64] {
    let loads = try loads(of: segment)
    if loads.count == 1 { return [Int64](repeating: loads[0].id, count: segment.rowCount) }
    let batch = try read(segment, columns: ["ts", LoadPart.column])
    guard case .integers(let ts, _) = batch.columns[0],
      case .integers(let lags, _) = batch.columns[1]
    else { preconditionFailure("times and lags are integers") }
    let inTime = try loadsInTime(loads.map(\.id))
    return try ts.indices.map { row in
      guard let load = inTime.load(lag: lags[row], at: ts[row]) else {
        throw contradiction(segment, "the load of row \(row + 1) is not there")
      }
      return load
    }
  }

  /// - Parameter loads: of events.
  func loadsInTime(_ loads: [Int64]) throws -> LoadsInTime {
    LoadsInTime(
      try loads.map { id in
        let earliest = try Int64.fetchOne(
          db.cachedStatement(sql: "SELECT earliest FROM load WHERE load_id = ?"), arguments: [id])
        guard let earliest else {
          throw Fault(
            .badData, at: "\(path): load \(id)", "the time of its first event is missing",
            remedy: "Restore the database from a backup, or load Data/archive anew")
        }
        return (id, earliest)
      })
  }

  /// Segment → load. Of feeds with a key a segment holds one load: readers take one delivery after
  /// the other, and the last one of a key counts, so such segments are never merged.
  package func loadOfSegment(of feed: FeedSchema) throws -> [Int64: Int64] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT p.segment_id, p.load_id FROM segment_load p JOIN segment s USING (segment_id)
        WHERE s.series = ?
        """, arguments: [feed.name])
    return Dictionary(rows.map { ($0[0], $0[1]) }) { _, _ in
      preconditionFailure("a segment of \(feed.name) holds one load")
    }
  }
}
