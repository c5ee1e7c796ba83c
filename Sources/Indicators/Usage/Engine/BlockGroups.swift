/// The groups of the rows that are left of a block: one a row, or one a run of rows where the
/// dimensions come in runs, and in few of them where not all rows are left.
final class BlockGroups {
  /// Whether groups come in ``runs``; else there is one for each row left.
  private(set) var isInRuns = false
  /// Runs of rows with one group.
  private(set) var runs = GroupRuns()
  /// `[row left]`: the group, where groups are numbered densely, or once they have been looked up.
  let rows: UnsafeMutablePointer<UInt32>
  /// The same as keys, where there are too many for dense numbers.
  let keys: UnsafeMutablePointer<UInt64>
  private let isDense: Bool
  private var refined = GroupRuns()

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
    isInRuns = Self.areInRuns(block, dimensions)
    if isInRuns {
      runs.begin(constant, block.rows.count)
      for dimension in dimensions {
        refined.split(runs, by: dimension.lane.runs!, block, dimension.parts.wide)
        swap(&runs, &refined)
      }
      if !block.isAll {
        refined.narrow(runs, to: block)
        swap(&runs, &refined)
      }
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

  private static func areInRuns(_ block: RowBlock, _ dimensions: [GroupedLane]) -> Bool {
    // Where a run has hardly a row that is left, it is quicker to ask each row for its run. The runs
    // of all dimensions together have to find room.
    let most = block.count / (4 * max(1, dimensions.count))
    return dimensions.allSatisfy { dimension in
      guard let runs = dimension.lane.runs else { return false }
      return block.isAll || runs.hasAtMost(most, in: block.rows)
    }
  }

  /// Gives each row the group of its run.
  func spreadRuns() {
    runs.forEach { run, start, end in
      (rows + start).update(repeating: runs.groups[run], count: end - start)
    }
    isInRuns = false
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
