import Columns

/// Which rows of a feed with a key count: of all rows with the same key, that of the delivery
/// that was produced last, or loaded last where the producer does not say; the digest of the file
/// breaks ties. The others stay stored, but a reader does not want an area twice.
struct CurrentRows {
  /// Segment → whether each of its rows counts. Segments of which all rows count are not named.
  private(set) var counts: [Int64: [Bool]] = [:]

  init(_ segments: [Segment], source: SegmentSource) throws(QueryError) {
    let key = source.feed.key
    // A delivery never holds a key twice.
    guard !key.isEmpty, Set(segments.map(\.loadID)).count > 1 else { return }
    let rank = try source.loadRanks()
    var ranked: [(rank: Int, segment: Segment)] = []
    for segment in segments {
      guard let place = rank[segment.loadID] else {
        throw .damage(
          "table segment, segment \(segment.id) of \(source.feed.name): "
            + "load \(segment.loadID) is not in the ledger")
      }
      ranked.append((place, segment))
    }
    ranked.sort { ($0.rank, $0.segment.id) < ($1.rank, $1.segment.id) }
    var zones: [[Int64: ZoneMap]] = []
    for column in key { zones.append(try source.zones(of: column)) }

    // Deliveries of different months have no key in common: their zone maps say so.
    let contested = ranked.map(\.segment).filter { segment in
      segments.contains { other in
        other.loadID != segment.loadID
          && zones.allSatisfy { Self.mayOverlap($0[segment.id], $0[other.id]) }
      }
    }
    var last: [[Cell]: (segment: Int64, row: Int)] = [:]
    for segment in contested {
      var columns: [ColumnVector] = []
      for column in key { columns.append(try source.vector(column, of: segment)) }
      for row in 0..<segment.rowCount {
        let place = (segment.id, row)
        if let earlier = last.updateValue(place, forKey: columns.map { $0[row] }) {
          let rows = segments.first { $0.id == earlier.segment }!.rowCount
          counts[
            earlier.segment, default: [Bool](repeating: true, count: rows)
          ][earlier.row] = false
        }
      }
    }
  }

  /// Whether two segments may hold the same value of a column.
  private static func mayOverlap(_ a: ZoneMap?, _ b: ZoneMap?) -> Bool {
    guard let a, let b else { return true }
    if a.nullCount > 0 || b.nullCount > 0 { return true }
    switch (a.minimum, a.maximum, b.minimum, b.maximum) {
    case (.integer(let low), .integer(let high), .integer(let from), .integer(let to)):
      return low <= to && from <= high
    case (.text(let low), .text(let high), .text(let from), .text(let to)):
      return !to.utf8.lexicographicallyPrecedes(low.utf8)
        && !high.utf8.lexicographicallyPrecedes(from.utf8)
    default: return true
    }
  }
}
