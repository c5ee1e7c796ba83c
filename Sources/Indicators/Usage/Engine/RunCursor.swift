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
    guard block.count > 0 else { return }
    var run = run(at: block.row(0))
    numbers.withUnsafeBufferPointer { numbers in
      ends.withUnsafeBufferPointer { ends in
        for index in 0..<block.count {
          let row = block.row(index)
          while Int(ends[run]) <= row { run &+= 1 }
          target[index] = UInt32(truncatingIfNeeded: numbers[run])
        }
      }
    }
    cursor = run
  }

  /// The same as positions of the runs.
  func pickRuns(_ block: RowBlock, into target: UnsafeMutablePointer<UInt32>) {
    guard block.count > 0 else { return }
    var run = run(at: block.row(0))
    ends.withUnsafeBufferPointer { ends in
      for index in 0..<block.count {
        let row = block.row(index)
        while Int(ends[run]) <= row { run &+= 1 }
        target[index] = UInt32(truncatingIfNeeded: run)
      }
    }
    cursor = run
  }
}
