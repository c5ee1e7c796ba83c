import Columns
import Domain
import Store

/// One segment → sums: filters first, then groups, then only the values of rows that are left.
struct SegmentScan {
  private let plan: UsagePlan
  private let rowCount: Int
  private var lanes: [String: Lane] = [:]
  private let stored: StoredColumns
  /// Stands for the time stamps of all rows, where they are not read.
  private let onlyInstant: Int64?

  /// - Throws: ``Fault`` that names the segment and column of a damaged chunk.
  init(_ stored: StoredColumns, _ plan: UsagePlan) throws {
    self.plan = plan
    self.stored = stored
    rowCount = stored.segment.rowCount
    let event =
      plan.columns.contains("event") ? Lane(try stored.open("event"), isDecider: true) : nil
    lanes["event"] = event
    onlyInstant = plan.onlyInstants[stored.segment.id]
    for column in plan.columns(of: stored.segment) where column != "event" {
      lanes[column] = Lane(
        try stored.open(column, kinds: event?.chunk), periods: column == "ts" ? plan.periods : nil)
    }
  }

  func run(into sums: UsageSums) throws {
    let found = try SegmentFilter(
      plan, rowCount, lanes, onlyInstant, open,
      rows: { lane, kind, stretch throws(Fault) in
        try reading("event") { () throws(ChunkDamage) in
          try lane.chunk.rows(of: UInt64(kind), in: stretch)
        }
      })
    guard let filter = found else { return }
    let stretches = filter.stretches
    let (constant, dimensions) = try grouping(stretches)
    let values = try ValueTables(plan, lanes, kind: filter.kind) { lane, column throws(Fault) in
      try open(lane, column, stretches)
    }
    if plan.needs.flags, filter.kind == nil, let sessions = lanes["session"] {
      try reading("event") { () throws(ChunkDamage) in
        try values.find(classesInRunsOf: sessions, lanes["event"]!)
      }
    }
    // Where nobody needs the rows between those left, blocks are as long as it takes to fill them.
    let isGathered = (filter.rest.map(\.lane) + dimensions.map(\.lane) + values.lanes)
      .allSatisfy { $0.isGathered(filter.kind) }
    let block = RowBlock()
    let groups = BlockGroups(isDense: sums.isDense)
    var blocks = filter.blocks(isGathered: isGathered)
    while blocks.next(block) {
      for (lane, column, admitted) in filter.rest where block.count > 0 {
        if block.isAll, let bytes = lane.bytes {
          block.keep(bytes, admitted)
        } else {
          block.keep(try numbers(lane, column, block), admitted)
        }
      }
      guard block.count > 0 else { continue }
      try groups.find(block, constant, dimensions) { try numbers($0.lane, $0.column, block) }
      sums.count(block, groups)
      try add(values, block, groups, to: sums)
    }
    if let runs = lanes["session"]?.runs { sums.visits.finishSegment(runs: runs.numbers.count) }
  }

  /// Dimensions with one key in the whole segment as part of the key of all groups, and the others.
  private func grouping(_ stretches: [Range<Int>]) throws -> (
    constant: UInt64, dimensions: [GroupedLane]
  ) {
    var stride: UInt64 = 1
    var constant: UInt64 = 0
    var dimensions: [GroupedLane] = []
    for space in plan.dimensions {
      defer { stride *= UInt64(space.size) }
      if space.dimension.isTime, let onlyInstant {
        constant += UInt64(space.code(of: onlyInstant)) * stride
        continue
      }
      let column = space.dimension.column
      let lane = lanes[column]!
      let codes = space.codes(of: lane)
      // All rows of the segment of one process, say: nothing to look at.
      if let first = codes.first, codes.allSatisfy({ $0 == first }) {
        constant += UInt64(first) * stride
      } else {
        try open(lane, column, stretches)
        dimensions.append(
          GroupedLane(
            column: column, lane: lane, parts: GroupParts(parts: codes.map { UInt64($0) * stride })
          ))
      }
    }
    return (constant, dimensions)
  }

  // MARK: - Values of the rows that are left

  private func add(
    _ values: ValueTables, _ block: RowBlock, _ groups: BlockGroups, to sums: UsageSums
  ) throws {
    let needs = plan.needs
    if needs.sessions { try addVisits(values, block, groups, to: sums) }
    guard needs.kinds || needs.digital || needs.ratings || needs.durations else { return }
    let kind = block.kind.map { values.kinds.isEmpty ? 0 : values.kinds[$0] }
    if needs.kinds || needs.digital, let kind { sums.addKind(kind, block.count, groups) }
    guard needs.kinds && kind == nil || needs.digital || needs.ratings || needs.durations else {
      return
    }
    if groups.isInRuns { groups.spreadRuns() }
    let (count, rows) = (block.count, UnsafePointer(groups.rows))
    func numbers(_ column: String) throws -> UnsafePointer<UInt32> {
      try self.numbers(lanes[column]!, column, block)
    }
    if needs.kinds || needs.digital, kind == nil {
      sums.addKinds(count, rows, try numbers("event"), values.kinds)
    }
    if needs.digital {
      sums.addDigital(
        count, rows, kind, kind == nil ? try numbers("event") : nil, values.kinds,
        try numbers("channel"), values.digital)
    }
    if needs.ratings { sums.addRatings(count, rows, try numbers("rating"), values.ratings) }
    if needs.durations {
      let lane = lanes["duration_ms"]!
      if lane.chunk.isNarrow {
        sums.addDurations(count, rows, try numbers("duration_ms"), lane.chunk)
      } else {
        let wide = try reading("duration_ms") { () throws(ChunkDamage) in
          try lane.wideNumbers(of: block)
        }
        sums.addDurations(count, rows, wide, lane.chunk)
      }
    }
  }

  private func addVisits(
    _ values: ValueTables, _ block: RowBlock, _ groups: BlockGroups, to sums: UsageSums
  ) throws {
    let (source, lane) = (values.sessions!, lanes["session"]!)
    let event = plan.needs.flags ? lanes["event"] : nil
    if groups.isInRuns, block.isAll, let runs = lane.runs, event == nil || event!.bytes != nil {
      return sums.visits.add(
        source, block, groups, runs, events: event?.bytes ?? [], classes: values.classesInRuns)
    }
    if groups.isInRuns { groups.spreadRuns() }
    let events = try event.map { try numbers($0, "event", block) }
    if let runs = lane.runs {
      sums.visits.add(
        source, block, groups, runs, values.places(of: runs, block), events: events)
    } else {
      sums.visits.add(
        source, block, groups, try numbers(lane, "session", block), events: events)
    }
  }

  private func numbers(
    _ lane: Lane, _ column: String, _ block: RowBlock
  ) throws(Fault) -> UnsafePointer<UInt32> {
    try reading(column) { () throws(ChunkDamage) in try lane.numbers(of: block) }
  }

  private func open(
    _ lane: Lane, _ column: String, _ stretches: [Range<Int>]
  ) throws(Fault) {
    try reading(column) { () throws(ChunkDamage) in try lane.open(stretches) }
  }

  private func reading<Value>(
    _ column: String, _ body: () throws(ChunkDamage) -> Value
  ) throws(Fault) -> Value {
    do {
      return try body()
    } catch {
      throw stored.damage(column, error)
    }
  }
}
