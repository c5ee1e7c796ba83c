import Columns
import Domain
import Store

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
  /// - Throws: ``Fault`` of kind `usage` where only the cubes are to answer and none can, of kind
  ///   `inputMissing` where the question reaches back to events that retention has deleted and no
  ///   cube can stand in.
  public static func answer(
    _ query: UsageQuery, reader: StoreReader, threads: Int? = nil,
    source: UsageSource = .automatic
  ) throws -> (table: Table<Exact>, explanation: UsageExplanation) {
    var explanation = UsageExplanation()
    let rows =
      try cubeRows(query, reader, source, &explanation)
      ?? segmentRows(query, reader, threads, &explanation)
    return (try table(query, rows, reader, eventsFrom: explanation.eventsFrom), explanation)
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
    explanation.columns = Set(plan.segments.flatMap(plan.columns(of:))).sorted()
    explanation.segments = plan.segmentCount
    explanation.segmentsRead = plan.segments.count
    explanation.rowsRead = plan.segments.reduce(0) { $0 + $1.rowCount }
    let threads = threads ?? Parallel.cores
    let sums = try scan(plan, reader, threads, &explanation)
    return explanation.timing("list") { plan.rows(sums, threads: threads) }
  }

  private static func table(
    _ query: UsageQuery, _ rows: TableRows, _ reader: StoreReader, eventsFrom: Day?
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
        note: eventsFrom.map { day in
          Text(
            de: "Einzelne Ereignisse vor dem \(day) sind fristgemäß gelöscht; für sie stehen die"
              + " Zählungen, die vorher aus ihnen gemacht wurden.",
            en: "Single events before \(day) were deleted by retention; counts that were made of"
              + " them before stand for them.")
        },
        dataState: try reader.dataState()))
  }

  /// Segments that wait for each worker but this thread's; a segment costs a megabyte at most.
  private static let waiting = 4

  /// Reads the segments one after the other: the database hands out bytes to this thread only, which
  /// helps the others to scan where it is ahead of them.
  private static func scan(
    _ plan: UsagePlan, _ reader: StoreReader, _ threads: Int, _ explanation: inout UsageExplanation
  ) throws -> UsageSums {
    let workers = max(1, min(threads, plan.segments.count))
    explanation.threads = workers
    let parts = (0..<workers).map { _ in UsageSums(plan) }
    var rest = plan.segments[...]
    var reading = Duration.zero
    var bytes = (read: 0, fromMemory: 0)
    let start = ContinuousClock.now
    try Parallel.feed(
      workers, limit: 1 + Self.waiting * (workers - 1),
      next: {
        guard let segment = rest.popFirst() else { return nil }
        let begin = ContinuousClock.now
        defer { reading += ContinuousClock.now - begin }
        let stored = try reader.storedColumns(
          plan.columns(of: segment), of: segment, keeping: true)
        bytes.read += stored.bytesRead
        bytes.fromMemory += stored.bytesFromMemory
        return stored
      }
    ) { worker, stored in
      try SegmentScan(stored, plan).run(into: parts[worker])
    }
    explanation.add(bytes)
    explanation.add("read", reading)
    explanation.add("scan", ContinuousClock.now - start - reading)
    return explanation.timing("merge") {
      for part in parts.dropFirst() { parts[0].merge(part) }
      return parts[0]
    }
  }
}
