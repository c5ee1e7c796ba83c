import Columns
import Domain
import Store
import Synchronization

/// From where `usage query` takes its answer. Both give the same.
public enum UsageSource: String, Sendable, CaseIterable {
  /// From the cubes where they can answer, else from the segments.
  case automatic = "auto"
  /// From the segments of `events`.
  case raw
  /// From the cubes, or not at all.
  case cube
}

/// `usage query`: exact answers, from the cells of a cube where these decide the question, else from
/// the segments of `events`, with only the columns that are asked for, only the segments whose zone
/// maps admit a match, and values looked at as late as possible.
public enum UsageEngine {
  /// The dimensions, then the measures, sorted by the dimensions. Without dimensions one row.
  /// - Parameter threads: how many at the same time at most; `nil`: as many as there are cores.
  public static func table(
    _ query: UsageQuery, reader: StoreReader, threads: Int? = nil,
    source: UsageSource = .automatic
  ) throws -> Table<Exact> {
    try answer(query, reader: reader, threads: threads, source: source).table
  }

  /// The same, with how it came about.
  /// - Throws: ``Fault`` of kind `usage` where only the cubes are to answer and none can.
  public static func answer(
    _ query: UsageQuery, reader: StoreReader, threads: Int? = nil,
    source: UsageSource = .automatic
  ) throws -> (table: Table<Exact>, explanation: UsageExplanation) {
    var explanation = UsageExplanation()
    let rows =
      try cubeRows(query, reader, source, &explanation)
      ?? segmentRows(query, reader, threads, &explanation)
    return (try table(query, rows, reader), explanation)
  }

  private static func segmentRows(
    _ query: UsageQuery, _ reader: StoreReader, _ threads: Int?,
    _ explanation: inout UsageExplanation
  ) throws -> TableRows {
    var plan = try explanation.timing("plan") { try UsagePlan(query, reader: reader) }
    if plan.needs.sessions, let numbers = plan.sessions {
      plan.recurring = try explanation.timing("sessions") {
        try RecurringSessions(plan.segments, numbers, reader)
      }
    }
    explanation.columns = plan.columns
    explanation.segments = plan.segmentCount
    explanation.segmentsRead = plan.segments.count
    explanation.rowsRead = plan.segments.reduce(0) { $0 + $1.rowCount }
    let sums = try scan(plan, reader, threads ?? Parallel.cores, &explanation)
    return explanation.timing("list") { plan.rows(sums) }
  }

  private static func table(
    _ query: UsageQuery, _ rows: TableRows, _ reader: StoreReader
  ) throws -> Table<Exact> {
    let columns =
      query.dimensions.map { TableColumn.dimension($0.rawValue, $0.name) }
      + query.measures.map {
        TableColumn.measure($0.rawValue, $0.name, $0.unit)
      }
    return Disclosure.exact(
      columns: columns, rows: rows,
      provenance: Provenance(
        title: Text(de: "Nutzung", en: "Usage"),
        source: Text(de: "Nutzungsereignisse von service-bw", en: "usage events of service-bw"),
        cutOff: query.to,
        dataState: try reader.dataState()))
  }

  /// Segments of a wave for each worker. Two waves are in memory; a segment costs a megabyte at most.
  private static let waveLength = 8

  /// Reads the segments in waves: the database hands out bytes to this thread only, which reads one
  /// wave while the others scan the one before, and then helps them.
  private static func scan(
    _ plan: UsagePlan, _ reader: StoreReader, _ threads: Int, _ explanation: inout UsageExplanation
  ) throws -> UsageSums {
    let workers = max(1, min(threads, plan.segments.count))
    explanation.threads = workers
    let parts = (0..<workers).map { _ in UsageSums(plan) }
    var rest = plan.segments[...]
    func nextWave() throws -> [StoredColumns] {
      let wave = rest.prefix(Self.waveLength * workers)
      rest = rest.dropFirst(wave.count)
      let stored = try explanation.timing("read") {
        try wave.map { try reader.storedColumns(plan.columns, of: $0) }
      }
      explanation.bytesRead += stored.reduce(0) { $0 + $1.byteCount }
      return stored
    }
    var wave = try nextWave()
    while !wave.isEmpty {
      let stored = wave
      let next = Atomic(0)
      var read = ContinuousClock.now
      wave = try Parallel.run(
        workers,
        first: {
          defer { read = ContinuousClock.now }
          return try nextWave()
        }
      ) { worker in
        while true {
          let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < stored.count else { return }
          try SegmentScan(stored[index], plan).run(into: parts[worker])
        }
      }
      explanation.add("scan", ContinuousClock.now - read)
    }
    return explanation.timing("merge") {
      for part in parts.dropFirst() { parts[0].merge(part) }
      return parts[0]
    }
  }
}
