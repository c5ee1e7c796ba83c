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
  /// `nil` where no segment is left, or no time is looked at.
  let periods: UsagePeriods?
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
  /// Sessions that runs alone cannot count; to be looked up before a scan that counts sessions.
  var recurring = RecurringSessions.none

  /// What the measures are computed from.
  struct Needs: Sendable {
    var kinds = false
    var digital = false
    var ratings = false
    var sessions = false
    /// What a session has done, not only that there was one.
    var flags = false
    var durations = false

    init(_ measures: [UsageMeasure]) {
      for measure in measures {
        switch measure {
        case .events: break
        case .pageViews, .started, .submissions, .completed: kinds = true
        case .sessions: sessions = true
        case .completionRate: (sessions, flags) = (true, true)
        case .takeUp: digital = true
        case .ratingMean, .ratingCount: ratings = true
        case .durationP50, .durationP90, .durationP99: durations = true
        }
      }
    }

    var event: Bool { kinds || digital || flags }

    /// The columns that are read for values.
    var columns: [String] {
      (event ? ["event"] : []) + (digital ? ["channel"] : []) + (ratings ? ["rating"] : [])
        + (sessions ? ["session"] : []) + (durations ? ["duration_ms"] : [])
    }
  }

  init(_ query: UsageQuery, reader: StoreReader) throws {
    self.query = query
    let needs = Needs(query.measures)
    self.needs = needs
    let all = try reader.segments(of: FeedSchema.events.name)
    segmentCount = all.count
    let bySteps = query.dimensions.contains(.step) || query.filter[.step] != nil
    let zones = try reader.zones(
      of: ["ts"] + (needs.sessions ? ["session"] : []) + (bySteps ? ["step"] : []),
      in: FeedSchema.events.name)
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
    self.columns = columns.union(needs.columns).sorted()
    let spaces = (dimensions + filters.map(\.space)).filter(\.dimension.isTime)
    periods = (spaces.isEmpty && instants == nil ? nil : rowTimes).map { [instants] times in
      UsagePeriods(times) { before, instant in
        spaces.contains { $0.code(of: before) != $0.code(of: instant) }
          || instants.map { $0.contains(before) != $0.contains(instant) } ?? false
      }
    }
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
  func rows(_ sums: UsageSums) -> TableRows {
    let width = dimensions.count + query.measures.count
    let keys = dimensions.map { space in space.keys.map { TableCell.key($0 ?? "", label: nil) } }
    let figures = query.measures.map(sums.figure)
    let place = sums.places
    var cells = TableRows.Builder(width: width)
    var count = 0
    func append(_ codes: [Int], _ index: Int) {
      for place in codes.indices { cells.append(keys[place][codes[place]]) }
      for figure in figures { cells.append(.figure(figure(index))) }
      count += 1
    }
    if dimensions.isEmpty {
      // One group, rows or not.
      append([], 0)
    } else {
      forEachKeyInOrder(sums) { key, codes in
        if let index = place(key) { append(codes, index) }
      }
    }
    return cells.finish(count: count)
  }

  /// Calls `body` with keys of groups and the codes that they are made of, in dimension order: with
  /// all that are possible where these are few, else with those that occur.
  private func forEachKeyInOrder(_ sums: UsageSums, _ body: (UInt64, [Int]) -> Void) {
    let strides = dimensions.reduce(into: [1 as UInt64]) { $0.append($0.last! * UInt64($1.size)) }
    let orders = dimensions.map(\.order)
    if let keys = sums.occurringKeys {
      let ranks = orders.map { order in
        order.indices.reduce(into: [Int](repeating: 0, count: order.count)) { $0[order[$1]] = $1 }
      }
      let split = keys.map { key in
        (key, dimensions.indices.map { Int(key / strides[$0] % UInt64(dimensions[$0].size)) })
      }
      let sorted = split.sorted { a, b in
        for (position, ranks) in ranks.enumerated() where a.1[position] != b.1[position] {
          return ranks[a.1[position]] < ranks[b.1[position]]
        }
        return false
      }
      for (key, codes) in sorted { body(key, codes) }
      return
    }
    // An odometer whose last wheel turns fastest.
    var wheels = dimensions.map { _ in 0 }
    var codes = orders.map { $0[0] }
    var key = zip(codes, strides).reduce(0) { $0 + UInt64($1.0) * $1.1 }
    while true {
      body(key, codes)
      var wheel = wheels.count - 1
      while true {
        let isRound = wheels[wheel] + 1 == dimensions[wheel].size
        wheels[wheel] = isRound ? 0 : wheels[wheel] + 1
        let code = orders[wheel][wheels[wheel]]
        key = key &- UInt64(codes[wheel]) &* strides[wheel] &+ UInt64(code) &* strides[wheel]
        codes[wheel] = code
        if !isRound { break }
        wheel -= 1
        guard wheel >= 0 else { return }
      }
    }
  }
}

extension UsageDimension {
  /// Whether its column holds texts.
  var isText: Bool { !isTime && self != .step }
  /// Whether it is read from the time stamp.
  var isTime: Bool { column == "ts" }
}
