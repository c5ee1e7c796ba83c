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
  /// Segments all of whose rows lie in one period of the question, as their zone maps tell: an
  /// instant in it. Their time stamps are not even read.
  let onlyInstants: [Int64: Int64]
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
    onlyInstants = kept.reduce(into: [:]) { [periods] instants, segment in
      guard let periods, let zone = zones["ts", segment], zone.nullCount == 0,
        let times = zone.integers, periods.isOne(times)
      else { return }
      instants[segment.id] = times.lowerBound
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

  /// The columns that have to be read of a segment.
  func columns(of segment: SegmentInfo) -> [String] {
    onlyInstants[segment.id] == nil ? columns : columns.filter { $0 != "ts" }
  }

  /// The groups in dimension order; a missing key comes first and prints empty.
  func rows(_ sums: UsageSums, threads: Int) -> TableRows {
    // The keys of all dimensions one behind the other, and where those of each begin.
    let keys = dimensions.flatMap { space in
      space.keys.map { TableCell.key($0 ?? "", label: nil) }
    }
    let starts = dimensions.reduce(into: [0]) { $0.append($0.last! + $1.size) }
    let place = sums.places
    // Row by row the group and the keys; then the figures measure by measure; then both together.
    var groups: [Int] = []
    var rowKeys: [Int] = []
    if dimensions.isEmpty {
      // One group, rows or not.
      groups = [0]
    } else {
      forEachKeyInOrder(sums) { key, codes in
        guard let group = place(key) else { return }
        groups.append(group)
        for dimension in codes.indices { rowKeys.append(starts[dimension] + codes[dimension]) }
      }
    }
    let figures = query.measures.flatMap { groups.map(sums.figure($0)) }
    let (width, count) = (dimensions.count, groups.count)
    let keyOf = rowKeys
    return TableRows(
      width: width + query.measures.count, count: count, threads: threads
    ) { rows, cells in
      for row in rows {
        for place in row * width..<(row + 1) * width { cells.append(keys[keyOf[place]]) }
        for figure in stride(from: row, to: figures.count, by: count) {
          cells.append(.figure(figures[figure]))
        }
      }
    }
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
