/// How long one unit was watched, and whether it happened: the row of all survival statistics.
public struct WaitingTime: Sendable, Hashable {
  /// Time from the origin (the release of a process) to the event, or to the last time at which
  /// the unit was still without it. Any unit, the same for all rows.
  public let duration: Double
  /// Whether the event happened at `duration`; otherwise the unit is right-censored there.
  public let isEvent: Bool
  /// Late entry: the time since the origin after which the unit could be seen to have the event
  /// (a Behörde that became competent later). `nil`: from the origin on.
  public let entry: Double?

  /// - Precondition: `duration` is a number ≥ 0.
  public init(duration: Double, isEvent: Bool, entry: Double? = nil) {
    precondition(duration >= 0 && duration.isFinite, "a waiting time of \(duration)")
    self.duration = duration
    self.isEvent = isEvent
    self.entry = entry
  }

  /// A unit is at risk at t where entry < t ≤ duration. One that has its event no later than it
  /// enters says nothing about waiting.
  var wasAtRisk: Bool { entry.map { $0 < duration } ?? true }
}

/// Who is at risk when: a lookup over sorted times.
struct RiskSet {
  private let durations: [Double]
  private let entries: [Double]
  private let fromTheStart: Int
  /// Times at which events happened, ascending, with how many.
  let events: [(time: Double, count: Int)]

  /// - Parameter times: those at risk only.
  init(_ times: [WaitingTime]) {
    durations = times.map(\.duration).sorted()
    entries = times.compactMap(\.entry).sorted()
    fromTheStart = times.count - entries.count
    var counts: [Double: Int] = [:]
    for time in times where time.isEvent { counts[time.duration, default: 0] += 1 }
    events = counts.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }

  var lastTime: Double? { durations.last }

  func count(at time: Double) -> Int {
    fromTheStart + entries.countBelow(time) - durations.countBelow(time)
  }
}

extension [Double] {
  /// How many elements of a sorted list are below a value.
  fileprivate func countBelow(_ value: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
