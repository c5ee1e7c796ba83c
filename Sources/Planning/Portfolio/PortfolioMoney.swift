import Domain

/// The budget years of a portfolio, and what moves from one into the next.
///
/// How § 5 (2) is read here. The budget B_y of a year is money put up by both sides; it is a floor
/// for the year, and it is what new processes and the care of those chosen earlier in the plan may
/// spend. Policy A or B says which part of an amount is the Kommunen's: `share(x)`, never more than
/// `available(y) = 1,500,000 EUR + carry(y−1)`. The agreement carries over what the Kommunen do not
/// use, and nothing else. So a year may spend
///
///     limit(y)   = B_y + moved(y−1)
///     moved(y)   = share(limit(y)) − share(spent(y))
///
/// the Kommunen's part of what the year could have spent and did not; the Land's part lapses. With
/// a budget of 3,000,000 EUR and policy A, a year that spends 1,000,000 EUR moves 500,000 EUR into
/// the next one; a year that spends 1,500,000 EUR or more moves nothing. Money moved and not spent
/// moves on. `carry(y) = available − used` is the Kommunen's account (``FinancingYear``): their cap
/// for the next year, which is larger than what has moved where a budget never called on the whole
/// cap: a cap is not money. What the Kommunen bring into the first year counts in both.
/// A ``Commitment`` lowers what the plan has: `available(y) = 1,500,000 EUR + carry(y−1) − its share`.
/// ``MoneyWalk`` reckons with it.
public struct PortfolioMoney: Sendable, Hashable {
  /// What a year pays under § 5 (2) beside the plan: care of what runs, support, central components.
  /// It takes its part of the Kommunen's account before the plan does. Its shares are reckoned apart
  /// from those of the plan; the odd cent of either is the Land's.
  public struct Commitment: Sendable, Hashable {
    public let cents: Int64
    /// More than the budget of the year: it comes out of what was moved into the year.
    public let beyondBudgetCents: Int64

    public init(cents: Int64, beyondBudgetCents: Int64 = 0) {
      self.cents = cents
      self.beyondBudgetCents = beyondBudgetCents
    }
  }

  /// What a year leaves to the next.
  public enum CarryOver: Sendable, Hashable, CaseIterable {
    /// Nothing: every year ends at its own budget. The Kommunen's account still goes on.
    case nothing
    /// The Kommunen's part of what was not spent (§ 5 (2)).
    case municipalShare
    /// All that was not spent.
    case wholeBudget
  }

  public var firstYear: Int
  /// One to five years.
  public var budgetsCents: [Int64]
  public var policy: SharePolicy
  public var carryOver: CarryOver
  /// Money that the Kommunen bring into the first year.
  public var carryInCents: Int64
  /// The Kommunen's account at its beginning; `nil`: the money that they bring. It is more where a
  /// budget is given as what may be spent, whatever was carried over.
  public var accountCents: Int64?
  /// Of each year; those that are not there are none.
  public var commitments: [Commitment]

  /// What the commitments of a year want of the Kommunen's account.
  @inline(__always) func municipalCommitment(_ year: Int) -> Int {
    guard year < commitments.count else { return 0 }
    return Int(
      policy.shares(ofSpentCents: commitments[year].cents, availableCents: .max).municipalCents)
  }

  public init(
    firstYear: Int, budgetsCents: [Int64], policy: SharePolicy = .municipalFirst,
    carryOver: CarryOver = .municipalShare, carryInCents: Int64 = 0, accountCents: Int64? = nil,
    commitments: [Commitment] = []
  ) {
    self.firstYear = firstYear
    self.budgetsCents = budgetsCents
    self.policy = policy
    self.carryOver = carryOver
    self.carryInCents = carryInCents
    self.accountCents = accountCents
    self.commitments = commitments
  }
}
