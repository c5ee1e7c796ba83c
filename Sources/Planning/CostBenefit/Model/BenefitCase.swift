import Domain

/// A candidate or a running process, ready to be reckoned.
package struct BenefitCase: Sendable {
  package enum Kind: String, Sendable { case candidate, process }

  /// What it costs, in EUR.
  package struct Costs: Sendable {
    /// Of making it, in year 0.
    package var making: Pert
    /// One-off costs of the years 1, 2, …, which are known.
    package var later: [Double]
    /// A year of care and operation, from year 1 on.
    package var care: Double
    /// Share of making and of care by ``Bearer``, and of what is budget-effective.
    package var makingShares: [Double]
    package var careShares: [Double]
    package var makingBudgetShare: Double
    package var careBudgetShare: Double
    package var source: String
  }

  package let id: String
  package let name: String
  package let kind: Kind
  /// LeiKa keys.
  package let leistungen: [String]
  package let costs: Costs
  /// Share of the saving per digital case that it brings, 1 for a process of its own.
  package let effect: Double
  package let effectSource: String
  /// Serves cases that are digital anyway (an extension), instead of making more cases digital.
  package let isExtension: Bool
  /// Whether cases that are digital already are somebody else's merit.
  let countsCurrentShare: Bool
  package let path: AdoptionPath
  /// Share of the digital cases that reach the Fachverfahren by themselves.
  package let connected: Double
  package let connectedSource: String

  /// Share of a Leistung's cases in which the saving occurs because of it.
  /// - Parameters:
  ///   - share: digital share of all cases when it runs.
  ///   - current: digital share today.
  @inline(__always)
  static func effective(_ share: Double, current: Double, isExtension: Bool) -> Double {
    isExtension ? max(share, current) : max(0, share - current)
  }

  /// The digital share that the case finds.
  func current(_ leistung: LeistungInputs) -> Double {
    countsCurrentShare ? leistung.cases.digitalShare : 0
  }
}
