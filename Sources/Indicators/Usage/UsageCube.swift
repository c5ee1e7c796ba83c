import Columns
import Domain
import Store

/// The usage cube as a mart: month × process × authority × channel, kept up to date in the
/// transaction of each load of events.
///
/// A load adds parts and never rewrites one: readers add up the parts. Where a load continues
/// visits of earlier ones, what these visits counted before is taken back by a part with negative
/// session counts; the session numbers in the zone maps say which segments have to be looked at.
public struct UsageCube: Mart {
  static let cellSeries = "mart/usage-cells"
  static let visitSeries = "mart/usage-visits"

  public init() {}

  public var series: [String] { [Self.cellSeries, Self.visitSeries] }
  public var feeds: Set<String> { [FeedSchema.events.name] }

  public func absorb(_ load: AbsorbedLoad, in transaction: MartTransaction) throws {
    let reader = transaction.reader
    func write(_ cells: UsageCells, sign: Int64 = 1) throws {
      try transaction.add(cells.cellBatch(sign: sign), to: Self.cellSeries)
      if sign > 0 { try transaction.add(cells.visitBatch(), to: Self.visitSeries) }
    }
    let continued = load.reopenedSessions
    try write(
      Self.tally(
        load.segments, sessions: continued.isEmpty ? .all : .except(continued), reader: reader))
    guard let numbers = continued.range else { return }

    let new = Set(load.segments.map(\.id))
    let earlier = try reader.segments(of: load.feed).filter { segment in
      guard !new.contains(segment.id),
        let zone = try reader.zone(of: "session", in: segment)
      else { return false }
      return zone.mayContain(numbers)
    }
    let before = try Self.tally(earlier, sessions: .only(continued), reader: reader)
    try write(before, sign: -1)
    try write(
      Self.tally(earlier + load.segments, sessions: .only(continued), reader: reader))
  }

  /// Adds up parts, which is what readers do, and writes the sum in their place.
  public func compact(
    _ extent: CompactionPlan.Extent, in transaction: MartTransaction
  ) throws {
    for series in series {
      let parts = Self.parts(try transaction.reader.segments(of: series), extent)
      guard parts.count > 1 else { continue }
      let sum = try UsageCells(reading: parts, transaction.reader).sorted
      try transaction.replace(
        parts, with: series == Self.cellSeries ? sum.cellBatch(sign: 1) : sum.visitBatch())
    }
  }

  /// At the end of a run as many of the smallest parts as have together at least four times the
  /// rows of the largest among them: few parts of each size stay, and a row is rewritten once for
  /// each fourfold growth of its part.
  private static func parts(
    _ all: [SegmentInfo], _ extent: CompactionPlan.Extent
  ) -> [SegmentInfo] {
    if extent == .everything { return all }
    let sorted = all.sorted { ($0.rowCount, $0.id) < ($1.rowCount, $1.id) }
    var rows = 0
    var count = 0
    for (place, part) in sorted.enumerated() {
      rows += part.rowCount
      if rows >= 4 * part.rowCount { count = place + 1 }
    }
    return Array(sorted.prefix(count))
  }

  public func canonicalRows(_ reader: StoreReader) throws -> [String] {
    try UsageCells(reading: reader).canonicalRows
  }

  private static func tally(
    _ segments: [SegmentInfo], sessions: UsageCellTally.Sessions, reader: StoreReader
  ) throws -> UsageCells {
    var numbers: ClosedRange<Int64>?
    for segment in segments {
      guard let zone = try reader.zone(of: "session", in: segment)?.integers else { continue }
      let known = numbers ?? zone
      numbers = min(known.lowerBound, zone.lowerBound)...max(known.upperBound, zone.upperBound)
    }
    var tally = UsageCellTally(sessions: sessions, numbers: numbers)
    for segment in segments {
      tally.add(try reader.read(segment, columns: UsageCellTally.columns))
    }
    return tally.finish()
  }
}
