import Columns

/// Distinct sessions of each group. A session that is in one run of rows of one segment is counted
/// when the run is met; the few that recur are remembered, with each group that they touch.
struct VisitCounter {
  private let recurring: RecurringSessions
  /// `[group]`: sessions that do not recur.
  private let single = VisitCounts(groups: 0)
  private var table: VisitTable
  /// `[group]`: the last run that was counted there, as ``serial`` plus its position; for runs whose
  /// rows are in several groups or blocks.
  private let lastRun = VisitCounts(groups: 0)
  /// Runs of the segments before.
  private var serial: UInt32 = 1

  init(_ recurring: RecurringSessions, numbers: ClosedRange<Int64>?) {
    self.recurring = recurring
    let size = numbers.map { Int($0.upperBound - $0.lowerBound) + 1 } ?? 0
    table = VisitTable(numbers: numbers, isSparse: recurring.count * 8 < size)
  }

  /// What there is to know about the sessions of a block.
  struct Source {
    let positions: SessionPositions
    let hasNulls: Bool
    /// `[number of event]`: what a visit has done with it, as flags of ``UsageCells``; empty where
    /// nobody asks.
    let flags: [UInt8]

    init(_ chunk: ChunkReader, first: Int64, flags: [UInt8]) {
      positions = SessionPositions(chunk, first: first)
      hasNulls = chunk.hasNulls
      self.flags = flags
    }
  }

  func grow(to groups: Int) {
    single.grow(to: groups)
    lastRun.grow(to: groups)
  }

  /// To be called when a segment's last block is done.
  mutating func finishSegment(runs: Int) { serial += UInt32(runs) }

  // MARK: - Adding a block

  /// All rows of a block, where sessions and groups come in runs.
  /// - Parameter events: the classes of all rows of the segment, where flags are asked for.
  mutating func add(
    _ source: Source, _ block: RowBlock, _ groups: BlockGroups, _ sessions: RunCursor,
    events: [UInt8]
  ) {
    let first = block.rows.lowerBound
    let (done, positions) = (DoneInRows(source.flags), source.positions)
    var run = sessions.run(at: first)
    defer { sessions.move(to: run) }
    // Runs that go on in the next group or block, or whose session recurs.
    var others: [(run: Int, rows: Range<Int>, group: Int)] = []
    events.withUnsafeBytes { events in
      sessions.numbers.withUnsafeBufferPointer { numbers in
        sessions.ends.withUnsafeBufferPointer { ends in
          recurring.withWords { recurring in
            var start = first
            groups.runs.forEach { place, _, groupEnd in
              let groupEnd = first &+ groupEnd
              let group = Int(groups.runs.groups[place])
              var sum = VisitCounts.Sum()
              while start < groupEnd {
                let runEnd = Int(ends[run])
                let end = min(runEnd, groupEnd)
                let isWhole =
                  runEnd <= groupEnd && (run == 0 ? sessions.start : Int(ends[run &- 1])) == start
                if let position = positions.position(of: numbers[run]) {
                  let isSingle = recurring[position &>> 6] &>> UInt64(position & 63) & 1 == 0
                  if isWhole, isSingle {
                    sum.add(done.flags(events, start, end))
                  } else {
                    others.append((run, start..<end, group))
                  }
                }
                start = end
                run &+= runEnd <= groupEnd ? 1 : 0
              }
              single.add(sum, to: group)
            }
          }
        }
      }
      for (run, rows, group) in others {
        note(
          positions.position(of: sessions.numbers[run])!, group,
          done.flags(events, rows.lowerBound, rows.upperBound), run)
      }
    }
  }

