import Domain
import GRDB

/// Which segments of `events` are to be merged.
///
/// - A segment with at least half of ``SegmentWriter/rowLimit`` rows is full and is never written
///   again. The others are small, but those that a load ended with the month (``MonthCut``): of each
///   load only the last segment is merged, so that its rows keep their order.
/// - Small segments are looked at in the order of their times (earliest event, then latest), and
///   only neighbours in that order are merged, so that zone maps stay as narrow as they can be.
/// - A group becomes one segment: its rows together are at most the limit, which also bounds the
///   memory that merging takes. Groups are made from the earliest on, each as long as possible; one
///   that would be worth a segment of its own at the end of a load takes nothing of a later month.
/// - ``Extent/whatPays`` wants a group to have at least four times the rows of its largest segment:
///   a row is then rewritten at most once for each fourfold growth of the segment in which it lies,
///   and about three small segments of each size stay. ``Extent/everything`` merges any two
///   neighbours that fit; of each month at most one small segment stays.
/// - What merging would leave is looked at again, on paper, until nothing more can be merged: a
///   second compaction changes nothing, and each row is written once.
///
/// Other feeds have a key: of several deliveries of a key the last one counts, so that readers take
/// them one after the other, segment by segment. They are small and are left as they are.
public struct CompactionPlan: Sendable {
  public enum Extent: Sendable {
    /// What saves more than it costs, again and again: for the end of each run.
    case whatPays
    /// As far as it goes.
    case everything
  }

  /// Segments that become one, in the order in which they were written.
  public struct Group: Sendable, Equatable {
    public let segments: [SegmentInfo]
    /// Times of the first and the last event, milliseconds since 1970-01-01T00:00Z.
    public let earliest: Int64
    public let latest: Int64
    public var rowCount: Int { segments.reduce(0) { $0 + $1.rowCount } }
  }

  public let groups: [Group]

  /// - Parameter segments: with the times of their first and last events.
  package init(_ segments: [(SegmentInfo, times: ClosedRange<Int64>)], _ extent: Extent) {
    var done: [Piece] = []
    var small = segments.map { Piece(segments: [$0], times: $1, rowCount: $0.rowCount) }
    while true {
      done += small.filter(\.isFull)
      small = small.filter { !$0.isFull }.sorted(by: Piece.isBefore)
      let merged = Self.merging(small, extent)
      if merged.count == small.count { break }
      small = merged
    }
    groups = (done + small).filter { $0.segments.count > 1 }.sorted(by: Piece.isBefore).map {
      Group(
        segments: $0.segments.sorted { $0.id < $1.id }, earliest: $0.times.lowerBound,
        latest: $0.times.upperBound)
    }
  }

  /// A segment as it is, or as it would be.
  private struct Piece {
    var segments: [SegmentInfo]
    var times: ClosedRange<Int64>
    var rowCount: Int
    var isFull: Bool { rowCount >= SegmentWriter.rowLimit / 2 }
    /// That of its first event.
    var month: Month { BerlinTime.day(ofInstant: times.lowerBound).month }

    /// By times; where these are equal only the sizes matter for what comes of it.
    static func isBefore(_ a: Piece, _ b: Piece) -> Bool {
      (a.times.lowerBound, a.times.upperBound, a.rowCount, a.segments[0].id)
        < (b.times.lowerBound, b.times.upperBound, b.rowCount, b.segments[0].id)
    }

    mutating func join(_ other: Piece) {
      segments += other.segments
      times =
        min(
          times.lowerBound, other.times.lowerBound)...max(
          times.upperBound, other.times.upperBound)
      rowCount += other.rowCount
    }
  }

  /// The pieces in their order, neighbours joined where the extent wants it.
  private static func merging(_ pieces: [Piece], _ extent: Extent) -> [Piece] {
    var merged: [Piece] = []
    var start = 0
    while start < pieces.count {
      var rows = 0
      var largest = 0
      var end = start + 1
      let month = pieces[start].month
      for (place, piece) in pieces[start...].enumerated() {
        if rows >= MonthCut.leastRows, piece.month > month { break }
        rows += piece.rowCount
        if rows > SegmentWriter.rowLimit { break }
        largest = max(largest, piece.rowCount)
        if extent == .everything || rows >= 4 * largest { end = start + place + 1 }
      }
      var piece = pieces[start]
      for other in pieces[start + 1..<end] { piece.join(other) }
      merged.append(piece)
      start = end
    }
    return merged
  }
}

extension StoreReader {
  /// What a compaction would merge now.
  public func compactionPlan(_ extent: CompactionPlan.Extent) throws -> CompactionPlan {
    let series = FeedSchema.events.name
    let zones = try zones(of: ["ts"], in: series)
    let last = Set(
      try Int64.fetchAll(db, sql: "SELECT MAX(segment_id) FROM segment_load GROUP BY load_id"))
    return CompactionPlan(
      try segments(of: series).filter { last.contains($0.id) }.map { segment in
        guard let times = zones["ts", segment]?.integers else {
          throw Fault(
            .badData, at: "\(path): table chunk, segment \(segment.id) of \(series)",
            "it has no times", remedy: "Restore the database from a backup")
        }
        return (segment, times)
      }, extent)
  }
}
