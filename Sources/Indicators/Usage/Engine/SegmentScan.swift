import Columns
import Domain
import Store

/// One segment → sums: filters first, then groups, then only the values of rows that are left.
struct SegmentScan {
  private let plan: UsagePlan
  private let rowCount: Int
  private var lanes: [String: Lane] = [:]
  private let stored: StoredColumns

  /// - Throws: ``Fault`` that names the segment and column of a damaged chunk.
  init(_ stored: StoredColumns, _ plan: UsagePlan) throws {
    self.plan = plan
    self.stored = stored
    rowCount = stored.segment.rowCount
    for column in plan.columns {
      lanes[column] = Lane(try stored.open(column), isTime: column == "ts")
    }
  }

  func run(into sums: UsageSums) throws {
    var stretches = [0..<rowCount]
    var filters: [(lane: Lane, column: String, admitted: [UInt8])] = []
    for (lane, column, admitted) in conditions() {
      if admitted.allSatisfy({ $0 == 1 }) { continue }
      try reading(column) { () throws(ChunkDamage) in try lane.open() }
      if let runs = lane.runs {
        stretches = Self.stretches(stretches, runs.numbers, runs.ends, admitted)
      } else {
        filters.append((lane, column, admitted))
      }
    }
    guard !stretches.isEmpty else { return }
    var stride: UInt64 = 1
    var constant: UInt64 = 0
    var grouping: [(lane: Lane, column: String, parts: GroupParts)] = []
    for space in plan.dimensions {
      let column = space.dimension.column
      let codes = space.codes(of: lanes[column]!)
      // All rows of the segment in one month, say: nothing to look at.
      if let first = codes.first, codes.allSatisfy({ $0 == first }) {
        constant += UInt64(first) * stride
      } else {
        let parts = GroupParts(parts: codes.map { UInt64($0) * stride })
        let lane = lanes[column]!
        try reading(column) { () throws(ChunkDamage) in try lane.open() }
        grouping.append((lane, column, parts))
      }
      stride *= UInt64(space.size)
    }
    let values = ValueTables(plan, lanes)
    if let lane = lanes["session"] {
      try reading("session") { () throws(ChunkDamage) in try lane.open() }
    }
    let block = BlockBuffers(isDense: sums.isDense)

    for stretch in stretches {
      var start = stretch.lowerBound
      while start < stretch.upperBound {
        let rows = start..<min(start + Lane.blockRows, stretch.upperBound)
        start = rows.upperBound
        block.selectAll(rows.count)
        for (lane, column, admitted) in filters where block.count > 0 {
          if block.isAll, let bytes = lane.bytes {
            block.keep(bytes[rows], admitted)
          } else {
            block.keep(
              try reading(column) { () throws(ChunkDamage) in try lane.read(rows) }, admitted)
          }
        }
        guard block.count > 0 else { continue }
        block.beginGroups(constant)
        for (lane, column, parts) in grouping {
          if lane.runs != nil {
            block.addGroups(lane, rows, parts)
          } else {
            block.addGroups(
              try reading(column) { () throws(ChunkDamage) in try lane.read(rows) }, parts)
          }
        }
        sums.count(block)
        try add(values, rows, block, to: sums)
      }
    }
  }

  // MARK: - Values of the rows that are left

  private func add(
    _ values: ValueTables, _ rows: Range<Int>, _ block: BlockBuffers, to sums: UsageSums
  ) throws {
    func numbers(_ column: String) throws -> UnsafePointer<UInt32> {
      let lane = lanes[column]!
      return try reading(column) { () throws(ChunkDamage) in try lane.read(rows) }
    }
    let needs = plan.needs
    if needs.kinds || needs.digital { sums.addKinds(block, try numbers("event"), values.kinds) }
    if needs.digital {
      sums.addDigital(
        block, try numbers("event"), values.kinds, try numbers("channel"), values.digital)
    }
    if needs.sessions {
      let events = try numbers("event")
      if block.isAll, let lane = lanes["session"], lane.runs != nil {
        sums.addVisits(block, events, values.visitFlags, lane, rows, values.sessions)
      } else {
        sums.addVisits(block, events, values.visitFlags, try numbers("session"), values.sessions)
      }
    }
    if needs.ratings { sums.addRatings(block, try numbers("rating"), values.ratings) }
    if needs.durations {
      let lane = lanes["duration_ms"]!
      let durations = try reading("duration_ms") { () throws(ChunkDamage) in
        try lane.readWide(rows)
      }
      sums.addDurations(block, durations, lane.chunk)
    }
  }

