import Columns
import Domain
import GRDB

/// Rows of several segments of `events` → the rows of one, in the order of ``EventOrder``, with the
/// load of each row.
///
/// Rows of a load keep their order, so that a row keeps its number within the load. For that, a
/// visit that several deliveries brought stands in as many pieces, each where it begins; and the
/// beginnings are compared as they are stored, equal ones in the order of the segments.
///
/// Retention, and a state in which later loads are taken back, make what is left of a segment in the
/// same way.
struct SegmentMerge {
  private(set) var rows: ColumnBatch
  /// The loads of the rows, ascending, and how many rows of each.
  private(set) var loads: [(id: Int64, rows: Int)]

  /// - Parameters:
  ///   - instant: only events from then on, milliseconds since 1970-01-01T00:00Z.
  ///   - last: only events of loads up to this one.
  init(
    _ segments: [SegmentInfo], _ reader: StoreReader, from instant: Int64 = .min,
    upTo last: Int64 = .max
  ) throws {
    let columns = FeedSchema.events.columns.map(\.name).filter { $0 != "id" }
    var batches: [ColumnBatch] = []
    var begins: [Int64] = []
    var loadOfRow: [Int64] = []
    for segment in segments {
      var batch = try reader.read(segment, columns: columns)
      var loads = try reader.rowLoads(of: segment)
      if instant > .min || last < .max, case .integers(let ts, _)? = batch["ts"] {
        let kept = ts.indices.filter { ts[$0] >= instant && loads[$0] <= last }
        batch = batch.selecting(kept)
        loads = kept.map { loads[$0] }
      }
      batches.append(batch)
      begins += Self.beginnings(of: batch, loads)
      loadOfRow += loads
    }
    let all = ColumnBatch.concatenating(batches)
    batches = []
    guard case .texts(let process, _, _)? = all["process"],
      case .texts(let authority, _, _)? = all["authority"],
      case .integers(let ts, _)? = all["ts"]
    else { preconditionFailure("the feed events has lost a column") }

    var order = (0..<UInt32(begins.count)).sorted {
      (begins[Int($0)], $0) < (begins[Int($1)], $1)
    }
    order = EventOrder.stablySorted(order, by: authority, below: Int(authority.max() ?? 0) + 1)
    order = EventOrder.stablySorted(order, by: process, below: Int(process.max() ?? 0) + 1)
    loads = Dictionary(loadOfRow.map { ($0, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
    rows = all.selecting(order)
    guard loads.count > 1 else { return }
    let inTime = try reader.loadsInTime(loads.map(\.id))
    rows = rows.replacing(
      LoadPart.column,
      with: .integers(
        try order.map { row in
          let (load, instant) = (loadOfRow[Int(row)], ts[Int(row)])
          guard let lag = inTime.lag(of: load, at: instant) else {
            throw reader.contradiction(load)
          }
          return lag
        }, validity: nil))
  }

  /// Writes the rows in the place of the segment from which they were taken, so that those of a load
  /// keep their order.
  func replace(_ segment: SegmentInfo, in db: Database) throws {
    try db.remove([segment])
    _ = try SegmentWriter(db: db, texts: SharedTexts(db: db))
      .write(rows, series: segment.series, loads: loads, id: segment.id)
  }

  private struct Visit: Hashable {
    let load: Int64
    let session: Int64
  }

  /// `[row]`: when its visit begins in the segment; without a session, when it happened.
  private static func beginnings(of batch: ColumnBatch, _ loads: [Int64]) -> [Int64] {
    guard case .integers(let ts, _)? = batch["ts"],
      case .integers(let sessions, let hasSession)? = batch["session"]
    else { preconditionFailure("the feed events has lost a column") }
    func visit(_ row: Int) -> Visit? {
      hasSession?[row] ?? true ? Visit(load: loads[row], session: sessions[row]) : nil
    }
    var begin: [Visit: Int64] = [:]
    for row in ts.indices {
      guard let visit = visit(row) else { continue }
      begin[visit] = min(begin[visit] ?? .max, ts[row])
    }
    return ts.indices.map { row in visit(row).map { begin[$0]! } ?? ts[row] }
  }
}
