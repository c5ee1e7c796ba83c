/// Runs of rows of a block that are of one group: of all its rows, or of those that are left.
final class GroupRuns {
  private(set) var count = 0
  /// `[run]`: the key of the group, its number once it has been looked up, and the row behind the
  /// run's last, counted from the first of the block.
  let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: Lane.blockRows)
  let groups = UnsafeMutablePointer<UInt32>.allocate(capacity: Lane.blockRows)
  let ends = UnsafeMutablePointer<UInt32>.allocate(capacity: Lane.blockRows)

  deinit {
    keys.deallocate()
    groups.deallocate()
    ends.deallocate()
  }

  /// One run with all rows of a block.
  func begin(_ key: UInt64, _ rows: Int) {
    count = 1
    keys[0] = key
    ends[0] = UInt32(rows)
  }

  /// The runs of another one, split where a dimension's number changes.
  /// - Parameter parts: `[number]`: what it adds to the key.
  /// - Precondition: the other one is of all rows of the block.
  func split(_ runs: GroupRuns, by cursor: RunCursor, _ block: RowBlock, _ parts: [UInt64]) {
    let base = UInt32(block.rows.lowerBound)
    let rows = UInt32(block.rows.count)
    let first = cursor.run(at: block.rows.lowerBound)
    let (keys, ends, otherKeys, otherEnds) = (keys, ends, runs.keys, runs.ends)
    var (run, other, row, made) = (0, first, 0 as UInt32, 0)
    cursor.numbers.withUnsafeBufferPointer { numbers in
      cursor.ends.withUnsafeBufferPointer { cursorEnds in
        parts.withUnsafeBufferPointer { parts in
          var last: UInt64 = 0
          while row < rows {
            let (end, behind) = (otherEnds[run], cursorEnds[other] &- base)
            let key = otherKeys[run] &+ parts[Int(numbers[other])]
            row = min(end, behind)
            // Which of the two ends, and whether the key changes, cannot be foreseen: no branches.
            made &+= made == 0 || key != last ? 1 : 0
            keys[made &- 1] = key
            ends[made &- 1] = row
            last = key
            run &+= end == row ? 1 : 0
            other &+= behind == row ? 1 : 0
          }
        }
      }
    }
    count = made
    cursor.move(to: other)
  }

  /// The runs of another one, of all rows of a block, cut down to the rows that are left.
  func narrow(_ runs: GroupRuns, to block: RowBlock) {
    var (made, left) = (0, 0)
    for run in 0..<runs.count {
      let behind = block.firstLeft(notBefore: runs.ends[run], from: left)
      if behind == left { continue }
      keys[made] = runs.keys[run]
      ends[made] = UInt32(truncatingIfNeeded: behind)
      (made, left) = (made + 1, behind)
    }
    count = made
  }

  /// Looks up the numbers of the groups.
  func number(_ number: (UInt64) -> UInt32) {
    for run in 0..<count { groups[run] = number(keys[run]) }
  }

  /// Calls `body` with each run, its first row and the row behind its last.
  @inline(__always)
  func forEach(_ body: (_ run: Int, _ start: Int, _ end: Int) -> Void) {
    var start = 0
    for run in 0..<count {
      let end = Int(ends[run])
      body(run, start, end)
      start = end
    }
  }
}