  /// Rows that are left of a block, each in its group, where sessions come in runs.
  /// - Parameters:
  ///   - places: the run of each row.
  ///   - events: the number of each row's event, where flags are asked for.
  mutating func add(
    _ source: Source, _ block: RowBlock, _ groups: BlockGroups, _ sessions: RunCursor,
    _ places: UnsafePointer<UInt32>, events: UnsafePointer<UInt32>?
  ) {
    let (rows, positions, flagsOf) = (groups.rows, source.positions, source.flags)
    sessions.numbers.withUnsafeBufferPointer { numbers in
      for index in 0..<block.count {
        let run = Int(places[index])
        guard let position = positions.position(of: numbers[run]) else { continue }
        note(
          position, Int(rows[index]), events.map { flagsOf[Int($0[index])] } ?? UsageCells.visited,
          run)
      }
    }
  }

  /// The same where they come one by one.
  /// - Parameter sessions: the number of each row's session.
  mutating func add(
    _ source: Source, _ block: RowBlock, _ groups: BlockGroups,
    _ sessions: UnsafePointer<UInt32>, events: UnsafePointer<UInt32>?
  ) {
    let (rows, positions, flagsOf) = (groups.rows, source.positions, source.flags)
    for index in 0..<block.count {
      guard let position = positions.position(of: UInt64(sessions[index])) else { continue }
      let flags = events.map { flagsOf[Int($0[index])] } ?? UsageCells.visited
      guard flags != 0 else { continue }
      table.note(position: position, cell: Int(rows[index]), flags: flags)
    }
  }

  private mutating func note(_ position: Int, _ group: Int, _ flags: UInt8, _ run: Int) {
    guard flags != 0 else { return }
    if recurring.contains(position) {
      table.note(position: position, cell: group, flags: flags)
    } else {
      single.add(flags, to: group, once: serial &+ UInt32(truncatingIfNeeded: run), lastRun)
    }
  }

  // MARK: - Merging and reading

  /// - Parameter place: `[group of the other]`: the group here.
  mutating func merge(_ other: VisitCounter, placing place: [UInt32]) {
    single.add(other.single, placing: place)
    table.merge(other.table, placing: place)
  }

  func counts(groups: Int) -> VisitCounts {
    let counts = table.counts(groups: groups)
    counts.add(single, placing: nil)
    return counts
  }
}

/// What the rows of a visit have done, from their events as bytes, eight rows at a time.
private struct DoneInRows {
  private let isAsked: Bool
  private let started: UInt64
  private let submitted: UInt64
  private let flagsOf: [UInt8]

  /// - Parameter flags: `[number of event]`, empty where nobody asks.
  init(_ flags: [UInt8]) {
    isAsked = !flags.isEmpty
    flagsOf = flags
    func pattern(_ flag: UInt8) -> UInt64 {
      let number = flags.firstIndex { $0 & flag != 0 } ?? Int(UInt8.max)
      return SWAR.repeated(UInt8(number))
    }
    started = pattern(UsageCells.started)
    submitted = pattern(UsageCells.submitted)
  }

  @inline(__always)
  func flags(_ events: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> UInt8 {
    guard isAsked else { return UsageCells.visited }
    var row = start
    var (isStarted, isSubmitted) = (false, false)
    while row < end {
      guard row &+ 8 <= events.count else {
        return events[row..<end].reduce(
          UsageCells.visited | (isStarted ? UsageCells.started : 0)
            | (isSubmitted ? UsageCells.submitted : 0)
        ) { $0 | flagsOf[Int($1)] }
      }
      let word = events.loadUnaligned(fromByteOffset: row, as: UInt64.self)
      let left = end &- row
      let mask: UInt64 = left >= 8 ? .max : 1 &<< UInt64(8 &* left) &- 1
      isStarted = isStarted || SWAR.zeroBytes(word ^ started) & mask != 0
      isSubmitted = isSubmitted || SWAR.zeroBytes(word ^ submitted) & mask != 0
      row &+= 8
    }
    return UsageCells.visited | (isStarted ? UsageCells.started : 0)
      | (isSubmitted ? UsageCells.submitted : 0)
  }
}
