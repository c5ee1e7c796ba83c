import Columns

/// Runs of equal numbers that are walked through from front to back.
final class RunCursor {
  /// `[run]`
  let numbers: [UInt64]
  /// `[run]`: the row behind its last.
  let ends: [UInt32]
  /// Row in which the first run begins.
  let start: Int
  /// The run that was looked at last.
  private var cursor = 0

  init(_ runs: NumberRuns) { (numbers, ends, start) = (runs.numbers, runs.ends, runs.start) }

  /// The first run that reaches into rows from `row` on.
  func run(at row: Int) -> Int {
    ends.withUnsafeBufferPointer { ends in
      var run = cursor
      // The same block may be walked through again, by another reader.
      while run > 0, Int(ends[run - 1]) > row { run -= 1 }
      // Steps that double, then halves of what they have leapt over.
      var (leap, behind) = (1, run)
      while behind < ends.count, Int(ends[behind]) <= row {
        run = behind + 1
        behind = min(behind + leap, ends.count)
        leap *= 2
      }
      while run < behind {
        let middle = (run + behind) / 2
        if Int(ends[middle]) <= row { run = middle + 1 } else { behind = middle }
      }
      cursor = run
    }
    return cursor
  }

  /// Goes on from a run, to spare the next one who asks the way to it.
  func move(to run: Int) { cursor = min(run, ends.count - 1) }

  /// The numbers of the rows that are left of a block.
  func pick(_ block: RowBlock, into target: UnsafeMutablePointer<UInt32>) {
    numbers.withUnsafeBufferPointer { numbers in
      pick(block, into: target) { UInt32(truncatingIfNeeded: numbers[$0]) }
    }
  }

  /// The same as positions of the runs.
  func pickRuns(_ block: RowBlock, into target: UnsafeMutablePointer<UInt32>) {
    pick(block, into: target) { UInt32(truncatingIfNeeded: $0) }
  }

  @inline(__always)
  private func pick(
    _ block: RowBlock, into target: UnsafeMutablePointer<UInt32>, _ number: (Int) -> UInt32
  ) {
    guard block.count > 0 else { return }
    if block.isAll {
      fill(block.rows, from: run(at: block.rows.lowerBound), target, number)
    } else {
      forEachRun(block) { target[$0] = number($1) }
    }
  }

  /// The number of each row.
  @inline(__always)
  private func fill(
    _ rows: Range<Int>, from first: Int, _ target: UnsafeMutablePointer<UInt32>,
    _ number: (Int) -> UInt32
  ) {
    ends.withUnsafeBufferPointer { ends in
      var (run, row) = (first, rows.lowerBound)
      while row < rows.upperBound {
        let end = min(Int(ends[run]), rows.upperBound)
        let (value, lanes) = (number(run), target + (row &- rows.lowerBound))
        if end &- row <= 8, row &+ 8 <= rows.upperBound {
          // Most runs are short: eight lanes are written whether they belong to the run or not.
          for lane in 0..<8 { lanes[lane] = value }
        } else {
          lanes.update(repeating: value, count: end &- row)
        }
        row = end
        run &+= 1
      }
    }
  }

  /// Calls `body` with each row that is left, counted from the first, and its run.
  @inline(__always)
  private func forEachRun(_ block: RowBlock, _ body: (Int, Int) -> Void) {
    guard block.count > 0 else { return }
    var run = run(at: block.row(0))
    ends.withUnsafeBufferPointer { ends in
      block.forEachRow { index, row in
        // How many runs lie between two rows cannot be foreseen, mostly it is few: these are
        // stepped over at once and without a branch.
        let row = UInt32(truncatingIfNeeded: row)
        if run &+ 4 <= ends.count {
          let near = (
            ends[run] <= row ? 1 : 0, ends[run &+ 1] <= row ? 1 : 0,
            ends[run &+ 2] <= row ? 1 : 0, ends[run &+ 3] <= row ? 1 : 0
          )
          run &+= near.0 &+ near.1 &+ near.2 &+ near.3
        }
        while ends[run] <= row { run &+= 1 }
        body(index, run)
      }
    }
    cursor = run
  }
}
