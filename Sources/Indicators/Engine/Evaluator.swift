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
    let question = EngineQuestion(by: by, filter: filter, frames: frames, denseLimit: denseLimit)
    switch formula {
    case .quotient(let quotient): return question.figures(quotient)
    case .gap(let first, let second):
      return question.figures(first).less(question.figures(second))
    case .statistic(let statistic): return question.figures(statistic)
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