  // MARK: - Filters

  private func conditions() -> [(Lane, String, [UInt8])] {
    var all = plan.filters.map { filter in
      let column = filter.space.dimension.column
      let lane = lanes[column]!
      return (lane, column, filter.admitted(in: lane))
    }
    if let instants = plan.instants, let lane = lanes["ts"] {
      all.append(
        (
          lane, "ts",
          (0..<lane.numberCount).map { number in
            lane.value(of: number).map { instants.contains($0) ? 1 : 0 } ?? 0
          }
        ))
    }
    return all
  }

  /// The parts of the stretches in which runs have an admitted number.
  private static func stretches(
    _ stretches: [Range<Int>], _ numbers: [UInt64], _ ends: [UInt32], _ admitted: [UInt8]
  ) -> [Range<Int>] {
    var kept: [Range<Int>] = []
    var stretch = 0
    var start = 0
    for (run, end) in ends.enumerated() {
      let end = Int(end)
      defer { start = end }
      guard admitted[Int(numbers[run])] == 1 else { continue }
      while stretch < stretches.count, stretches[stretch].upperBound <= start { stretch += 1 }
      var next = stretch
      while next < stretches.count, stretches[next].lowerBound < end {
        let part = stretches[next].clamped(to: start..<end)
        next += 1
        if part.isEmpty { continue }
        if let last = kept.last, last.upperBound == part.lowerBound {
          kept[kept.count - 1] = last.lowerBound..<part.upperBound
        } else {
          kept.append(part)
        }
      }
    }
    return kept
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

/// What the numbers of the value columns of a segment mean.
struct ValueTables {
  /// `[number of event]`: position in `EventKind.allCases`.
  var kinds: [UInt8] = []
  /// `[number of event]`: what a visit has done with it, as flags of ``UsageCells``; 0: no visit event.
  var visitFlags: [UInt8] = []
  /// `[number of channel]`: 1 where it is online or mobile.
  var digital: [UInt8] = []
  /// `[number of rating]`: the rating, 0 for null.
  var ratings: [Int64] = []
  var sessions = SessionPositions(offset: 0, unit: 1, hasNulls: false)

  init(_ plan: UsagePlan, _ lanes: [String: Lane]) {
    func table<Entry>(_ column: String, _ entry: (Int64?) -> Entry) -> [Entry] {
      guard let lane = lanes[column] else { return [] }
      return (0..<lane.numberCount).map { entry(lane.value(of: $0)) }
    }
    if plan.needs.event {
      kinds = table("event") { code in code.map { plan.kindOfCode[Int($0)] } ?? 0 }
      visitFlags = kinds.map { UsageCellTally.flags[Int($0)] }
    }
    if plan.needs.digital {
      digital = table("channel") { code in code.map { plan.isDigitalCode[Int($0)] } ?? 0 }
    }
    if plan.needs.ratings { ratings = table("rating") { $0 ?? 0 } }
    if plan.needs.sessions, let chunk = lanes["session"]?.chunk {
      // Without any session in any segment every number is null.
      let first = plan.sessions?.lowerBound ?? 0
      sessions = SessionPositions(
        offset: chunk.value(of: chunk.hasNulls ? 1 : 0) &- first,
        unit: Int64(chunk.unit), hasNulls: chunk.hasNulls)
    }
  }
}

/// From the numbers of a session column to positions in the table of visits.
struct SessionPositions {
  /// Position of the smallest session.
  let offset: Int64
  let unit: Int64
  /// Whether number 0 is null.
  let hasNulls: Bool

  /// `nil` for null, and for the number that no row has.
  @inline(__always)
  func position(of number: UInt64) -> Int? {
    if number == .max || hasNulls && number == 0 { return nil }
    return Int(offset &+ Int64(bitPattern: hasNulls ? number &- 1 : number) &* unit)
  }
}
