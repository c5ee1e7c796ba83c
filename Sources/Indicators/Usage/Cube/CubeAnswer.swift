import Columns
import Domain
import Store

/// A question → the rows of its answer, from the cells of a grain.
struct CubeAnswer {
  let query: UsageQuery
  private let grain: CubeGrain
  private let kinds: Set<EventKind>
  private let days: ClosedRange<Day>?
  var spaces: [CubeKeySpace] = []
  /// `[dimension]`: what a step in its code adds to the key of a group.
  var strides: [UInt64] = []
  var sums = CubeSums(groups: 1, sums: [])
  var quantiles: [UsageMeasure: [Int64?]] = [:]

  init(
    _ query: UsageQuery, _ grain: CubeGrain, _ reader: StoreReader,
    _ explanation: inout UsageExplanation
  ) throws {
    self.query = query
    self.grain = grain
    kinds = query.admittedKinds
    days =
      query.from == nil && query.to == nil
      ? nil : (query.from ?? Day(number: .min))...(query.to ?? Day(number: .max))
    let needs = CubeNeeds(query)
    explanation.columns = (usedAxes.map(\.rawValue) + needs.columns).sorted()
    let cells = try explanation.timing("read") {
      try parts(of: grain.cells, usedAxes, needs.columns, reader)
    }
    explanation.segments = cells.segments
    explanation.segmentsRead = cells.parts.count
    explanation.rowsRead = cells.parts.reduce(0) { $0 + $1.rowCount }
    explanation.add(cells.bytes)
    try explanation.timing("sum") {
      try prepareGroups(cells.parts, needs.sums)
      for part in cells.parts { try add(part, needs) }
    }
    if needs.visits {
      let visits = try explanation.timing("read") {
        try parts(of: grain.visits, usedAxes, ["session", "flags"], reader)
      }
      explanation.add(visits.bytes)
      try explanation.timing("visits") { try addVisits(visits.parts, needs) }
    }
    let wanted = query.measures.filter { $0.quantile != nil }
    if !wanted.isEmpty {
      let axes = durationAxes
      let durations = try explanation.timing("read") {
        try parts(of: .durations, axes, ["bucket", "events"], reader)
      }
      explanation.add(durations.bytes)
      try explanation.timing("durations") { try addDurations(durations.parts, axes, wanted) }
    }
  }

  // MARK: - Reading parts

  /// The grain's axes that the question looks at.
  private var usedAxes: [CubeAxis] {
    let used = Set(query.dimensions).union(query.filter.keys).subtracting([.event])
    var axes = Set(used.map { CubeAxis($0, in: grain)! })
    if days != nil { axes.insert(grain.time) }
    return grain.axes.filter(axes.contains)
  }

  private var durationAxes: [CubeAxis] {
    [.event] + usedAxes.map { $0 == .month ? .monthOfDuration : $0 }
  }

  private func parts(
    of layout: CubeLayout, _ axes: [CubeAxis], _ numbers: [String], _ reader: StoreReader
  ) throws -> (parts: [CubePart], segments: Int, bytes: (read: Int, fromMemory: Int)) {
    let all = try reader.segments(of: layout.series)
    var kept = all
    if let days, let time = axes.first(where: { !$0.isText }) {
      let zones = try reader.zones(of: [time.rawValue], in: layout.series)
      kept = all.filter { part in
        guard let known = zones[time.rawValue, part]?.integers else { return true }
        return time.day(of: known.lowerBound) <= days.upperBound
          && days.lowerBound <= time.day(of: known.upperBound)
      }
    }
    let columns = axes.map(\.rawValue) + numbers
    let stored = try kept.map { try reader.storedColumns(columns, of: $0, keeping: true) }
    return (
      try stored.map { try CubePart($0, columns: columns) }, all.count,
      (
        stored.reduce(0) { $0 + $1.bytesRead }, stored.reduce(0) { $0 + $1.bytesFromMemory }
      )
    )
  }

  // MARK: - Groups

