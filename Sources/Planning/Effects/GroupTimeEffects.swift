/// Average effects on the treated by group and period (Callaway and Sant'Anna 2021, without
/// covariates): `ATT(g,t)` is the mean change of those treated since `g` from the period before `g`
/// to `t`, less the mean change of those who are not treated in either period.
public struct GroupTimeEffects: Sendable, Hashable {
  public struct Cell: Sendable, Hashable {
    /// The period in which the group began.
    public let group: Int
    public let period: Int
    public let estimate: Double
    public let treatedCount: Int
    public let controlCount: Int
  }

  /// Periods before and after the start that are looked at.
  public struct Window: Sendable, Hashable {
    public let before: Int
    public let after: Int

    public init(before: Int, after: Int) {
      precondition(before >= 1 && after >= 0, "a window holds the period before the start")
      self.before = before
      self.after = after
    }

    /// A year before, two years after.
    public static let months = Window(before: 12, after: 24)
    public var relative: ClosedRange<Int> { -before...after }
  }

  /// By group, then period; those without treated or without controls are left out.
  public let cells: [Cell]

  public init(_ panel: StudyPanel, window: Window = .months) {
    self.init(panel, panel.outcomes, panel.treatments, window)
  }

  /// - Parameters:
  ///   - outcomes: instead of the panel's.
  ///   - treatments: instead of the panel's; a unit keeps its own censoring.
  init(
    _ panel: StudyPanel, _ outcomes: [Double], _ treatments: [StudyPanel.Treatment?],
    _ window: Window
  ) {
    var cells: [Cell] = []
    for group in Set(treatments.compactMap { $0?.start }).sorted() where group >= 1 {
      for relative in window.relative {
        let period = group + relative
        guard period >= 0, period < panel.periodCount, relative != -1 else { continue }
        if let cell = Self.cell(group, period, panel, outcomes, treatments) { cells.append(cell) }
      }
    }
    self.cells = cells
  }

  private static func cell(
    _ group: Int, _ period: Int, _ panel: StudyPanel, _ outcomes: [Double],
    _ treatments: [StudyPanel.Treatment?]
  ) -> Cell? {
    let base = group - 1
    let last = max(period, base)
    var (treated, control) = (0.0, 0.0)
    var (treatedCount, controlCount) = (0, 0)
    for unit in 0..<panel.unitCount {
      let row = unit * panel.periodCount
      let change = outcomes[row + period] - outcomes[row + base]
      guard change.isFinite else { continue }
      let treatment = treatments[unit]
      if let treatment, treatment.start == group {
        guard period < treatment.end ?? .max else { continue }
        treated += change
        treatedCount += 1
      } else if treatment.map({ $0.start > last }) ?? true,
        panel.censoredFrom[unit].map({ $0 > last }) ?? true
      {
        control += change
        controlCount += 1
      }
    }
    guard treatedCount > 0, controlCount > 0 else { return nil }
    return Cell(
      group: group, period: period,
      estimate: treated / Double(treatedCount) - control / Double(controlCount),
      treatedCount: treatedCount, controlCount: controlCount)
  }

  /// Effects by time since the start: the mean over groups, each with the weight of its treated.
  public struct Profile: Sendable, Hashable {
    public struct Point: Sendable, Hashable {
      /// Periods since the start; the one before it, −1, is the base and has no point.
      public let relative: Int
      public let estimate: Double
      public let treatedCount: Int
      /// The fewest controls of a cell in it.
      public let controlCount: Int
    }

    /// By time; where no group can be estimated there is none.
    public let points: [Point]

    /// The mean over the points from the start on, each with the same weight; `nil` without one.
    public var overall: Double? {
      let after = points.filter { $0.relative >= 0 }
      return after.isEmpty ? nil : after.reduce(0) { $0 + $1.estimate } / Double(after.count)
    }

    /// The largest deviation from 0 before the start; `nil` without a point there.
    public var largestBefore: Double? {
      points.filter { $0.relative < 0 }.map { abs($0.estimate) }.max()
    }
  }

  public var profile: Profile {
    Profile(
      points: Dictionary(grouping: cells) { $0.period - $0.group }.sorted { $0.key < $1.key }
        .map { relative, cells in
          let count = cells.reduce(0) { $0 + $1.treatedCount }
          let sum = cells.reduce(0) { $0 + $1.estimate * Double($1.treatedCount) }
          return Profile.Point(
            relative: relative, estimate: sum / Double(count), treatedCount: count,
            controlCount: cells.map(\.controlCount).min()!)
        })
  }
}
