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

  /// Adds up the parts and writes the sum as the only one: at the end of a run when the newer parts
  /// have grown to the size of the largest, so that what is rewritten is never more than twice what
  /// was loaded since.
  public func compact(
    _ extent: CompactionPlan.Extent, in transaction: MartTransaction
  ) throws {
    let parts = try series.map(transaction.reader.segments)
    guard parts.contains(where: { $0.count > 1 }) else { return }
    let sizes = parts[0].map(\.rowCount)
    let largest = sizes.max() ?? 0
    guard extent == .everything || sizes.reduce(0, +) >= 2 * largest else { return }
    let sum = try UsageCells(reading: transaction.reader).sorted
    for series in series { try transaction.clear(series) }
    try transaction.add(sum.cellBatch(sign: 1), to: Self.cellSeries)
    try transaction.add(sum.visitBatch(), to: Self.visitSeries)
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
