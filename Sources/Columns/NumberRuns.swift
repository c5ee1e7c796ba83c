/// Neighbouring rows with one number, or with numbers of one class.
package struct NumberRuns: Sendable {
  /// `[run]`
  package let numbers: [UInt64]
  /// `[run]`: the row behind its last.
  package let ends: [UInt32]
  /// Row in which the first run begins; it may lie before the rows that were asked for.
  package let start: Int
  /// Which run a row lies in.
  package let ranks: RunRanks

  init(numbers: [UInt64], ends: [UInt32], start: Int) {
    (self.numbers, self.ends, self.start) = (numbers, ends, start)
    ranks = RunRanks(ends, from: start)
  }
}

/// Numbers of a chunk in a few classes that ascend with them, such as the days of time stamps.
package struct NumberClasses: Sendable {
  /// `[step]`: the class, ascending.
  private let table: ContiguousArray<UInt32>
  private let offset: UInt64
  private let unit: UInt64
  private let stepLength: UInt64

  /// - Parameters:
  ///   - table: `[step]`: the class, ascending; number *n* lies in step
  ///     (`offset` + `unit` × *n*) / `stepLength`.
  package init(_ table: [UInt32], offset: UInt64 = 0, unit: UInt64 = 1, stepLength: UInt64 = 1) {
    self.table = ContiguousArray(table)
    (self.offset, self.unit, self.stepLength) = (offset, unit, stepLength)
  }

  /// - Precondition: the number has a step in the table.
  @inline(__always)
  func ofNumber(_ number: UInt64) -> UInt32 {
    let distance = offset &+ number &* unit
    return table[Int(truncatingIfNeeded: stepLength == 1 ? distance : distance / stepLength)]
  }

  /// Numbers → their classes.
  package func replace(
    _ numbers: UnsafePointer<UInt64>, _ count: Int, into target: UnsafeMutablePointer<UInt32>
  ) {
    for row in 0..<count { target[row] = ofNumber(numbers[row]) }
  }
}
