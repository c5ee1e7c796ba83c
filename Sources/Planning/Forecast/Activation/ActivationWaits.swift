import Indicators

/// How long Behörden took, read in the two ways that snapshots allow, and without choosing one.
///
/// A snapshot that shows a process active, and the one before it that did not, leave open on which
/// day between them it was activated. Kaplan–Meier wants a day: ``firstPossible`` and
/// ``lastPossible`` are the two extremes. Turnbull's estimate takes the intervals as they are.
public struct ActivationWaits: Sendable {
  /// As if each had activated on the day after it was last seen without.
  public let firstPossible: KaplanMeier
  /// As if each had activated on the day of the snapshot that first shows it.
  public let lastPossible: KaplanMeier
  /// Where the two medians lie more than a month apart, or only one of them exists.
  public let betweenSnapshots: Turnbull?
  /// The rows of ``lastPossible``, in days since the release.
  let times: [WaitingTime]

  /// Days from which on the way of reading matters.
  static let month = 31.0

  init(_ waits: [AdoptionHistory.Wait]) {
    times = waits.map { Self.time($0, event: $0.high) }
    lastPossible = KaplanMeier(times)
    firstPossible = KaplanMeier(
      waits.map { wait in
        guard let high = wait.high else { return Self.time(wait, event: nil) }
        // Who is active when first watched may have been so on any day before.
        let first = max(wait.low + 1, wait.entry.map { $0 + 1 } ?? 0)
        return Self.time(wait, event: high == wait.entry ? high : min(high, first))
      })
    let (first, last) = (firstPossible.median.value, lastPossible.median.value)
    let isClose =
      first == last || (first.flatMap { first in last.map { $0 - first <= Self.month } } ?? false)
    betweenSnapshots = isClose ? nil : Turnbull(Self.intervals(waits))
  }

  private static func time(_ wait: AdoptionHistory.Wait, event: Int?) -> WaitingTime {
    WaitingTime(
      duration: Double(event ?? wait.low), isEvent: event != nil, entry: wait.entry.map(Double.init)
    )
  }

  /// In days; of many releases, whose days all differ, in months rounded outwards. Turnbull's
  /// estimate knows no late entry, so those who became competent later are left out.
  private static func intervals(_ waits: [AdoptionHistory.Wait]) -> [Turnbull.Observation] {
    let isPooled = Set(waits.map(\.process)).count > 1
    let step = isPooled ? month : 1
    return waits.filter { $0.competentSince == 0 }.map { wait in
      let low = (Double(wait.low) / step).rounded(.down) * step
      guard let high = wait.high else { return Turnbull.Observation(after: low, upTo: nil) }
      return Turnbull.Observation(
        after: low, upTo: max(low, (Double(high) / step).rounded(.up) * step))
    }
  }
}
