/// One sum divided by another, or a sum alone.
///
/// value = scale × numerator / denominator, both sums of whole numbers. Higher levels divide sums;
/// ratios are never averaged. A denominator below its minimum gives `missing`, or
/// `not_applicable` where the group holds only what does not exist there (`outside` > 0).
/// A numerator without rows under a valid denominator is 0.
public struct Quotient: Sendable, Hashable {
  let numerator: [Aggregate]
  /// Empty: the figure is the numerator itself, and there is no denominator.
  let denominator: [Aggregate]
  let outside: [Aggregate]
  let scale: Int64
  let minimumDenominator: Int64
  /// Numerator and denominator are kept in this many parts of one (1,000: thousandths).
  let parts: Int64

  init(
    numerator: [Aggregate], denominator: [Aggregate] = [], outside: [Aggregate] = [],
    scale: Int64 = 1, minimumDenominator: Int64 = 1, parts: Int64 = 1
  ) {
    self.numerator = numerator
    self.denominator = denominator
    self.outside = outside
    self.scale = scale
    self.minimumDenominator = minimumDenominator
    self.parts = parts
    for side in [numerator, denominator, outside] {
      precondition(
        Set(side.map(\.pass)).count == side.count,
        "write two sums over the same groups of a relation as one expression")
    }
  }

  var aggregates: [Aggregate] { numerator + denominator + outside }

  var isTotal: Bool { denominator.isEmpty }

  /// Whether numerator and denominator of an area are the sums of those of its parts.
  var isAdditive: Bool { (numerator + denominator).allSatisfy { $0.stages.isEmpty } }

  /// The passes over relations, in the order in which they are first named.
  var passes: [Aggregate.Pass] {
    var passes: [Aggregate.Pass] = []
    for aggregate in aggregates where !passes.contains(aggregate.pass) {
      passes.append(aggregate.pass)
    }
    return passes
  }
}
