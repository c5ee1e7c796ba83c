import Columns
import Domain
import Store

/// What a query means over the segments at hand: which of them, which columns, and how numbers in
/// chunks become groups.
struct UsagePlan: Sendable {
  let query: UsageQuery
  /// Segments whose zone maps admit a match.
  let segments: [SegmentInfo]
  /// How many there are in all.
  let segmentCount: Int
  /// Columns that have to be read, `event` and `ts` only where needed.
  let columns: [String]
  let dimensions: [UsageKeySpace]
  let filters: [UsageKeyFilter]
  let instants: ClosedRange<Int64>?
  let needs: Needs
  /// Groups at most: the product of the dimensions' sizes.
  let groupCount: Int
  /// Smallest and largest session number in the segments.
  let sessions: ClosedRange<Int64>?
  /// Codes of the kinds of event in the shared texts, `[code]`: position in `EventKind.allCases`.
  let kindOfCode: [UInt8]
  let isDigitalCode: [UInt8]
  /// How the project keeps durations.
  let durations: Resolution.Duration

  /// What the measures are computed from.
  struct Needs: Sendable {
    var kinds = false
    var digital = false
    var ratings = false
    var sessions = false
    var durations = false

    init(_ measures: [UsageMeasure]) {
      for measure in measures {
        switch measure {
        case .events: break
        case .pageViews, .started, .submissions, .completed: kinds = true
        case .sessions, .completionRate: sessions = true
        case .takeUp: digital = true
        case .ratingMean, .ratingCount: ratings = true
        case .durationP50, .durationP90, .durationP99: durations = true
        }
      }
    }

    var event: Bool { kinds || digital || sessions }
  }

  init(_ query: UsageQuery, reader: StoreReader) throws {
    self.query = query
    let needs = Needs(query.measures)
    self.needs = needs
    let all = try reader.segments(of: FeedSchema.events.name)
    segmentCount = all.count
    let zones = try reader.zones(of: ["ts", "session", "step"], in: FeedSchema.events.name)
    func texts(_ column: String) throws -> [String] {
      try reader.sharedTexts(of: column, in: FeedSchema.events.name)
    }

    let wanted = query.instants
    let kept = all.filter { segment in
      wanted.map { zones["ts", segment]?.mayContain($0) ?? false } ?? true
    }
    func bounds(_ column: String) -> ClosedRange<Int64>? {
      let known = kept.compactMap { zones[column, $0]?.integers }
      guard let low = known.map(\.lowerBound).min(), let high = known.map(\.upperBound).max()
      else { return nil }
      return low...high
    }
    sessions = bounds("session")
    let rowTimes = bounds("ts")
    // A period that holds every row that is left needs no look at the rows.
    instants = wanted.flatMap { wanted in
      rowTimes.map { wanted.lowerBound <= $0.lowerBound && $0.upperBound <= wanted.upperBound }
        ?? true ? nil : wanted
    }
    let times = rowTimes.map { times in wanted.map { times.clamped(to: $0) } ?? times }
    let steps = bounds("step")
    var filters: [UsageKeyFilter] = []
    for (dimension, keys) in query.filter.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      filters.append(
        UsageKeyFilter(
          try UsageKeySpace(
            dimension, texts: dimension.isText ? try texts(dimension.column) : [],
            times: times, steps: steps), admitting: keys))
    }
    self.filters = filters
    segments = filters.contains { $0.admitsNothing } ? [] : kept
    dimensions = try query.dimensions.map { dimension in
      try UsageKeySpace(
        dimension, texts: dimension.isText ? try texts(dimension.column) : [],
        times: times, steps: steps)
    }
    let (count, overflow) = dimensions.reduce((1, false)) { product, space in
      let (next, overflow) = product.0.multipliedReportingOverflow(by: space.size)
      return (next, product.1 || overflow)
    }
    guard !overflow, count < 1 << 56 else {
      throw Fault(
        .usage, at: "--by", "so many dimensions have more groups than can be told apart",
        remedy: "Ask with fewer dimensions")
    }
    groupCount = count

    var columns = Set(query.dimensions.map(\.column) + query.filter.keys.map(\.column))
    if instants != nil { columns.insert("ts") }
    if needs.event { columns.insert("event") }
    if needs.digital { columns.insert("channel") }
    if needs.ratings { columns.insert("rating") }
    if needs.sessions { columns.insert("session") }
    if needs.durations { columns.insert("duration_ms") }
    self.columns = columns.sorted()
    durations = try reader.resolution()?.duration ?? .exact
    kindOfCode =
      try needs.event
      ? texts("event").map { text in
        UInt8(EventKind.allCases.firstIndex { $0.rawValue == text }!)
      } : []
    isDigitalCode =
      try needs.digital
      ? texts("channel").map { Channel(rawValue: $0)!.isDigital ? 1 : 0 } : []
  }

  /// The groups in dimension order; a missing key comes first and prints empty.
  func rows(_ sums: UsageSums) -> [[TableCell]] {
    let groups = sums.groups().map { group in
      var rest = group.key
      let codes = dimensions.map { space in
        let (quotient, code) = rest.quotientAndRemainder(dividingBy: UInt64(space.size))
        rest = quotient
        return Int(code)
      }
      return (codes: codes, index: group.index)
    }
    let ranks = dimensions.map(\.ranks)
    let sorted = groups.sorted { a, b in
      for position in ranks.indices where a.codes[position] != b.codes[position] {
        return ranks[position][a.codes[position]] < ranks[position][b.codes[position]]
      }
      return false
    }
    return sorted.map { group in
      zip(dimensions, group.codes).map { TableCell.key($0.keys[$1] ?? "", label: nil) }
        + query.measures.map { .figure(sums.figure($0, of: group.index)) }
    }
  }
}

extension UsageDimension {
  /// Whether its column holds texts.
  var isText: Bool { !isTime && self != .step }
  /// Whether it is read from the time stamp.
  var isTime: Bool { column == "ts" }
}
