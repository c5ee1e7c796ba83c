/// Units over periods, some of which are treated from a period on.
public struct StudyPanel: Sendable, Hashable {
  /// From when to when a unit is treated, in positions of periods.
  public struct Treatment: Sendable, Hashable {
    public let start: Int
    /// The first period in which it is treated no more; it is no control afterwards either.
    public let end: Int?

    public init(start: Int, end: Int? = nil) {
      self.start = start
      self.end = end
    }
  }

  public let unitCount: Int
  public let periodCount: Int
  /// `[unit * periodCount + period]`; not a number where it is not known.
  public let outcomes: [Double]
  /// `[unit]`; `nil`: never treated.
  public let treatments: [Treatment?]
  /// `[unit]`: the first period from which it can be no control any more, because it took over by
  /// itself what the treated have; `nil`: never.
  public let censoredFrom: [Int?]

  /// - Precondition: `treatments` and `censoredFrom` have an entry for each unit, and `outcomes`
  ///   one for each unit and period.
  public init(
    outcomes: [Double], treatments: [Treatment?], censoredFrom: [Int?]
  ) {
    unitCount = treatments.count
    precondition(censoredFrom.count == unitCount, "a censoring for each unit")
    precondition(
      unitCount == 0 ? outcomes.isEmpty : outcomes.count % unitCount == 0,
      "an outcome for each unit and period")
    periodCount = unitCount == 0 ? 0 : outcomes.count / unitCount
    self.outcomes = outcomes
    self.treatments = treatments
    self.censoredFrom = censoredFrom
  }

  /// The same, with every unit that is not treated for a control.
  public var withoutCensoring: StudyPanel {
    StudyPanel(
      outcomes: outcomes, treatments: treatments,
      censoredFrom: [Int?](repeating: nil, count: unitCount))
  }

  /// 1 from the start of a unit's treatment on, else 0: the outcomes of a panel in which the effect
  /// is 1. It stays with those who leave.
  var dose: [Double] {
    treatments.flatMap { treatment in
      (0..<periodCount).map { period in
        treatment.map { $0.start <= period } ?? false ? 1.0 : 0
      }
    }
  }
}
