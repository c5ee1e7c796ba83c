import Columns
import Domain

/// The order of events inside a segment: process, authority, session, then time; equal times keep
/// the order of arrival, so the order within a session survives coarse time stamps.
enum EventOrder {
  /// Row numbers in stored order.
  static func sortedRows(_ batch: ColumnBatch) -> [Int] {
    guard case .texts(let process, let processes, _)? = batch["process"],
      case .texts(let authority, let authorities, _)? = batch["authority"],
      case .integers(let session, _)? = batch["session"],
      case .integers(let ts, _)? = batch["ts"]
    else { preconditionFailure("events without their sort columns") }
    let processRank = ranks(of: processes)
    let authorityRank = ranks(of: authorities)
    struct Entry {
      let place: UInt64
      let session: Int64
      let ts: Int64
      let row: Int
    }
    var entries = (0..<batch.rowCount).map { row in
      Entry(
        place: UInt64(processRank[Int(process[row])]) << 32
          | UInt64(authorityRank[Int(authority[row])]),
        session: session[row], ts: ts[row], row: row)
    }
    entries.sort { a, b in
      if a.place != b.place { return a.place < b.place }
      if a.session != b.session { return a.session < b.session }
      if a.ts != b.ts { return a.ts < b.ts }
      return a.row < b.row
    }
    return entries.map(\.row)
  }

  /// Position of each dictionary entry in the order of UTF-8 bytes.
  private static func ranks(of dictionary: [String]) -> [UInt32] {
    let order = dictionary.indices.sorted {
      dictionary[$0].utf8.lexicographicallyPrecedes(dictionary[$1].utf8)
    }
    var ranks = [UInt32](repeating: 0, count: dictionary.count)
    for (rank, index) in order.enumerated() { ranks[index] = UInt32(rank) }
    return ranks
  }
}
