/// What an indicator computes: plain data with two readings, the column engine
/// (``Evaluator``) and SQL text (``sql(by:where:)``).
///
/// value = scale × numerator / denominator, both sums of whole numbers. Higher levels divide sums;
/// ratios are never averaged. A denominator below its minimum gives `missing`, or
/// `not_applicable` where the group holds only what does not exist there (`outside` > 0).
/// A numerator without rows under a valid denominator is 0.
public struct Formula: Sendable, Hashable {
  let numerator: [Aggregate]
  /// Empty: the figure is the numerator itself, and there is no denominator.
  let denominator: [Aggregate]
  let outside: [Aggregate]
  let scale: Int64
  let minimumDenominator: Int64
  /// Numerator and denominator are kept in this many parts of one (1,000: thousandths).
  let parts: Int64

  private init(
    numerator: [Aggregate], denominator: [Aggregate], outside: [Aggregate], scale: Int64,
    minimumDenominator: Int64, parts: Int64
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

  /// numerator / denominator, a share.
  public static func share(
    _ numerator: Aggregate..., of denominator: Aggregate..., outside: Aggregate? = nil,
    minimumDenominator: Int64 = 1, parts: Int64 = 1
  ) -> Formula {
    Formula(
      numerator: numerator, denominator: denominator, outside: outside.map { [$0] } ?? [],
      scale: 1, minimumDenominator: minimumDenominator, parts: parts)
  }

  /// numerator / denominator × 1,000.
  public static func per1000(_ numerator: Aggregate..., of denominator: Aggregate...) -> Formula {
    Formula(
      numerator: numerator, denominator: denominator, outside: [], scale: 1_000,
      minimumDenominator: 1, parts: 1)
  }

  /// A count.
  public static func total(_ numerator: Aggregate...) -> Formula {
    Formula(
      numerator: numerator, denominator: [], outside: [], scale: 1, minimumDenominator: 1,
      parts: 1)
  }

  var isTotal: Bool { denominator.isEmpty }

  /// The passes over relations, in the order in which they are first named.
  var passes: [Aggregate.Pass] {
    var passes: [Aggregate.Pass] = []
    for aggregate in numerator + denominator + outside where !passes.contains(aggregate.pass) {
      passes.append(aggregate.pass)
    }
    return passes
  }

  /// The relations that the formula reads.
  public var relations: [RelationSchema] {
    passes.map(\.relation).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Dimensions that every relation of the formula can be grouped by, without inner ones
  /// (sessions, channels): what a question may name.
  public var dimensions: [String] {
    let known = [
      "land", "regierungsbezirk", "kreis", "gemeinde", "size_class", "themenfeld", "leistung",
      "process", "process_kind", "month",
    ]
    let relations = relations
    return known.filter { name in relations.allSatisfy { $0.askable.contains(name) } }
  }
}
