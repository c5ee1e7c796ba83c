import Domain
import Indicators

/// How far a convoy is on its roadmap at the end of a day.
public struct ConvoyStanding: Sendable, Hashable {
  /// Steps of the roadmap, without those dropped.
  public let milestoneCount: Int
  /// Due by their first plan.
  public let dueCount: Int
  public let doneCount: Int
  /// Of those due.
  public let doneOfDueCount: Int
  public let overdueCount: Int
  /// Days after the first plan: the median is a value that occurs (nearest rank), so that it can be
  /// found in the list. `nil` while no step is done, due or revised.
  public let medianSlipDays: Int?
  public let largestSlipDays: Int?

  public init(_ milestones: [ConvoyMilestone], on day: Day) {
    let states = milestones.map { $0.state(on: day) }
    let kept = zip(milestones, states).filter { $0.1 != .dropped }
    milestoneCount = kept.count
    dueCount = kept.count { $0.0.isDue(on: day) }
    doneCount = kept.count { $0.1 == .done }
    doneOfDueCount = kept.count { $0.0.isDue(on: day) && $0.1 == .done }
    overdueCount = kept.count { $0.1 == .overdue }
    let slips = kept.compactMap { $0.0.delayDays(on: day) }
    medianSlipDays = NearestRank.quantile(0.5, of: slips.map(Double.init)).map { Int($0) }
    largestSlipDays = slips.max()
  }

  /// Of the whole convoy in one line: `7 von 10 fälligen Meilensteinen erledigt, 3 überfällig`.
  public var summary: Text {
    guard milestoneCount > 0 else {
      return Text(de: "keine Meilensteine gemeldet", en: "no milestones reported")
    }
    guard dueCount > 0 else {
      return Text(de: "noch kein Meilenstein fällig", en: "no milestone due yet")
    }
    return Text(
      de: "\(doneOfDueCount) von \(dueCount) fälligen Meilensteinen erledigt, "
        + "\(overdueCount) überfällig",
      en: "\(doneOfDueCount) of \(dueCount) milestones due are done, \(overdueCount) overdue")
  }
}
