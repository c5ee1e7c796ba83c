/// The groups of the rows that are left of a block: one a row, or one a run of rows where no
/// dimension needs a look at the rows.
final class BlockGroups {
  /// Whether groups come in ``runs``; else there is one for each row left.
  private(set) var isInRuns = false
  /// Runs of rows with one group: its key, its number once it has been looked up, and the row of the
  /// block behind the last.
  private(set) var runs: [(key: UInt64, group: UInt32, end: Int)] = []
  /// `[row left]`: the group, where groups are numbered densely, or once they have been looked up.
  let rows: UnsafeMutablePointer<UInt32>
  /// The same as keys, where there are too many for dense numbers.
  let keys: UnsafeMutablePointer<UInt64>
  private let isDense: Bool
  private var refined: [(key: UInt64, group: UInt32, end: Int)] = []

  /// - Parameter isDense: keys are numbers of groups.
  init(isDense: Bool) {
    self.isDense = isDense
    rows = .allocate(capacity: Lane.blockRows)
    keys = .allocate(capacity: isDense ? 1 : Lane.blockRows)
  }

  deinit {
    rows.deallocate()
    keys.deallocate()
  }

  /// Finds the groups of the rows left.
  /// - Parameters:
  ///   - constant: what dimensions with one key in the whole segment decide.
  ///   - numbers: reads a lane's numbers of the rows left.
  func find(
    _ block: RowBlock, _ constant: UInt64, _ dimensions: [GroupedLane],
    numbers: (GroupedLane) throws -> UnsafePointer<UInt32>
  ) throws {
    isInRuns = block.isAll && dimensions.allSatisfy { $0.lane.runs != nil }
    if isInRuns {
      runs.removeAll(keepingCapacity: true)
      runs.append((constant, 0, block.count))
      for dimension in dimensions { refine(dimension.lane.runs!, block, dimension.parts.wide) }
      return
    }
    if isDense {
      rows.update(repeating: UInt32(truncatingIfNeeded: constant), count: block.count)
    } else {
      keys.update(repeating: constant, count: block.count)
    }
    for dimension in dimensions {
      if block.isAll, let runs = dimension.lane.runs {
        add(runs, block, dimension.parts)
      } else {
        add(try numbers(dimension), block.count, dimension.parts)
      }
    }
  }

  /// Looks up the numbers of the groups of all runs.
  func numberRuns(_ number: (UInt64) -> UInt32) {
    for run in runs.indices { runs[run].group = number(runs[run].key) }
  }

  /// Gives each row the group of its run.
  func spreadRuns() {
    var start = 0
    for run in runs {
      (rows + start).update(repeating: run.group, count: run.end - start)
      start = run.end
    }
    isInRuns = false
  }

  /// Splits runs where a dimension's number changes.
  private func refine(_ cursor: RunCursor, _ block: RowBlock, _ parts: [UInt64]) {
    refined.removeAll(keepingCapacity: true)
    let base = block.rows.lowerBound
    var other = cursor.run(at: base)
    var start = 0
    for run in runs {
      while start < run.end {
        let end = min(Int(cursor.ends[other]) - base, run.end)
        let key = run.key &+ parts[Int(cursor.numbers[other])]
        if let last = refined.last, last.key == key {
          refined[refined.count - 1].end = end
        } else {
          refined.append((key, 0, end))
        }
        start = end
        if Int(cursor.ends[other]) - base <= end, end < block.count { other += 1 }
      }
    }
    cursor.move(to: other)
    swap(&runs, &refined)
  }

  private func add(_ cursor: RunCursor, _ block: RowBlock, _ parts: GroupParts) {
    let base = block.rows.lowerBound
    var run = cursor.run(at: base)
    var start = 0
    while start < block.count {
      let end = min(Int(cursor.ends[run]) - base, block.count)
      let part = parts.wide[Int(cursor.numbers[run])]
      if isDense {
        let narrow = UInt32(truncatingIfNeeded: part)
        for row in start..<end { rows[row] &+= narrow }
      } else {
        for row in start..<end { keys[row] &+= part }
      }
      start = end
      run += 1
    }
  }

  private func add(_ numbers: UnsafePointer<UInt32>, _ count: Int, _ parts: GroupParts) {
    if isDense {
      parts.narrow.withUnsafeBufferPointer { parts in
        for row in 0..<count { rows[row] &+= parts[Int(numbers[row])] }
      }
    } else {
      parts.wide.withUnsafeBufferPointer { parts in
        for row in 0..<count { keys[row] &+= parts[Int(numbers[row])] }
      }
    }
  }
}

/// A dimension's column, and what its numbers mean for the groups.
struct GroupedLane {
  let column: String
  let lane: Lane
  let parts: GroupParts
}

/// `[number]`: the part of the group's key that a dimension decides.
struct GroupParts {
  let wide: [UInt64]
  let narrow: [UInt32]

  init(parts: [UInt64]) {
    wide = parts
    narrow = parts.map { UInt32(truncatingIfNeeded: $0) }
  }
}
