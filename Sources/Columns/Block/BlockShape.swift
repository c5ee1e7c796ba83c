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
  /// `[w]`: ascents (the last entry: other rows) by what fits into `w` bits as a step (see ``Steps``) but not into fewer; only
  /// where ``mayBeSteps(_:)``.
  private(set) var stepsOfWidth = [Int](repeating: 0, count: 67)
  /// Smallest and largest difference to the row before, wrapping, as signed numbers.
  private(set) var smallestDifference = Int64.max
  private(set) var largestDifference = Int64.min
  /// Bits that the largest value needs.
  private(set) var width = 0

  /// Of longer blocks, a sample is looked at: as many stretches of so many rows, or one in
  /// ``distance`` where these are more.
  private static let stretch = 256
  private static let leastStretches = 16
  private static let distance = 32

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
    let p = values.baseAddress!
    let stretches = max(Self.leastStretches, values.count / (Self.stretch * Self.distance))
    let isWhole = values.count <= Self.stretch * Self.leastStretches
    let sample =
      isWhole
      ? [0..<values.count]
      : (0..<stretches).map { stretch in
        let start = values.count / stretches * stretch
        return start..<start + Self.stretch
      }
    for rows in sample { look(at: rows, of: p) }
    let rows = isWhole ? values.count : stretches * Self.stretch
    func scaled(_ number: Int) -> Int { isWhole ? number : number * values.count / rows }
    zeros = scaled(zeros)
    // A block that is not constant has a change.
    changes = max(1, scaled(changes))
    fallsToZero = scaled(fallsToZero)
    ascents = scaled(ascents)
    for rows in sample { lookForRises(at: rows, of: p) }
    smallRises = scaled(smallRises)
    guard mayBeSteps(values.count) else { return }
    for rows in sample { lookForSteps(at: rows, of: p) }
    for width in stepsOfWidth.indices { stepsOfWidth[width] = scaled(stepsOfWidth[width]) }
  }

  /// Whether ``stepsOfWidth`` is known: most rows ascend, by more than a few bits take.
  func mayBeSteps(_ count: Int) -> Bool { ascents * 2 > count && width > 3 }

  private mutating func look<Word: NumberWord>(
    at rows: Range<Int>, of values: UnsafePointer<Word>
  ) {
    var (zeros, changes, falls, ascents) = (0 as Int32, 0 as Int32, 0 as Int32, 0 as Int32)
    // The very first row has no row before it. What is true of a row cannot be foreseen, so there is
    // no branch, not even a hidden one in `&&`.
    for row in max(1, rows.lowerBound)..<rows.upperBound {
      let (last, value) = (values[row &- 1], values[row])
      let isZero: Int32 = value == 0 ? 1 : 0
      let isLastZero: Int32 = last == 0 ? 1 : 0
      zeros &+= isZero
      changes &+= value != last ? 1 : 0
      falls &+= isZero & ~isLastZero
      ascents &+= value >= last ? 1 : 0
    }
    self.zeros += Int(zeros) + (rows.lowerBound == 0 && values[0] == 0 ? 1 : 0)
    self.changes += Int(changes)
    fallsToZero += Int(falls)
    self.ascents += Int(ascents)
  }

  private mutating func lookForRises<Word: NumberWord>(
    at rows: Range<Int>, of values: UnsafePointer<Word>
  ) {
    let first = max(1, rows.lowerBound)
    var rises: Int32 = 0
    if zeros == 0 {
      for row in first..<rows.upperBound {
        // 1 and 2 become 0 and 1.
        let rise = values[row] &- values[row &- 1] &- 1
        rises &+= rise < 2 ? 1 : 0
      }
    } else {
      var last = values[first &- 1]
      var lastPresent = last
      for row in first..<rows.upperBound {
        let value = values[row]
        let isNew: Int32 = value != last ? 1 : 0
        let isAbove: Int32 = value >= lastPresent ? 1 : 0
        let isNear: Int32 = value &- lastPresent < 3 ? 1 : 0
        rises &+= isNew & isAbove & isNear
        lastPresent = value == 0 ? lastPresent : value
        last = value
      }
    }
    smallRises += Int(rises)
  }

  private mutating func lookForSteps<Word: NumberWord>(
    at rows: Range<Int>, of values: UnsafePointer<Word>
  ) {
    stepsOfWidth.withUnsafeMutableBufferPointer { steps in
      // Which rows ascend cannot be foreseen, so there is no branch.
      for row in max(1, rows.lowerBound)..<rows.upperBound {
        let step = values[row] &- values[row &- 1]
        let bits = Word.bitWidth &- (step &+ 1).leadingZeroBitCount
        // All ones where the row does not ascend, else all zeros.
        let isDescent = 0 &- (values[row] < values[row &- 1] ? 1 : 0)
        steps[bits & ~isDescent | 66 & isDescent] &+= 1
      }
      // No other step than the largest one has none of its bits left after the addition.
      steps[65] &+= steps[0]
      steps[0] = 0
    }
  }
}
