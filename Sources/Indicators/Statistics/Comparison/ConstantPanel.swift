/// A change over time, of all units and of those that reported in both periods: where the two
/// differ, it is not the units that changed, but who reported.
public struct ConstantPanel: Sendable, Hashable {
  /// What one unit adds to a share in one period.
  public struct Part: Sendable, Hashable {
    public let numerator: Double
    public let denominator: Double

    public init(_ numerator: Double, of denominator: Double) {
      self.numerator = numerator
      self.denominator = denominator
    }
  }

  /// The change over all units: of shares as a difference (0.02 = 2 percentage points), of counts
  /// relative to the first period (0.02 = 2 %). `nil` where a period has nothing to divide by.
  public let total: Double?
  /// The same change over the units that reported in both periods.
  public let panel: Double?
  public let panelCount: Int
  /// Units that reported in at least one of the periods.
  public let unitCount: Int

  /// Whether a figure of the change has to carry a note: total and panel differ by more than 2
  /// percentage points, or one of the two is not known although units reported.
  public var needsNote: Bool {
    guard let total, let panel else { return unitCount > panelCount && (total ?? panel) != nil }
    // The limit itself is within it, whatever the rounding of the difference.
    return abs(total - panel) > 0.02 + 1e-12
  }

  /// The change of a share; higher levels divide sums.
  /// - Parameters:
  ///   - before: by unit; `nil`: did not report.
  ///   - after: by unit, in the same order.
  public init(before: [Part?], after: [Part?]) {
    self.init(before, after) { before, after in
      let parts = [before, after].map { ($0.map(\.numerator).sum, $0.map(\.denominator).sum) }
      guard parts.allSatisfy({ $0.1 > 0 }) else { return nil }
      return parts[1].0 / parts[1].1 - parts[0].0 / parts[0].1
    }
  }

  /// The relative change of a count.
  public init(before: [Double?], after: [Double?]) {
    self.init(before, after) { before, after in
      before.isEmpty || after.isEmpty || before.sum == 0 ? nil : after.sum / before.sum - 1
    }
  }

  private init<Value>(
    _ before: [Value?], _ after: [Value?], _ change: ([Value], [Value]) -> Double?
  ) {
    precondition(before.count == after.count, "a report or none of each unit in both periods")
    let both = zip(before, after).compactMap { before, after in
      before.flatMap { before in after.map { (before, $0) } }
    }
    total = change(before.compactMap(\.self), after.compactMap(\.self))
    panel = change(both.map(\.0), both.map(\.1))
    panelCount = both.count
    unitCount = zip(before, after).count { $0 != nil || $1 != nil }
  }
}

extension [Double] {
  fileprivate var sum: Double { reduce(0, +) }
}
