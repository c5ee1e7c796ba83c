/// A budget year under § 5: what was spent, who bears it, and what the Kommunen carry over.
public struct FinancingYear: Sendable, Hashable {
  /// What a year brings in, as the feeds `budget` and `costs` tell it.
  public struct Entry: Sendable, Hashable {
    public let year: Int
    public let policy: SharePolicy
    public let budgetCents: Int64
    /// Spent under § 5 (2); `nil`: no actual costs reported.
    public let spentCents: Int64?
    public let operatingCents: Int64

    public init(
      year: Int, policy: SharePolicy, budgetCents: Int64, spentCents: Int64?,
      operatingCents: Int64
    ) {
      self.year = year
      self.policy = policy
      self.budgetCents = budgetCents
      self.spentCents = spentCents
      self.operatingCents = operatingCents
    }
  }

  public let entry: Entry
  /// What the Kommunen could pay: the yearly cap and what they carried in.
  public let availableMunicipalCents: Int64
  /// Shares of what was spent; `nil` where nothing is reported.
  public let shares: CostShares?
  /// What the Kommunen take into the next year.
  public let carryOverCents: Int64
  public let operatingShares: CostShares

  /// Follows the municipal account through the years. A year without reported costs counts as
  /// unspent so far: it is carried over whole.
  ///
  /// - Parameters:
  ///   - entries: consecutive years, ascending.
  ///   - carryInCents: what the Kommunen bring into the first year.
  public static func account(
    _ entries: [Entry], carryInCents: Int64 = 0
  ) -> [FinancingYear] {
    precondition(
      zip(entries, entries.dropFirst()).allSatisfy { $0.year + 1 == $1.year },
      "an account over years that are not consecutive")
    var carry = carryInCents
    return entries.map { entry in
      let available = SharePolicy.yearlyMunicipalCents + carry
      let shares = entry.spentCents.map {
        entry.policy.shares(ofSpentCents: $0, availableCents: available)
      }
      carry = available - (shares?.municipalCents ?? 0)
      return FinancingYear(
        entry: entry, availableMunicipalCents: available, shares: shares, carryOverCents: carry,
        operatingShares: OperatingCosts.shares(ofCents: entry.operatingCents))
    }
  }
}
