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
  private let ranks: RunRanks

  init(_ runs: NumberRuns) {
    (numbers, ends, start, ranks) = (runs.numbers, runs.ends, runs.start, runs.ranks)
  }

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

  /// The first row of a run.
  func firstRow(of run: Int) -> Int { run == 0 ? start : Int(ends[run - 1]) }

  /// Whether no more than so many runs reach into some rows.
  func hasAtMost(_ count: Int, in rows: Range<Int>) -> Bool {
    let last = run(at: rows.lowerBound) + count - 1
    return last >= ends.count - 1 || last >= 0 && Int(ends[last]) >= rows.upperBound
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
    if hasAtMost(block.count / 8, in: block.rows) {
      var (run, index) = (self.run(at: block.rows.lowerBound), 0)
      while index < block.count {
        let end = UInt32(truncatingIfNeeded: Int(ends[run]) - block.rows.lowerBound)
        let behind = block.firstLeft(notBefore: end, from: index)
        while index < behind {
          body(index, run)
          index &+= 1
        }
        run += 1
      }
      return
    }
    // How many runs lie between two rows cannot be foreseen: each row is looked up by itself.
    let (base, table) = (ranks.base, ranks.table)
    table.words.withUnsafeBufferPointer { words in
      table.before.withUnsafeBufferPointer { before in
        block.forEachRow { index, row in
          let bit = row &- base
          // The bits up to and with that of the row: runs that have ended when it comes.
          let ended = words[bit &>> 6] & ((2 as UInt64) &<< UInt64(bit & 63) &- 1)
          body(index, Int(before[bit &>> 6]) &+ ended.nonzeroBitCount)
        }
      }
    }
  }
}
