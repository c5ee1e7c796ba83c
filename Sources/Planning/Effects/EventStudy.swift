import Domain

/// Effects by time since the start, and what assignments drawn by lot give instead.
///
/// The groups (how many began when and left when) are dealt anew among all units. Whether a unit
/// was treated is then independent of its outcomes, so that a share of 5 % of studies without any
/// effect has p ≤ 0.05, whatever the distribution (Fisher's exact test, by draws). The interval
/// holds the constant effects that the test does not refuse: outcomes less τ for the treated are
/// dealt in the same way, which is linear in τ and takes one pass.
public struct EventStudy: Sendable, Hashable {
  public struct Point: Sendable, Hashable {
    public let relative: Int
    public let estimate: Double
    public let treatedCount: Int
    public let controlCount: Int
    /// Between these lie 95 of 100 assignments drawn by lot.
    public let chance: ClosedRange<Double>?
  }

  public let points: [Point]
  /// The mean of the points from the start on.
  public let overall: Double
  /// Two-sided, (1 + assignments at least as far from 0) / (1 + assignments).
  public let pValue: Double
  /// 95 %; an end is `nil` where assignments are too few, or too much alike, to bound it.
  public let low: Double?
  public let high: Double?
  /// Of the largest deviation before the start; `nil` where there is no point before it.
  public let pValueBefore: Double?

  /// - Parameters:
  ///   - permutations: number of assignments drawn.
  ///   - label: names the stream of random numbers.
  /// - Throws: ``NotEstimable`` without treated, without controls, or where all began before the
  ///   first period.
  public init(
    _ panel: StudyPanel, window: GroupTimeEffects.Window = .months, permutations: Int,
    seed: UInt64, label: String = "event study"
  ) throws(NotEstimable) {
    precondition(permutations >= 1, "a test needs an assignment to compare with")
    try Self.check(panel)
    let observed = GroupTimeEffects(panel, window: window).profile
    guard let overall = observed.overall else {
      throw NotEstimable(
        de: "kein Landkreis zum Vergleich übrig", en: "no Landkreis left to compare with")
    }
    var draws = Draws(overall: overall, before: observed.largestBefore)
    let dose = panel.dose
    for number in 0..<permutations {
      var random = Random(seed: seed, label, number)
      let dealt = panel.treatments.shuffled(using: &random)
      let profile = GroupTimeEffects(panel, panel.outcomes, dealt, window).profile
      let unit = GroupTimeEffects(panel, dose, dealt, window).profile.overall
      draws.add(profile, effectOfOne: unit)
    }
    self.overall = overall
    pValue = draws.pValue
    pValueBefore = draws.pValueBefore
    (low, high) = draws.interval
    points = observed.points.map { point in
      Point(
        relative: point.relative, estimate: point.estimate, treatedCount: point.treatedCount,
        controlCount: point.controlCount, chance: draws.chance(at: point.relative))
    }
  }

  private static func check(_ panel: StudyPanel) throws(NotEstimable) {
    let starts = panel.treatments.compactMap { $0?.start }
    guard !starts.isEmpty else {
      throw NotEstimable(
        de: "kein Mitglied unter den verglichenen Landkreisen",
        en: "no member among the Landkreise compared")
    }
    guard panel.unitCount > 1 else {
      throw NotEstimable(
        de: "nur ein Landkreis, nichts zu vergleichen", en: "one Landkreis only, nothing to compare"
      )
    }
    guard !starts.contains(where: { (1..<max(1, panel.periodCount)).contains($0) }) else { return }
    throw starts.contains(where: { $0 >= panel.periodCount })
      ? NotEstimable(de: "noch kein Monat nach dem Beitritt", en: "no month since joining yet")
      : NotEstimable(
        de: "alle Mitglieder traten vor dem zweiten Monat der Daten bei",
        en: "all members joined before the second month of the data")
  }
}
