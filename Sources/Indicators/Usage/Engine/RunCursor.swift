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
      while Int(ends[run]) <= row { run += 1 }
      cursor = run
    }
    return cursor
  }

  /// Row in which a run begins.
  func start(of run: Int) -> Int { run == 0 ? start : Int(ends[run - 1]) }

  /// Goes on from a run, to spare the next one who asks the way to it.
  func move(to run: Int) { cursor = min(run, ends.count - 1) }

  /// The numbers of the rows that are left of a block.
  func pick(_ block: RowBlock, into target: UnsafeMutablePointer<UInt32>) {
    numbers.withUnsafeBufferPointer { numbers in
      if block.isAll {
        forEachStretch(block) { rows, run in
          (target + rows.lowerBound).update(
            repeating: UInt32(truncatingIfNeeded: numbers[run]), count: rows.count)
        }
      } else {
        forEachRun(block) { target[$0] = UInt32(truncatingIfNeeded: numbers[$1]) }
      }
    }
  }

  /// The same as positions of the runs.
  func pickRuns(_ block: RowBlock, into target: UnsafeMutablePointer<UInt32>) {
    forEachRun(block) { target[$0] = UInt32(truncatingIfNeeded: $1) }
  }

  /// Calls `body` with each run of a block and its rows, counted from the first of the block.
  private func forEachStretch(_ block: RowBlock, _ body: (Range<Int>, Int) -> Void) {
    let base = block.rows.lowerBound
    var (run, row) = (run(at: base), 0)
    while row < block.count {
      let end = min(Int(ends[run]) - base, block.count)
      body(row..<end, run)
      (row, run) = (end, run + 1)
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
        // stepped over without a branch.
        let row = UInt32(truncatingIfNeeded: row)
        run &+= ends[run] <= row ? 1 : 0
        run &+= ends[run] <= row ? 1 : 0
        run &+= ends[run] <= row ? 1 : 0
        while ends[run] <= row { run &+= 1 }
        body(index, run)
      }
    }
    cursor = run
  }
}
