/// A measured value → 0…1, linear between two ends that are the same in every draw: only then does
/// a weight mean the same exchange of one criterion for another. What lies beyond an end counts as
/// the end.
public struct CriterionScale: Sendable, Hashable {
  public enum Kind: String, Sendable {
    /// x / max: twice as much counts twice. Zero has a meaning of its own.
    case zeroToMax = "zero_to_max"
    /// (x − min) / (max − min): where values below zero occur.
    case range
    /// Ends that do not depend on the candidates: shares, and days up to three years.
    case fixed
  }

  public let kind: Kind
  /// The measured value that counts 0, and the one that counts 1.
  public let atZero: Double
  public let atOne: Double
  private let steepness: Double

  public init(_ kind: Kind, atZero: Double, atOne: Double) {
    self.kind = kind
    self.atZero = atZero
    self.atOne = atOne
    // Where all candidates are alike both ends coincide: everything counts 0 and nothing is told
    // apart.
    steepness = atOne == atZero ? 0 : 1 / (atOne - atZero)
  }

  @inline(__always)
  public func score(_ value: Double) -> Double { min(1, max(0, (value - atZero) * steepness)) }

  /// The days that a deadline is seen ahead: three years.
  public static let deadlineDays = 1096.0

  /// - Parameter values: of all candidates; of drawn criteria P5 and P95 of each, since a single
  ///   lucky draw must not set the scale of all.
  init(_ criterion: Criterion, _ values: [Double]) {
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    switch criterion {
    case .coverageGap, .endToEnd, .noEfA: self.init(.fixed, atZero: 0, atOne: 1)
    case .deadline: self.init(.fixed, atZero: Self.deadlineDays, atOne: 0)
    // Few Standardprozesse in a Themenfeld are good: its best is none at all.
    case .balance: self.init(.zeroToMax, atZero: high, atOne: 0)
    case .simplicity: self.init(.range, atZero: high, atOne: low)
    case .netValue, .hours, .volume, .demand:
      self.init(low < 0 ? .range : .zeroToMax, atZero: min(low, 0), atOne: max(high, 0))
    }
  }
}
