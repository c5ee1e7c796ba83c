import Columns
import Domain
import Store

/// The last committed state of the store → facts.
extension FactSet {
  public init(reading reader: StoreReader) throws {
    let cube = try UsageCells.Stored(reading: reader)
    // To add up the usage cube takes as long as to read everything else, and needs no reader.
    let read = try Parallel.both(
      there: { try cube.sum() }, here: { try Self(withoutUsage: reader) })
    self = read.here
    usage = read.there
  }

  private init(withoutUsage reader: StoreReader) throws {
    let catalogue = try reader.loads().filter { $0.feed == FeedSchema.catalogue.name }
      .max { $0.precedence < $1.precedence }
    let areas = try reader.current(.areas)
    self.init(
      areas: areas, catalogue: try reader.current(.catalogue),
      competence: try reader.current(.competence), processes: try reader.current(.processes),
      coverage: try Self.coverage(reader, areas), cases: try reader.current(.cases),
      backlog: try reader.current(.backlog), lists: try reader.current(.lists),
      embedding: try reader.current(.embedding), elsewhere: try reader.current(.elsewhere),
      durations: try DurationCells(reading: reader), funnel: try FunnelCells(reading: reader),
      plans: try PlanFacts(reading: reader),
      catalogueVersion: catalogue.flatMap { load in
        let parts = [load.catalogueVersion, load.catalogueDate].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
      },
      dataState: try reader.dataState(), cutOff: try Self.cutOff(reader))
  }

  /// The coverage state as its mart keeps it. Where a Behörde was delivered under several keys, or
  /// the mart is not there yet, it is derived from the snapshots.
  package static func coverage(
    _ reader: StoreReader, _ areas: ColumnBatch?
  ) throws -> KeyedCoverage {
    let register = AreaRegister(areas)
    if let kept = try KeyedCoverage(reading: reader),
      Set(kept.authorities.map(register.canonicalAuthority)).count == kept.authorities.count
    {
      return kept
    }
    return KeyedCoverage(
      snapshots: try CoverageMart.snapshots(reader), canonical: register.canonicalAuthority)
  }

  /// The last day of which usage, states or cases tell anything.
  package static func cutOff(_ reader: StoreReader) throws -> Day? {
    func last(_ feed: FeedSchema, _ column: String) throws -> Int64? {
      try reader.segments(of: feed.name).compactMap {
        try reader.zone(of: column, in: $0)?.integers?.upperBound
      }.max()
    }
    return [
      try last(.events, "ts").map { BerlinTime.day(ofInstant: $0) },
      try last(.activations, "snapshot_on").map { Day(number: Int32($0)) },
      try last(.cases, "month").map { Month(number: Int32($0)).lastDay },
    ].compactMap { $0 }.max()
  }
}
