import Domain

/// A possible next Standardprozess, as the portfolio sees it.
public struct PortfolioCandidate: Sendable, Hashable {
  public var id: String
  /// What choosing it is worth, in the unit of the caller; may be negative.
  public var value: ExactDecimal
  /// Counts in the year in which it is chosen, undiscounted.
  public var costCents: Int64
  /// Care a year: taken out of the budgets of the years after the one in which it is chosen.
  public var careCents: Int64
  /// Candidates that have to be chosen in the same year or earlier.
  public var dependsOn: [String]
  /// Own or EfA: at most one of a group is chosen.
  public var alternativeGroup: String?
  public var themenfeld: String?
  /// File and line that say all this, for messages.
  public var source: String?

  public init(
    id: String, value: ExactDecimal, costCents: Int64, careCents: Int64 = 0,
    dependsOn: [String] = [], alternativeGroup: String? = nil, themenfeld: String? = nil,
    source: String? = nil
  ) {
    self.id = id
    self.value = value
    self.costCents = costCents
    self.careCents = careCents
    self.dependsOn = dependsOn
    self.alternativeGroup = alternativeGroup
    self.themenfeld = themenfeld
    self.source = source
  }

  /// Where a column of the candidate stands, for messages.
  func place(_ column: String) -> String {
    source.map { "\($0), column \(column)" } ?? "candidate \(id)"
  }
}

/// Which candidates in which year: the question of § 5 and § 2 (2) b.
public struct PortfolioProblem: Sendable {
  public var candidates: [PortfolioCandidate]
  public var money: PortfolioMoney
  /// Themenfeld → how many of its candidates have to be chosen at least.
  public var minimums: [String: Int]
  /// Candidates that have to be chosen, whatever they are worth (for the regret of the omitted).
  public var forcedIn: Set<String>
  /// Candidates that may not be chosen (for the regret of the chosen).
  public var forcedOut: Set<String>

  public init(
    candidates: [PortfolioCandidate], money: PortfolioMoney, minimums: [String: Int] = [:],
    forcedIn: Set<String> = [], forcedOut: Set<String> = []
  ) {
    self.candidates = candidates
    self.money = money
    self.minimums = minimums
    self.forcedIn = forcedIn
    self.forcedOut = forcedOut
  }
}

/// The best selection found, with the proof of how good it is.
public struct PortfolioPlan: Sendable, Equatable {
  /// Whether `value` equals `bound`: no selection is worth more.
  public let optimal: Bool
  public let value: ExactDecimal
  /// No selection is worth more than this.
  public let bound: ExactDecimal
  /// The bound from prices alone, before any search: at most that of the linear relaxation.
  public let relaxedBound: ExactDecimal
  public let years: [Year]

  /// `bound − value`.
  public var gap: ExactDecimal {
    ExactDecimal(digits: bound.digits - value.digits, scale: value.scale)
  }
  /// Every chosen candidate, by year and id.
  public var chosen: [String] { years.flatMap(\.chosen) }

  public struct Year: Sendable, Equatable {
    public let year: Int
    /// The budget of the year itself.
    public let budgetCents: Int64
    /// What could be spent: the budget and the money moved into the year.
    public let limitCents: Int64
    /// Ids, sorted.
    public let chosen: [String]
    public let costCents: Int64
    /// Care of what was chosen in earlier years of the plan.
    public let careCents: Int64
    public let shares: CostShares
    /// The Kommunen's account, as ``FinancingYear`` keeps it: available − used.
    public let carryOverCents: Int64

    /// Costs and care: what § 5 (2) shares out.
    public var spentCents: Int64 { costCents + careCents }
  }
}
