/// Runs of equal numbers that are walked through from front to back.
final class RunCursor {
  /// `[run]`
  let numbers: [UInt64]
  /// `[run]`: the row behind its last.
  let ends: [UInt32]
  /// The run that was looked at last.
  private var cursor = 0

  init(_ runs: (numbers: [UInt64], ends: [UInt32])) { (numbers, ends) = runs }

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

  /// Goes on from a run, to spare the next one who asks the way to it.
  func move(to run: Int) { cursor = min(run, ends.count - 1) }

  /// The numbers of the rows that are left of a block.
  func pick(_ block: RowBlock, into target: UnsafeMutablePointer<UInt32>) {
    numbers.withUnsafeBufferPointer { numbers in
      forEachRun(block) { target[$0] = UInt32(truncatingIfNeeded: numbers[$1]) }
    }
  }

  /// The same as positions of the runs.
  func pickRuns(_ block: RowBlock, into target: UnsafeMutablePointer<UInt32>) {
    forEachRun(block) { target[$0] = UInt32(truncatingIfNeeded: $1) }
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
