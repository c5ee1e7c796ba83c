/// A figure of a whole distribution: of the rows of a relation, or of units (Gemeinden,
/// activations) into which its rows are collapsed. Each has a value x of a whole number, and where
/// the kind asks for it a second one. Rows and units without one of them take no part.
public struct Statistic: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// The smallest x with at least this many per cent of the weight at or below it (nearest rank);
    /// the second value is the weight.
    case quantile(percent: Int64)
    /// Gini coefficient: Σ (2 rank − n − 1) x ÷ (n Σ x). Negative x take no part.
    case gini
    /// Standard deviation of the units themselves (divided by n).
    case deviation
    /// Least-squares slope of the second value over x.
    case slope
    /// The first x at which the Kaplan–Meier estimate is at or below one half; the second value is
    /// 1 where the event happened at x and 0 where it had not happened yet.
    case survivalMedian
  }

  let kind: Kind
  /// x, then the second value where there is one.
  let values: [Aggregate]
  /// x of quantiles and deviations is kept in this many parts of one of the figure's unit.
  let parts: Int64
  /// Fewer rows or units (by weight for quantiles) give `missing`.
  let minimumCount: Int64

  init(_ kind: Kind, _ values: [Aggregate], parts: Int64 = 1, minimumCount: Int64) {
    self.kind = kind
    self.values = values
    self.parts = parts
    self.minimumCount = minimumCount
    precondition(Set(values.map(\.pass)).count == 1, "all values of a unit come from one pass")
    precondition(values.count == (kind.hasSecondValue ? 2 : 1), "values that the kind asks for")
  }

  var pass: Aggregate.Pass { values[0].pass }
}

extension Statistic.Kind {
  var hasSecondValue: Bool {
    switch self {
    case .quantile, .slope, .survivalMedian: true
    case .gini, .deviation: false
    }
  }

  /// Whether the units are looked at by ascending x.
  var isOrdered: Bool {
    switch self {
    case .quantile, .gini, .survivalMedian: true
    case .deviation, .slope: false
    }
  }

  /// `[value]`: what it may be, `nil`: any number. Rows and units with another one take no part.
  var admitted: [ClosedRange<Int64>?] {
    switch self {
    case .quantile: [nil, 0...Int64.max]
    case .gini: [0...Int64.max]
    case .deviation: [nil]
    case .slope: [nil, nil]
    case .survivalMedian: [0...Int64.max, 0...1]
    }
  }
}

extension Formula {
  /// The nearest-rank quantile of `value` in the rows of a relation, each with a weight.
  /// - Parameter parts: values are kept in this many parts of one (milliseconds of a day).
  public static func quantile(
    percent: Int64, of value: String, weight: String, in relation: RelationSchema,
    where predicate: Predicate? = nil, parts: Int64 = 1, minimumCount: Int64 = 1
  ) -> Formula {
    .statistic(
      Statistic(
        .quantile(percent: percent),
        [
          sum(value, in: relation, where: predicate), sum(weight, in: relation, where: predicate),
        ], parts: parts, minimumCount: minimumCount))
  }

  /// The Gini coefficient over units, e.g. `sum("submitted", …).collapsed(by: .sum, over: "gemeinde")`.
  public static func gini(of unit: Aggregate, minimumCount: Int64 = 2) -> Formula {
    .statistic(Statistic(.gini, [unit], minimumCount: minimumCount))
  }

  /// The standard deviation over units of a share in millionths.
  public static func deviation(ofShare unit: Aggregate, minimumCount: Int64 = 2) -> Formula {
    .statistic(Statistic(.deviation, [unit], parts: Collapse.one, minimumCount: minimumCount))
  }

  /// The least-squares slope of `y` over `x`, both shares of units in millionths.
  public static func slope(of y: Aggregate, over x: Aggregate, minimumCount: Int64 = 3) -> Formula {
    .statistic(Statistic(.slope, [x, y], minimumCount: minimumCount))
  }

  /// The Kaplan–Meier median of `time` in the rows of a relation; `event` is 1 or 0.
  public static func survivalMedian(
    time: String, event: String, in relation: RelationSchema
  ) -> Formula {
    .statistic(
      Statistic(
        .survivalMedian, [sum(time, in: relation), sum(event, in: relation)], minimumCount: 1))
  }
}
