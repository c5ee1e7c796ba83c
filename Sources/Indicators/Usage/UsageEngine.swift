import Columns
import Domain
import Store

/// `usage query` over the stored segments: exact, with only the columns that are asked for and
/// without the segments whose zone maps exclude them.
public enum UsageEngine {
  /// The dimensions, then the measures, sorted by the dimensions. Without dimensions one row.
  public static func table(_ query: UsageQuery, reader: StoreReader) throws -> Table<Exact> {
    var groups = Groups(query)
    for segment in try reader.segments(of: FeedSchema.events.name) {
      guard try mayMatch(segment, query, reader) else { continue }
      groups.tally(try reader.read(segment, columns: columns(for: query)))
    }
    let columns =
      query.dimensions.map { TableColumn(name: $0.rawValue, title: $0.name, role: .dimension) }
      + query.measures.map {
        TableColumn(name: $0.rawValue, title: $0.name, role: .measure, unit: $0.unit)
      }
    return Disclosure.exact(
      columns: columns, rows: groups.rows(),
      provenance: Provenance(
        title: Text(de: "Nutzung", en: "Usage"),
        source: Text(de: "Nutzungsereignisse von service-bw", en: "usage events of service-bw"),
        cutOff: query.to,
        isSimulated: try reader.meta("origin") == ProjectOrigin.simulated.rawValue,
        revision: try reader.revision()))
  }

  private static func columns(for query: UsageQuery) -> [String] {
    var wanted: Set<String> = ["event", "ts"]
    for dimension in query.dimensions + query.filter.keys { wanted.insert(dimension.column) }
    for measure in query.measures {
      switch measure {
      case .sessions, .completionRate: wanted.insert("session")
      case .takeUp: wanted.insert("channel")
      case .durationP50, .durationP90, .durationP99: wanted.insert("duration_ms")
      case .ratingMean, .ratingCount: wanted.insert("rating")
      default: break
      }
    }
    return wanted.sorted()
  }

  /// Instants of the period asked for.
  static func instants(_ query: UsageQuery) -> ClosedRange<Int64> {
    let first = query.from.map(BerlinTime.start(of:)) ?? .min
    let last = query.to.map { BerlinTime.start(of: $0 + 1) - 1 } ?? .max
    return first...last
  }

  private static func mayMatch(
    _ segment: SegmentInfo, _ query: UsageQuery, _ reader: StoreReader
  ) throws -> Bool {
    if query.from != nil || query.to != nil,
      let zone = try reader.zone(of: "ts", in: segment), !zone.mayContain(instants(query))
    {
      return false
    }
    for dimension in [UsageDimension.process, .authority, .event, .channel] {
      if let keys = query.filter[dimension],
        let zone = try reader.zone(of: dimension.column, in: segment),
        !zone.mayContain(anyOf: keys)
      {
        return false
      }
    }
    return true
  }
}

/// Groups of rows with equal keys, and their tallies.
private struct Groups {
  private let query: UsageQuery
  private let instants: ClosedRange<Int64>
  private var keys: [UsageKeys]
  private var filters: [(keys: UsageKeys, admitted: Set<String>)]
  private var groupOfCodes: [[Int32]: Int] = [:]
  private var codesOfGroup: [[Int32]] = []
  private var tallies: [UsageTally] = []
  private let wantsSessions: Bool
  private let wantsDurations: Bool

  init(_ query: UsageQuery) {
    self.query = query
    instants = UsageEngine.instants(query)
    keys = query.dimensions.map(UsageKeys.init)
    filters = query.filter.map { (UsageKeys($0.key), $0.value) }
    wantsSessions = query.measures.contains { $0 == .sessions || $0 == .completionRate }
    wantsDurations = query.measures.contains { $0.quantile != nil }
    if query.dimensions.isEmpty { _ = group([]) }
  }

  mutating func tally(_ batch: ColumnBatch) {
    let rows = selectedRows(batch)
    guard !rows.isEmpty else { return }
    let codes = keys.indices.map { keys[$0].codes(batch) }
    guard case .texts(let eventCodes, let eventTexts, _)? = batch["event"] else { return }
    let kindOfCode = eventTexts.map { text in
      EventKind.allCases.firstIndex { $0.rawValue == text }!
    }
    let kinds = eventCodes.map { kindOfCode[Int($0)] }
    let isDigital = digitalRows(batch)
    var last: (codes: [Int32], group: Int)?
    for row in rows {
      let rowCodes = codes.map { $0[row] }
      let index = last?.codes == rowCodes ? last!.group : group(rowCodes)
      last = (rowCodes, index)
      add(row, of: batch, kind: kinds[row], isDigital: isDigital?[row] ?? false, to: index)
    }
  }

  /// Rows in dimension order; a missing key comes first and prints empty.
  func rows() -> [[TableCell]] {
    let labels = codesOfGroup.map { codes in
      codes.indices.map { keys[$0].key(of: codes[$0]) }
    }
    let order = tallies.indices.sorted { a, b in
      for (position, dimension) in query.dimensions.enumerated() {
        let (x, y) = (labels[a][position] ?? "", labels[b][position] ?? "")
        if x == y { continue }
        if dimension.isNumeric { return (Int(x) ?? -1) < (Int(y) ?? -1) }
        return x < y
      }
      return false
    }
    return order.map { index in
      labels[index].map { TableCell.key($0 ?? "", label: nil) }
        + query.measures.map { .figure(tallies[index].figure($0)) }
    }
  }

  private mutating func selectedRows(_ batch: ColumnBatch) -> [Int] {
    guard case .integers(let ts, _)? = batch["ts"] else { return [] }
    var rows = ts.indices.filter { instants.contains(ts[$0]) }
    for index in filters.indices {
      let codes = filters[index].keys.codes(batch)
      let filter = filters[index]
      var isAdmitted: [Int32: Bool] = [:]
      rows = rows.filter { row in
        let code = codes[row]
        if let known = isAdmitted[code] { return known }
        let answer = filter.admitted.contains(filter.keys.key(of: code) ?? "")
        isAdmitted[code] = answer
        return answer
      }
    }
    return rows
  }

  private func digitalRows(_ batch: ColumnBatch) -> [Bool]? {
    guard case .texts(let codes, let texts, _)? = batch["channel"] else { return nil }
    let isDigital = texts.map { Channel(rawValue: $0)?.isDigital ?? false }
    return codes.map { isDigital[Int($0)] }
  }

  private mutating func group(_ codes: [Int32]) -> Int {
    if let known = groupOfCodes[codes] { return known }
    let index = tallies.count
    groupOfCodes[codes] = index
    codesOfGroup.append(codes)
    tallies.append(UsageTally())
    return index
  }

  private mutating func add(
    _ row: Int, of batch: ColumnBatch, kind: Int, isDigital: Bool, to group: Int
  ) {
    let event = EventKind.allCases[kind]
    tallies[group].rows += 1
    tallies[group].kinds[kind] += 1
    if event == .submitted, isDigital { tallies[group].digitalSubmissions += 1 }
    if wantsSessions, event.isVisit, let session = batch["session"]?[row].integer {
      tallies[group].visits.insert(session)
      if event == .processStarted { tallies[group].startedVisits.insert(session) }
      if event == .submitted { tallies[group].submittedVisits.insert(session) }
    }
    if wantsDurations, let duration = batch["duration_ms"]?[row].integer {
      tallies[group].durations.append(duration)
    }
    if let rating = batch["rating"]?[row].integer {
      tallies[group].ratingSum += rating
      tallies[group].ratingCount += 1
    }
  }
}
