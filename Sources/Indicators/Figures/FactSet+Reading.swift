import Columns
import Domain
import Store

/// The last committed state of the store → facts.
extension FactSet {
  public init(reading reader: StoreReader) throws {
    let catalogue = try reader.loads().filter { $0.feed == FeedSchema.catalogue.name }
      .max { $0.precedence < $1.precedence }
    self.init(
      areas: try reader.current(.areas), catalogue: try reader.current(.catalogue),
      competence: try reader.current(.competence), processes: try reader.current(.processes),
      activations: try Self.snapshots(reader), cases: try reader.current(.cases),
      usage: try UsageCells(reading: reader),
      catalogueVersion: catalogue.flatMap { load in
        let parts = [load.catalogueVersion, load.catalogueDate].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
      },
      isSimulated: try reader.meta("origin") == ProjectOrigin.simulated.rawValue,
      revision: try reader.revision(), cutOff: try Self.cutOff(reader))
  }

  /// All snapshots. Only where two loads speak of the same days does the later delivery of a row
  /// have to be told from the earlier one, which costs a look at every key.
  private static func snapshots(_ reader: StoreReader) throws -> [ColumnBatch] {
    let feed = FeedSchema.activations
    var daysOfLoad: [Int64: ClosedRange<Int64>] = [:]
    for segment in try reader.segments(of: feed.name) {
      guard let days = try range(of: "snapshot_on", in: segment, reader) else { continue }
      let known = daysOfLoad[segment.loadID] ?? days
      daysOfLoad[segment.loadID] =
        min(known.lowerBound, days.lowerBound)...max(known.upperBound, days.upperBound)
    }
    let ranges = daysOfLoad.values.sorted { $0.lowerBound < $1.lowerBound }
    if zip(ranges, ranges.dropFirst()).contains(where: { $0.overlaps($1) }) {
      return try reader.current(feed).map { [$0] } ?? []
    }
    return try reader.batches(of: feed.name, columns: feed.columns.map(\.name))
  }

  /// The last day of which usage, states or cases tell anything.
  private static func cutOff(_ reader: StoreReader) throws -> Day? {
    func last(_ feed: FeedSchema, _ column: String) throws -> Int64? {
      try reader.segments(of: feed.name).compactMap {
        try range(of: column, in: $0, reader)?.upperBound
      }.max()
    }
    return [
      try last(.events, "ts").map { BerlinTime.day(ofInstant: $0) },
      try last(.activations, "snapshot_on").map { Day(number: Int32($0)) },
      try last(.cases, "month").map { Month(number: Int32($0)).lastDay },
    ].compactMap { $0 }.max()
  }

  private static func range(
    of column: String, in segment: SegmentInfo, _ reader: StoreReader
  ) throws -> ClosedRange<Int64>? {
    guard let zone = try reader.zone(of: column, in: segment), let low = zone.minimum.integer,
      let high = zone.maximum.integer
    else { return nil }
    return low...high
  }
}
