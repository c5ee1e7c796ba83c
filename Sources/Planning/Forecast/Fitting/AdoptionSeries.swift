/// How many of how many competent Behörden used a process, at some times after its release. What
/// the curves are fitted to. Numbers are not whole where Kreise were weighted.
public struct AdoptionSeries: Sendable, Hashable {
  /// Months since the release, ascending, none negative.
  public let times: [Double]
  public let active: [Double]
  public let competent: [Double]

  /// - Precondition: lists of the same length, 0 ≤ active ≤ competent.
  public init(times: [Double], active: [Double], competent: [Double]) {
    precondition(
      times.count == active.count && times.count == competent.count, "lists of different length")
    precondition(
      zip(active, competent).allSatisfy { $0 >= 0 && $0 <= $1 }, "more active than competent")
    precondition(
      times.allSatisfy { $0 >= 0 } && zip(times, times.dropFirst()).allSatisfy { $0 < $1 },
      "times that do not ascend from 0")
    self.times = times
    self.active = active
    self.competent = competent
  }

  public var count: Int { times.count }

  /// The share at a position; 0 where nobody is competent.
  public func share(_ position: Int) -> Double {
    competent[position] > 0 ? active[position] / competent[position] : 0
  }

  /// What was known at a position.
  public func upTo(_ position: Int) -> AdoptionSeries {
    AdoptionSeries(
      times: Array(times[...position]), active: Array(active[...position]),
      competent: Array(competent[...position]))
  }
}
