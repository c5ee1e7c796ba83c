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
public struct PortfolioMoney: Sendable, Hashable {
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
  /// What the Kommunen bring into the first year.
  public var carryInCents: Int64

  public init(
    firstYear: Int, budgetsCents: [Int64], policy: SharePolicy = .municipalFirst,
    carryOver: CarryOver = .municipalShare, carryInCents: Int64 = 0
  ) {
    self.firstYear = firstYear
    self.budgetsCents = budgetsCents
    self.policy = policy
    self.carryOver = carryOver
    self.carryInCents = carryInCents
  }
}

extension PortfolioMoney {
  /// Where the money stands at the beginning of a year.
  struct Standing {
    /// Money moved into the year.
    var movedCents: Int64
    /// The Kommunen's account.
    var carryCents: Int64
  }

  var yearCount: Int { budgetsCents.count }

  var standingAtFirst: Standing {
    Standing(
      movedCents: carryOver == .nothing ? 0 : carryInCents, carryCents: carryInCents)
  }

  func limit(_ year: Int, _ standing: Standing) -> Int64 {
    budgetsCents[year] + standing.movedCents
  }

  /// Ends a year that spent `spentCents` (≤ its limit).
  func next(_ year: Int, _ standing: Standing, spentCents: Int64) -> Standing {
    let limit = limit(year, standing)
    let available = SharePolicy.yearlyMunicipalCents + standing.carryCents
    let used = policy.shares(ofSpentCents: spentCents, availableCents: available).municipalCents
    let moved =
      switch carryOver {
      case .nothing: Int64(0)
      case .wholeBudget: limit - spentCents
      case .municipalShare:
        policy.shares(ofSpentCents: limit, availableCents: available).municipalCents - used
      }
    return Standing(movedCents: moved, carryCents: available - used)
  }

  /// Limits of the years if they spend `spentCents`; `nil` where a year spends more than it may.
  func limits(spentCents: [Int64]) -> [Int64]? {
    var standing = standingAtFirst
    var limits: [Int64] = []
    for (year, spent) in spentCents.enumerated() {
      limits.append(limit(year, standing))
      guard spent <= limits[year] else { return nil }
      standing = next(year, standing, spentCents: spent)
    }
    return limits
  }

  /// What the years could spend at most, each if those before it spent nothing.
  var greatestLimits: [Int64] {
    limits(spentCents: Array(repeating: 0, count: yearCount))!
  }
}
