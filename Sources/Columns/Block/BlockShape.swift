/// What the values of a block look like, for the choice of an encoding.
struct BlockShape {
  private(set) var zeros = 0
  /// Rows that differ from the row before.
  private(set) var changes = 0
  /// Of these, rows that are 0 (null), and rows above the last that was not 0 by 1 or 2.
  private(set) var fallsToZero = 0
  private(set) var smallRises = 0
  /// Rows that are not below the row before.
  private(set) var ascents = 0
  /// Smallest and largest difference to the row before, wrapping, as signed numbers.
  private(set) var smallestDifference = Int64.max
  private(set) var largestDifference = Int64.min
  /// Bits that the largest value needs.
  private(set) var width = 0

  init(_ values: [UInt64]) {
    guard let first = values.first else { return }
    values.withUnsafeBufferPointer { values in
      var bits = first
      var changes = 0
      for row in 1..<max(1, values.count) {
        bits |= values[row]
        changes &+= values[row] != values[row - 1] ? 1 : 0
      }
      self.changes = changes
      width = UInt64.bitWidth - bits.leadingZeroBitCount
      if changes * 4 < values.count { lookAtRuns(values) } else { lookAtRows(values) }
    }
  }

  var isConstant: Bool { changes == 0 }

  private mutating func lookAtRows(_ values: UnsafeBufferPointer<UInt64>) {
    var last = values[0]
    var lastPresent = last
    var (zeros, falls, rises, ascents) = (last == 0 ? 1 : 0, 0, 0, 0)
    var (smallest, largest) = (Int64.max, Int64.min)
    for row in 1..<values.count {
      let value = values[row]
      let difference = Int64(bitPattern: value &- last)
      let isZero = value == 0
      zeros &+= isZero ? 1 : 0
      falls &+= isZero && difference != 0 ? 1 : 0
      rises &+= difference != 0 && value &- lastPresent < 3 ? 1 : 0
      ascents &+= value >= last ? 1 : 0
      smallest = min(smallest, difference)
      largest = max(largest, difference)
      lastPresent = isZero ? lastPresent : value
      last = value
    }
    (self.zeros, fallsToZero, smallRises, self.ascents) = (zeros, falls, rises, ascents)
    (smallestDifference, largestDifference) = (smallest, largest)
  }

  /// The same where few rows differ from the one before.
  private mutating func lookAtRuns(_ values: UnsafeBufferPointer<UInt64>) {
    var last = values[0]
    var lastPresent = last
    var start = 0
    ascents = values.count - 1
    if values.count > changes + 1 { (smallestDifference, largestDifference) = (0, 0) }
    for row in 1...values.count where row == values.count || values[row] != last {
      if last == 0 { zeros += row - start }
      guard row < values.count else { break }
      let value = values[row]
      let difference = Int64(bitPattern: value &- last)
      if value == 0 { fallsToZero += 1 }
      if value &- lastPresent < 3 { smallRises += 1 }
      if value < last { ascents -= 1 }
      smallestDifference = min(smallestDifference, difference)
      largestDifference = max(largestDifference, difference)
      if value != 0 { lastPresent = value }
      (last, start) = (value, row)
    }
  }
}
