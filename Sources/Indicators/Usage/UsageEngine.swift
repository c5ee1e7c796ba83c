import Columns
import Domain
import Store

/// `usage query`: exact answers, from the segments of `events`, with only the columns that are asked
/// for, only the segments whose zone maps admit a match, and values looked at as late as possible.
public enum UsageEngine {
  /// The dimensions, then the measures, sorted by the dimensions. Without dimensions one row.
  /// - Parameter threads: how many at the same time at most; `nil`: as many as there are cores.
  public static func table(
    _ query: UsageQuery, reader: StoreReader, threads: Int? = nil
  ) throws -> Table<Exact> {
    let plan = try UsagePlan(query, reader: reader)
    let sums = try scan(plan, reader: reader, threads: threads ?? Parallel.cores)
    let columns =
      query.dimensions.map { TableColumn(name: $0.rawValue, title: $0.name, role: .dimension) }
      + query.measures.map {
        TableColumn(name: $0.rawValue, title: $0.name, role: .measure, unit: $0.unit)
      }
    return Disclosure.exact(
      columns: columns, rows: plan.rows(sums),
      provenance: Provenance(
        title: Text(de: "Nutzung", en: "Usage"),
        source: Text(de: "Nutzungsereignisse von service-bw", en: "usage events of service-bw"),
        cutOff: query.to,
        isSimulated: try reader.meta("origin") == ProjectOrigin.simulated.rawValue,
        revision: try reader.revision()))
  }

  /// Segments that are held in memory at a time; each costs a megabyte at most.
  private static let waveLength = 16

  /// Reads the segments in waves: the database hands out bytes to one thread only, everything after
  /// that is spread over the cores.
  private static func scan(
    _ plan: UsagePlan, reader: StoreReader, threads: Int
  ) throws -> UsageSums {
    let workers = max(1, min(threads, plan.segments.count))
    let parts = (0..<workers).map { _ in UsageSums(plan) }
    var start = 0
    while start < plan.segments.count {
      let wave = plan.segments[start..<min(start + Self.waveLength * workers, plan.segments.count)]
      start = wave.endIndex
      let stored = try wave.map { try reader.storedColumns(plan.columns, of: $0) }
      // Neighbouring segments share sessions: each worker takes a stretch of them.
      let work = (0..<workers).map { worker in
        (
          sums: parts[worker],
          segments: stored[
            stored.count * worker / workers..<stored.count * (worker + 1) / workers]
        )
      }
      _ = try Parallel.map(work, threads: workers) { part in
        for segment in part.segments { try SegmentScan(segment, plan).run(into: part.sums) }
      }
    }
    for part in parts.dropFirst() { parts[0].merge(part) }
    return parts[0]
  }
}
