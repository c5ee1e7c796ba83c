import Domain

/// What a simulation is made from; the same settings give the same bytes.
public struct SimulationSettings: Sendable {
  public enum Scale: String, Sendable, CaseIterable {
    /// Six months and a tenth of the cases: loads in seconds.
    case small
    /// Two years, about a million applications a year.
    case land

    var months: Int { self == .small ? 6 : 24 }
    /// Share of the real demand that is simulated.
    var demand: Double { self == .small ? 0.1 : 1 }
    /// What candidates cost, in percent of real costs: a tenth of the cases bears a tenth of them.
    var candidateCost: Int { self == .small ? 10 : 100 }
    /// Number of candidates for the next Standardprozesse.
    var candidates: Int { self == .small ? 60 : 400 }
  }

  public let seed: UInt64
  public let scale: Scale
  /// The last simulated day, the last one of a month.
  public let cutOff: Day
  /// Areas of a real register, of which only keys, kinds and sizes are taken; `nil`: invented.
  public let register: [Area]?

  public init(
    seed: UInt64 = 1, scale: Scale = .small, lastMonth: Month = Month("2026-06")!,
    register: [Area]? = nil
  ) {
    self.seed = seed
    self.scale = scale
    cutOff = lastMonth.lastDay
    self.register = register
  }

  var months: [Month] {
    let last = cutOff.month
    return (0..<scale.months).map { last + ($0 - scale.months + 1) }
  }

  /// Quarters since 2018 before the first month with events: from their snapshots the spread of
  /// the processes can be followed from its beginning.
  var earlierSnapshots: [Month] {
    let first = months[0]
    return stride(from: Month(year: 2018, month: 3).number, to: first.number, by: 3)
      .map { Month(number: $0) }
  }
}
