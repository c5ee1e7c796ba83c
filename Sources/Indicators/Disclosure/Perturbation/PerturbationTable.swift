/// What a count becomes when it is published (Cell Key Method, as the German Zensus 2022 uses it):
/// for each true count the values that may be printed, and how often each of them is.
///
/// A true 0 stays 0. Any other count i becomes one of {max(0, i − D) … i + D} without 1 … js, on
/// average i itself. Counts from ``rowCount`` on share the row of deviations −D … D.
public struct PerturbationTable: Sendable, Hashable {
  /// D: no value is further away from the count.
  public let deviation: Int
  /// V: variance at most.
  public let variance: Double
  /// js: the values 1 … js are never published.
  public let smallest: Int
  /// `[count − 1]`: rows of the counts 1, 2, …; the last one stands for all larger counts.
  public let rows: [Row]

  /// The row of one count.
  public struct Row: Sendable, Hashable {
    /// Published value less true count, ascending; each has a probability above 0.
    public let deviations: [Int]
    /// `[target]`: cumulative probability × 2⁶⁴; the last one, 2⁶⁴, is left out.
    public let thresholds: [UInt64]

    init(deviations: [Int], thresholds: [UInt64]) {
      precondition(deviations.count == thresholds.count + 1, "a threshold for all but the last")
      precondition(zip(thresholds, thresholds.dropFirst()).allSatisfy { $0 < $1 }, "not ascending")
      self.deviations = deviations
      self.thresholds = thresholds
    }

    /// Probability of each deviation.
    public var probabilities: [Double] {
      let cumulative = thresholds.map { Double($0) / 0x1p64 } + [1]
      return zip(cumulative, [0] + cumulative).map { $0 - $1 }
    }

    /// Sum of p · deviation^power: the moments of the noise.
    public func moment(_ power: Int) -> Double {
      zip(probabilities, deviations).reduce(0) { sum, target in
        sum + target.0 * (0..<power).reduce(1) { product, _ in product * Double(target.1) }
      }
    }
  }

  /// - Precondition: a row for each of the counts 1 … js + D and one for all above.
  init(deviation: Int, variance: Double, smallest: Int, rows: [Row]) {
    precondition(rows.count == smallest + deviation + 1, "\(rows.count) rows")
    self.deviation = deviation
    self.variance = variance
    self.smallest = smallest
    self.rows = rows
  }

  /// The row of a count above 0.
  public func row(of count: Int) -> Row { rows[min(count, rows.count) - 1] }

  /// The published value: the smallest target whose cumulative probability exceeds the cell key.
  public func value(of count: Int, cellKey: UInt64) -> Int {
    precondition(count >= 0, "a count below zero")
    if count == 0 { return 0 }
    let row = row(of: count)
    let place = row.thresholds.firstIndex { $0 > cellKey } ?? row.thresholds.count
    return count + row.deviations[place]
  }

  /// The true counts that can lie behind a published value: what everybody may conclude who knows
  /// the table.
  public func counts(behind value: Int) -> ClosedRange<Int> {
    if value == 0 { return 0...deviation }
    var possible = (max(1, value - deviation)...(value + deviation)).filter {
      row(of: $0).deviations.contains(value - $0)
    }
    if possible.isEmpty { possible = [value] }
    return possible.first!...possible.last!
  }
}
