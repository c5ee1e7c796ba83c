import Domain
import Indicators

/// How far a process is in each Kreis, month by month: counts of Behörden at the end of the month.
struct RolloutMonths {
  let months: ClosedRange<Month>
  let monthCount: Int
  /// `[Kreis * monthCount + month]` competent Behörden.
  private(set) var competent: [Int]
  /// Of those, the ones with the process active in prod.
  private(set) var active: [Int]
  /// Competent Behörden that had never had it active by the end of the month before.
  private(set) var atRisk: [Int]
  /// Of those, the ones that have it active for the first time.
  private(set) var newlyActive: [Int]

  /// - Returns: `nil` where no activation states are known.
  init?(_ rollout: ProcessRollout, _ rollouts: Rollouts) {
    guard let months = rollouts.months else { return nil }
    let count = months.upperBound - months.lowerBound + 1
    let zeros = [Int](repeating: 0, count: rollouts.kreise.count * count)
    (self.months, monthCount) = (months, count)
    (competent, active, atRisk, newlyActive) = (zeros, zeros, zeros, zeros)
    let days = (0..<count).map { rollouts.day(of: months.lowerBound + $0) }
    let activity = Self.activity(rollout, days)
    for month in 0..<count {
      for authority in rollout.competent(in: months.lowerBound + month) {
        guard let kreis = rollouts.kreis(ofAuthority: authority) else { continue }
        let cell = kreis * count + month
        competent[cell] += 1
        guard let own = activity[authority] else {
          atRisk[cell] += 1
          continue
        }
        if own.isActive[month] { active[cell] += 1 }
        if own.first >= month { atRisk[cell] += 1 }
        if own.first == month { newlyActive[cell] += 1 }
      }
    }
  }

  private struct Activity {
    var first: Int
    var isActive: [Bool]
  }

  /// Authority → the months at whose end it is active; those that never are have no entry.
  private static func activity(_ rollout: ProcessRollout, _ days: [Day]) -> [Int: Activity] {
    var activity: [Int: Activity] = [:]
    for spell in rollout.spells {
      for (month, day) in days.enumerated() where spell.contains(day) {
        activity[
          spell.authority,
          default: Activity(first: month, isActive: [Bool](repeating: false, count: days.count))
        ].isActive[month] = true
        activity[spell.authority]!.first = min(activity[spell.authority]!.first, month)
      }
    }
    return activity
  }

  /// Share of the competent Behörden of a Kreis that have the process active; `nil` without one.
  func activeShare(_ kreis: Int, _ month: Int) -> Double? {
    let cell = kreis * monthCount + month
    return competent[cell] == 0 ? nil : Double(active[cell]) / Double(competent[cell])
  }

  /// Share of the Behörden still without the process that switch it on in a month; `nil` where all
  /// have it.
  func adoption(_ kreis: Int, _ month: Int) -> Double? {
    let cell = kreis * monthCount + month
    return atRisk[cell] == 0 ? nil : Double(newlyActive[cell]) / Double(atRisk[cell])
  }

  /// Position of the month of a day; before the first month it is the first.
  func position(of day: Day) -> Int { max(0, day.month - months.lowerBound) }
}