  private mutating func prepareGroups(_ parts: [CubePart], _ wanted: Set<CubeSums.Sum>) throws {
    spaces = query.dimensions.map { dimension in
      guard let axis = CubeAxis(dimension, in: grain) else {
        return CubeKeySpace(dimension, keys: kinds.map(\.rawValue))
      }
      if axis.isText {
        let texts = Set(parts.flatMap { $0.texts(of: axis) })
        return CubeKeySpace(dimension, keys: texts.map { dimension.key(of: $0) })
      }
      var days = Set(parts.flatMap { axis.days($0.values(of: axis)) })
      if let asked = self.days { days.formIntersection(days.filter(asked.contains)) }
      return CubeKeySpace(dimension, keys: days.map { dimension.key(of: $0) })
    }
    // The last dimension turns fastest, so keys ascend as rows are listed.
    strides = [UInt64](repeating: 1, count: spaces.count)
    var count: UInt64 = 1
    for position in spaces.indices.reversed() {
      strides[position] = count
      let (product, overflow) = count.multipliedReportingOverflow(by: max(1, spaces[position].size))
      guard !overflow, product < 1 << 56 else {
        throw Fault(
          .usage, at: "--by", "so many dimensions have more groups than can be told apart",
          remedy: "Ask with fewer dimensions")
      }
      count = product
    }
    sums = CubeSums(groups: count, sums: wanted)
  }

  private func rules(_ axes: [CubeAxis]) -> [(axis: CubeAxis, rules: CubeAxisRules)] {
    axes.map { axis in
      func isRead(_ dimension: UsageDimension) -> Bool {
        switch axis {
        case .event: dimension == .event
        case .monthOfDuration: CubeAxis(dimension, in: grain) == .month
        default: CubeAxis(dimension, in: grain) == axis
        }
      }
      return (
        axis,
        CubeAxisRules(
          filters: query.filter.filter { isRead($0.key) }.map { ($0.key, $0.value) },
          groups: query.dimensions.indices.filter { isRead(query.dimensions[$0]) }.map {
            (spaces[$0], strides[$0])
          },
          days: axis.isText ? nil : days)
      )
    }
  }

  // MARK: - Adding

  private mutating func add(_ part: CubePart, _ needs: CubeNeeds) throws {
    let keys = try part.groups(rules(usedAxes))
    var columns: [String: CubePart.Column] = [:]
    for name in needs.columns { columns[name] = try part.column(name) }
    func add(_ column: String, _ places: [UInt32], _ sum: CubeSums.Sum) {
      sums.add(columns[column]!, at: places, to: sum)
    }
    let eventDimensions = query.dimensions.indices.filter { query.dimensions[$0] == .event }
    // Without the dimension event one layer of all kinds, else one for each kind.
    let layers = eventDimensions.isEmpty ? [kinds] : kinds.map { [$0] }
    for layer in layers {
      let offset = eventDimensions.reduce(0) {
        $0 + spaces[$1].code(of: layer.first!.rawValue) * strides[$1]
      }
      let places = sums.places(keys, offset: offset)
      if needs.countsRows {
        for column in needs.rowColumns(of: layer) { add(column, places, .rows) }
      } else {
        sums.mark(places)
      }
      for kind in needs.kinds where layer.contains(kind) {
        add(kind.rawValue, places, .kind(kind))
      }
      if needs.digital, layer.contains(.submitted) { add("submitted_digital", places, .digital) }
      if needs.ratings, layer.contains(.feedback) {
        add("rating_sum", places, .ratingSum)
        add("rating_count", places, .ratingCount)
      }
      for (column, sum) in needs.sessionColumns { add(column, places, sum) }
    }
  }

  /// Sessions that touch several cells are counted once a group.
  private mutating func addVisits(_ parts: [CubePart], _ needs: CubeNeeds) throws {
    let rules = rules(usedAxes)
    let found = try parts.map { part in
      CubeVisitRows(
        places: sums.places(try part.groups(rules)), sessions: try part.column("session"),
        flags: try part.column("flags"))
    }
    let visits = CubeVisitRows.distinct(found)
    for (sum, flag) in needs.visitFlags { sums.count(visits.places, visits.flags, flag, to: sum) }
  }

  private mutating func addDurations(
    _ parts: [CubePart], _ axes: [CubeAxis], _ wanted: [UsageMeasure]
  ) throws {
    let rules = rules(axes)
    var durations = CubeDurations()
    for part in parts {
      let places = sums.places(try part.groups(rules))
      durations.add(
        places, buckets: try part.column("bucket"), counts: try part.column("events"))
    }
    let found = durations.quantiles(wanted.map { $0.quantile! }, places: sums.placeCount)
    for (measure, values) in zip(wanted, found) { quantiles[measure] = values }
  }
}
