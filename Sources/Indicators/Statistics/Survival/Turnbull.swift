/// The share still waiting where events are only known to lie between two snapshots: the
/// non-parametric maximum-likelihood estimate (Turnbull 1976).
///
/// The data say how much probability lies in each innermost interval, and nothing about where in
/// it. The masses are found by self-consistency (expectation-maximisation) steps, each followed by a
/// Newton step within 0 ≤ p, which EM needs thousands of steps to come near. The search ends by
/// the condition of optimality: ``gap`` bounds what the log-likelihood could still gain.
public struct Turnbull: Sendable {
  /// The event lies in (low, high]; `high` `nil`: after `low`, if at all (right-censored);
  /// `low` = `high`: exactly there.
  public struct Observation: Sendable, Hashable {
    public let low: Double
    public let high: Double?

    /// - Precondition: 0 ≤ low ≤ high.
    public init(after low: Double, upTo high: Double?) {
      precondition(
        low >= 0 && low <= high ?? .infinity, "an event after \(low), up to \(high ?? .infinity)")
      self.low = low
      self.high = high
    }

    fileprivate var isExact: Bool { low == high }
    fileprivate var end: Double { high ?? .infinity }
  }

  /// An innermost interval (low, high] and the probability that the event falls into it.
  public struct Mass: Sendable, Hashable {
    public let low: Double
    /// `nil`: after `low`, if at all.
    public let high: Double?
    public let mass: Double
  }

  /// Ascending; the masses add up to 1. Intervals without mass are left out.
  public let masses: [Mass]
  /// An upper bound of what the log-likelihood could still gain, per observation; at most 1e-12
  /// where the search converged.
  public let gap: Double
  /// Of an observation, on average.
  public let meanLogLikelihood: Double
  public let iterations: Int

  public var hasConverged: Bool { gap <= Self.tolerance }

  static let tolerance = 1e-12

  /// - Returns: `nil` without observations.
  public init?(_ observations: [Observation]) {
    guard !observations.isEmpty else { return nil }
    let innermost = Self.innermost(observations)
    var counts: [Range<Int>: Int] = [:]
    for observation in observations {
      // What lies within an observation is a run of innermost intervals.
      let first = innermost.firstIndex { Self.holds(observation, $0) }!
      let end = innermost[first...].firstIndex { !Self.holds(observation, $0) }
      counts[first..<(end ?? innermost.count), default: 0] += 1
    }
    let runs = counts.sorted {
      ($0.key.lowerBound, $0.key.count) < ($1.key.lowerBound, $1.key.count)
    }
    var search = SelfConsistency(
      runs: runs.map { ($0.key, Double($0.value)) }, count: innermost.count)
    (gap, iterations) = search.run(until: Self.tolerance)
    meanLogLikelihood = search.logLikelihood
    masses = zip(innermost, search.masses).filter { $1 > 0 }.map {
      Mass(low: $0.low, high: $0.end == .infinity ? nil : $0.end, mass: $1)
    }
  }

  /// Bounds of the share still waiting just after `time`: they differ where the data do not say
  /// where in an innermost interval the event fell.
  public func survival(at time: Double) -> ClosedRange<Double> {
    let surely = masses.reduce(0) { $0 + ($1.low >= time && $1.high != time ? $1.mass : 0) }
    let perhaps = min(1, masses.reduce(0) { $0 + ($1.high ?? .infinity > time ? $1.mass : 0) })
    return min(surely, perhaps)...perhaps
  }

  /// The interval in which the share of those with the event reaches one half; `high` `nil`: it may
  /// never do so.
  public var median: (low: Double, high: Double?) {
    var sum = 0.0
    for mass in masses {
      sum += mass.mass
      if sum >= 0.5 - 1e-9 { return (mass.low, mass.high) }
    }
    return (masses.last?.low ?? 0, nil)
  }

  /// Left ends that are followed by a right end before any other left end.
  private static func innermost(_ observations: [Observation]) -> [Observation] {
    // At one time: an exact event begins, intervals end, open intervals begin.
    var ends: Set<End> = []
    for observation in observations {
      ends.insert(End(time: observation.low, order: observation.isExact ? 0 : 2))
      ends.insert(End(time: observation.end, order: 1))
    }
    let sorted = ends.sorted { ($0.time, $0.order) < ($1.time, $1.order) }
    return zip(sorted, sorted.dropFirst()).filter { $0.order != 1 && $1.order == 1 }.map {
      Observation(after: $0.time, upTo: $1.time == .infinity ? nil : $1.time)
    }
  }

  private struct End: Hashable {
    let time: Double
    let order: Int
  }

  private static func holds(_ outer: Observation, _ inner: Observation) -> Bool {
    if outer.isExact { return inner == outer }
    return inner.isExact
      ? outer.low < inner.low && inner.low <= outer.end
      : outer.low <= inner.low && inner.end <= outer.end
  }
}
