import Domain
import Indicators

/// The spread of one process as it was observed: active and competent Behörden by Kreis and month.
public struct AdoptionPanel: Sendable, Hashable {
  /// Behörden that stand or fall together: of one Kreis, or a Behörde of no one Kreis.
  public struct Group: Sendable, Hashable {
    /// Five digits of the Kreis, or the key of the Behörde.
    public let key: String
    /// By observed month.
    public let active: [Int]
    public let competent: [Int]

    public init(key: String, active: [Int], competent: [Int]) {
      precondition(active.count == competent.count, "lists of different length")
      self.key = key
      self.active = active
      self.competent = competent
    }
  }

  public let released: Day
  /// The months whose state a snapshot tells, ascending; gaps are months without snapshot.
  public let months: [Month]
  public let groups: [Group]

  public init(released: Day, months: [Month], groups: [Group]) {
    precondition(
      groups.allSatisfy { $0.active.count == months.count }, "groups with other months")
    self.released = released
    self.months = months
    self.groups = groups
  }

  /// Months from the release to the end of a month.
  public func time(of month: Month) -> Double {
    Double(max(0, month.lastDay - released)) / Self.daysOfMonth
  }

  /// 365.2425 / 12
  static let daysOfMonth = 30.436875

  public var times: [Double] { months.map(time) }

  /// The counts of all groups together.
  public var series: AdoptionSeries { series(weights: [Int](repeating: 1, count: groups.count)) }

  /// - Parameter weights: how often each group counts.
  func series(weights: [Int]) -> AdoptionSeries {
    var active = [Double](repeating: 0, count: months.count)
    var competent = active
    for (group, weight) in zip(groups, weights) where weight > 0 {
      for month in months.indices {
        active[month] += Double(weight * group.active[month])
        competent[month] += Double(weight * group.competent[month])
      }
    }
    return AdoptionSeries(times: times, active: active, competent: competent)
  }

  /// What was known at the end of an observed month.
  func upTo(_ position: Int) -> AdoptionPanel {
    AdoptionPanel(
      released: released, months: Array(months[...position]),
      groups: groups.map {
        Group(
          key: $0.key, active: Array($0.active[...position]),
          competent: Array($0.competent[...position]))
      })
  }
}
