import Columns

/// Distinct sessions of each group. A session that is in one run of rows of one segment is counted
/// when the run is met; the few that recur are remembered, with each group that they touch.
struct VisitCounter {
  private let recurring: RecurringSessions
  /// `[group]`: sessions that do not recur.
  private let single = VisitCounts(groups: 0)
  private var several: RecurringVisits
  /// `[group]`: the last run that was counted there, as ``serial`` plus its position; for runs whose
  /// rows are in several groups or blocks.
  private let lastRun = VisitCounts(groups: 0)
  /// Runs of the segments before.
  private var serial: UInt32 = 1

  /// Of a block, what is not counted at once.
  private let parts = RunParts()

  init(_ recurring: RecurringSessions) {
    self.recurring = recurring
    several = RecurringVisits(sessions: recurring.count)
  }

  /// What there is to know about the sessions of a block.
  struct Source {
    let positions: SessionPositions
    let hasNulls: Bool
    /// `[number of event]`: what a visit has done with it, as flags of ``UsageCells``; empty where
    /// nobody asks.
    let flags: [UInt8]
    /// `[classes as bits]`: the same of a run in which these occur, as ``VisitCounts/packed(_:)``
    /// says it.
    let doneInClasses: [UInt64]

    init(_ chunk: ChunkReader, first: Int64, flags: [UInt8]) {
      doneInClasses = (0..<(flags.isEmpty ? 0 : 256)).map { classes in
        VisitCounts.packed(
          flags.enumerated().reduce(0) { done, kind in
            classes >> kind.offset & 1 == 1 ? done | kind.element : done
          })
      }
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
  /// - Parameters:
  ///   - events: the classes of all rows of the segment, where flags are asked for.
  ///   - classes: `[run]`: which of them occur in it, as bits, where that is known.
  mutating func add(
    _ source: Source, _ block: RowBlock, _ groups: BlockGroups, _ sessions: RunCursor,
    events: [UInt8], classes: [UInt8]?
  ) {
    let done = DoneInRows(source.flags)
    let (base, positions, groups) = (block.rows.lowerBound, source.positions, groups.runs)
    let first = sessions.run(at: base)
    events.withUnsafeBytes { events in
      let behind: Int
      if source.flags.isEmpty {
        behind = countSingle(positions, block, groups, sessions, from: first) { _, _, _ in 1 }
      } else if let classes {
        behind = classes.withUnsafeBufferPointer { classes in
          source.doneInClasses.withUnsafeBufferPointer { done in
            countSingle(positions, block, groups, sessions, from: first) { run, _, _ in
              done[Int(classes[run])]
            }
          }
        }
      } else {
        behind = countSingle(positions, block, groups, sessions, from: first) { _, start, end in
          VisitCounts.packed(done.flags(events, start, end))
        }
      }
      sessions.move(to: behind)
      for part in 0..<parts.count {
        let (run, place) = (Int(parts.runs[part]), Int(parts.places[part]))
        let start = max(
          sessions.firstRow(of: run), base + (place == 0 ? 0 : Int(groups.ends[place - 1])))
        let end = min(Int(sessions.ends[run]), base + Int(groups.ends[place]))
        note(
          positions.position(of: sessions.numbers[run])!, Int(groups.groups[place]),
          done.flags(events, start, end), run)
      }
    }
  }

  /// Counts sessions that are in one run of one group, and puts together in ``parts`` what there is
  /// of others: of those that recur, and of runs that go on in the next group or block.
  /// - Parameters:
  ///   - first: the run of the block's first row.
  ///   - packed: what has been done in some rows of a run, as ``VisitCounts/packed(_:)`` says it.
  /// - Returns: the run behind the block's last row.
  @inline(__always)
  private func countSingle(
    _ positions: SessionPositions, _ block: RowBlock, _ groups: GroupRuns, _ sessions: RunCursor,
    from first: Int, _ packed: (Int, Int, Int) -> UInt64
  ) -> Int {
    let (single, partRuns, partPlaces) = (single, parts.runs, parts.places)
    let base = block.rows.lowerBound
    var (start, run, made) = (base, first, 0)
    var isHead = start == sessions.firstRow(of: first)
    sessions.numbers.withUnsafeBufferPointer { numbers in
      sessions.ends.withUnsafeBufferPointer { ends in
        recurring.withWords { recurring in
          for place in 0..<groups.count {
            let groupEnd = base &+ Int(groups.ends[place])
            var sum: UInt64 = 0
            while run < ends.count, Int(ends[run]) <= groupEnd {
              let end = Int(ends[run])
              // Null has no position; instead of it, one that there is is looked at for nothing.
              let (position, isSession) = positions.anyPosition(of: numbers[run])
              let recurs = Int(
                truncatingIfNeeded: recurring[position &>> 6] &>> UInt64(position & 63))
              // Which sessions recur cannot be foreseen: there is no branch.
              let isSingle = isSession & (isHead ? 1 : 0) & ~recurs
              // Rows without session are not looked at.
              let rows = (end &- start) & (0 &- isSession)
              sum &+=
                packed(run, start, start &+ rows)
                & (0 &- UInt64(truncatingIfNeeded: isSingle))
              partRuns[made] = UInt32(truncatingIfNeeded: run)
              partPlaces[made] = UInt32(truncatingIfNeeded: place)
              made &+= isSession &- isSingle
              (start, isHead) = (end, true)
              run &+= 1
            }
            single.add(packed: sum, to: Int(groups.groups[place]))
            guard start < groupEnd else { continue }
            // The run goes on in the next group, or in the next block.
            partRuns[made] = UInt32(truncatingIfNeeded: run)
            partPlaces[made] = UInt32(truncatingIfNeeded: place)
            made &+= positions.anyPosition(of: numbers[run]).isSession
            (start, isHead) = (groupEnd, false)
          }
        }
      }
    }
    parts.count = made
    return run
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
      several.note(recurring.rank(position), group: Int(rows[index]), flags: flags)
    }
  }

  private mutating func note(_ position: Int, _ group: Int, _ flags: UInt8, _ run: Int) {
    guard flags != 0 else { return }
    if recurring.contains(position) {
      several.note(recurring.rank(position), group: group, flags: flags)
    } else {
      single.add(flags, to: group, once: serial &+ UInt32(truncatingIfNeeded: run), lastRun)
    }
  }

  // MARK: - Merging and reading

  /// - Parameter place: `[group of the other]`: the group here.
  mutating func merge(_ other: VisitCounter, placing place: [UInt32]) {
    single.add(other.single, placing: place)
    several.merge(other.several, placing: place)
  }

  func counts(groups: Int) -> VisitCounts {
    let counts = several.counts(groups: groups)
    counts.add(single, placing: nil)
    return counts
  }
}

/// Parts of runs: a run of sessions, and a run of groups that it has rows in.
private final class RunParts {
  var count = 0
  let runs: UnsafeMutablePointer<UInt32>
  let places: UnsafeMutablePointer<UInt32>

  init() {
    // A block has at most as many runs of either kind as rows; one part is written in vain.
    runs = .allocate(capacity: 2 * Lane.blockRows + 1)
    places = .allocate(capacity: 2 * Lane.blockRows + 1)
  }

  deinit {
    runs.deallocate()
    places.deallocate()
  }
}
