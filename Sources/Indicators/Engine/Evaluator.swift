/// The column engine's reading of a formula: frames in, figures by group out.
package enum Evaluator {
  /// Up to this many possible groups are kept as plain arrays.
  package static let denseLimit = 1 << 22

  /// - Parameters:
  ///   - by: dimensions, the first one sorts first.
  ///   - filter: dimension → admitted keys; keys that no row has admit nothing.
  /// - Returns: the groups that have rows, sorted by the dimensions; without dimensions always one.
  /// - Precondition: every relation of the formula has the dimensions named.
  package static func evaluate(
    _ formula: Formula, over frames: FrameSet, by: [String] = [],
    where filter: [String: [String]] = [:], denseLimit: Int = denseLimit
  ) -> FigureGroups {
    let batch = EngineBatch(
      [EngineBatch.Item(formula: formula, by: by)], where: filter, over: frames,
      denseLimit: denseLimit)
    var scopes: [ScopeFigures] = []
    for scope in batch.scopes { batch.run(scope) { _, figures in scopes.append(figures) } }
    if by.isEmpty, scopes.allSatisfy(\.keys.isEmpty) {
      scopes = [ScopeFigures(keys: [0], rows: [formula.ofNothing])]
    }
    return FigureGroups(scopes, batch.ranks(0))
  }
}

extension Formula {
  /// The figure of a group without rows.
  fileprivate var ofNothing: FigureRow {
    switch self {
    case .quotient(let quotient):
      quotient.figure(
        Tally(numerator: Frame.null, denominator: Frame.null, outside: Frame.null))
    case .gap:
      FigureRow(value: .missing, numerator: .notApplicable, denominator: .notApplicable)
    case .statistic(let statistic): statistic.figure([])
    }
  }
}

/// A figure with what it was computed from, as every listing prints it.
package struct FigureRow: Sendable, Hashable {
  package let value: Figure
  package let numerator: Figure
  package let denominator: Figure

  package static let missing = FigureRow(
    value: .missing, numerator: .missing, denominator: .missing)
}
