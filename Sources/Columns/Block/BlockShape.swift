/// What the values of a block look like, for the choice of an encoding.
///
/// Width and differences are exact; the others are counted in a sample of long blocks, and scaled
/// up: they only predict sizes, and every encoding can write every block.
struct BlockShape {
  private(set) var zeros = 0
  /// Rows that differ from the row before.
  private(set) var changes = 0
  /// Of these, rows that are 0 (null), and rows above the last that was not 0 by 1 or 2.
  private(set) var fallsToZero = 0
  private(set) var smallRises = 0
  /// Rows that are not below the row before.
  private(set) var ascents = 0
  /// `[w]`: ascents by what fits into `w` bits as a step (see ``Steps``) but not into fewer.
  private(set) var stepsOfWidth = [Int](repeating: 0, count: 66)
  /// Smallest and largest difference to the row before, wrapping, as signed numbers.
  private(set) var smallestDifference = Int64.max
  private(set) var largestDifference = Int64.min
  /// Bits that the largest value needs.
  private(set) var width = 0

  /// Of longer blocks than ``wholeCount``, a sample is looked at: a stretch of so many rows…
  private static let stretch = 512
  /// …in as many times more.
  private static let distance = 8
  private static let wholeCount = 32_768

  init<Word: NumberWord>(_ values: [Word]) {
    guard let first = values.first else { return }
    values.withUnsafeBufferPointer { values in
      let p = values.baseAddress!
      var bits = first
      var (smallest, largest) = (Word.Difference.max, Word.Difference.min)
      for row in 1..<max(1, values.count) {
        bits |= p[row]
        let difference = Word.Difference(truncatingIfNeeded: p[row] &- p[row &- 1])
        smallest = min(smallest, difference)
        largest = max(largest, difference)
      }
      width = Word.bitWidth - bits.leadingZeroBitCount
      (smallestDifference, largestDifference) = (Int64(smallest), Int64(largest))
      if values.count > 1, !isConstant { count(values) }
    }
  }

  /// Also for a single value and none.
  var isConstant: Bool {
    smallestDifference == 0 && largestDifference == 0 || smallestDifference > largestDifference
  }

  private mutating func count<Word: NumberWord>(_ values: UnsafeBufferPointer<Word>) {
    guard values.count > Self.wholeCount else {
      return look(at: 0..<values.count, of: values.baseAddress!)
    }
    var rows = 0
    var start = 0
    while start < values.count {
      let end = min(start + Self.stretch, values.count)
      look(at: start..<end, of: values.baseAddress!)
      rows += end - start
      start += Self.stretch * Self.distance
    }
    func scaled(_ number: Int) -> Int { number * values.count / rows }
    zeros = scaled(zeros)
    // A block that is not constant has a change.
    changes = max(1, scaled(changes))
    fallsToZero = scaled(fallsToZero)
    smallRises = scaled(smallRises)
    ascents = scaled(ascents)
    for width in stepsOfWidth.indices { stepsOfWidth[width] = scaled(stepsOfWidth[width]) }
  }

  private mutating func look<Word: NumberWord>(
    at rows: Range<Int>, of values: UnsafePointer<Word>
  ) {
    // The row before is known but for the first of all; it does not change what it is part of.
    var last = values[max(0, rows.lowerBound - 1)]
    var lastPresent = last
    var (zeros, changes, falls, rises, ascents) = (0, 0, 0, 0, 0)
    stepsOfWidth.withUnsafeMutableBufferPointer { steps in
      for row in rows {
        let value = values[row]
        let isZero = value == 0
        let isChange = value != last
        zeros &+= isZero ? 1 : 0
        changes &+= isChange ? 1 : 0
        falls &+= isZero && isChange ? 1 : 0
        rises &+= isChange && value >= lastPresent && value &- lastPresent < 3 ? 1 : 0
        if value >= last {
          ascents &+= 1
          let step = value &- last
          let bits = Word.bitWidth &- (step &+ 1).leadingZeroBitCount
          steps[step == .max ? 65 : bits] &+= 1
        }
        lastPresent = isZero ? lastPresent : value
        last = value
      }
    }
    // The very first row has no row before it, and was compared with itself.
    let own = rows.lowerBound == 0 ? 1 : 0
    stepsOfWidth[1] -= own
    self.zeros += zeros
    self.changes += changes
    fallsToZero += falls
    smallRises += rises
    self.ascents += ascents - own
  }
}
