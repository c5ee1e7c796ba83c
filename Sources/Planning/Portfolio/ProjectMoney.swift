import Domain
import Indicators
import Store

/// What the project knows of the money of a plan: budget years, commitments, the reading of § 5 and
/// the Kommunen's account, with what was asked for in their place.
public struct ProjectMoney: Sendable, Hashable {
  /// What is asked; what is `nil` the project tells.
  public struct Wish: Sendable, Hashable {
    public var firstYear: Int
    /// How many budget years; `nil`: as many as the feed has, up to five.
    public var years: Int?
    /// What may be spent on the plan in each year, whatever was carried over.
    public var budgetsCents: [Int64]?
    public var policy: SharePolicy?
    public var carryOver: PortfolioMoney.CarryOver
    public var carryInCents: Int64?
    /// Whether given budgets are spent beside the project's commitments, out of one account.
    public var isBesideCommitments: Bool

    public init(
      firstYear: Int, years: Int? = nil, budgetsCents: [Int64]? = nil, policy: SharePolicy? = nil,
      carryOver: PortfolioMoney.CarryOver = .municipalShare, carryInCents: Int64? = nil,
      isBesideCommitments: Bool = true
    ) {
      self.firstYear = firstYear
      self.years = years
      self.budgetsCents = budgetsCents
      self.policy = policy
      self.carryOver = carryOver
      self.carryInCents = carryInCents
      self.isBesideCommitments = isBesideCommitments
    }
  }

  public let money: PortfolioMoney
  /// Of the years of the plan those that the feed `budget` has.
  public let rooms: [BudgetRoom]
  /// Whether the amounts were given, not what the budget years leave.
  public let isGiven: Bool

  /// - Throws: ``Fault`` as ``BudgetRoom/years(_:from:count:)`` where the budget years are needed,
  ///   (bad data) for budget years that contradict themselves.
  public init(_ reader: StoreReader, _ wish: Wish) throws {
    isGiven = wish.budgetsCents != nil
    guard let budgets = wish.budgetsCents else {
      rooms = try BudgetRoom.years(reader, from: wish.firstYear, count: wish.years)
      money = PortfolioMoney(
        firstYear: wish.firstYear, budgetsCents: rooms.map(\.freeCents),
        policy: wish.policy ?? rooms[0].policy, carryOver: wish.carryOver,
        carryInCents: try wish.carryInCents ?? Self.carryIn(reader, wish.firstYear) ?? 0,
        commitments: rooms.map(\.commitment))
      return
    }
    let years = wish.firstYear..<wish.firstYear + budgets.count
    let known = try BudgetRoom.Known(reader)
    rooms = try years.compactMap { try known.room($0) }
    var money = PortfolioMoney(
      firstYear: wish.firstYear, budgetsCents: budgets,
      policy: try wish.policy ?? known.room(wish.firstYear)?.policy ?? .municipalFirst,
      carryOver: wish.carryOver, carryInCents: wish.carryInCents ?? 0)
    if wish.isBesideCommitments {
      // The amounts say what may be spent; what was carried over only says who pays it.
      if wish.carryInCents == nil { money.accountCents = try Self.carryIn(reader, wish.firstYear) }
      let committed = try BudgetRoom.committed(reader)
      money.commitments = years.map { PortfolioMoney.Commitment(cents: committed[$0] ?? 0) }
    }
    self.money = money
  }

  /// What the Kommunen take into a year by the feeds `budget` and `costs`; `nil`: the year before it
  /// is no budget year. In a year that the data do not cover to its end, what is committed counts as
  /// spent: it will be.
  static func carryIn(_ reader: StoreReader, _ firstYear: Int) throws -> Int64? {
    let entries = try FinancingYear.entries(
      budget: reader.current(.budget), costs: reader.current(.costs), before: firstYear)
    guard entries.last?.year == firstYear - 1 else { return nil }
    let committed = try BudgetRoom.committed(reader)
    let cutOff = try FactSet.cutOff(reader)
    let account = FinancingYear.account(
      entries.map { entry in
        guard let cutOff, cutOff < Day(year: entry.year, month: 12, day: 31)! else { return entry }
        return FinancingYear.Entry(
          year: entry.year, policy: entry.policy, budgetCents: entry.budgetCents,
          spentCents: committed[entry.year] ?? entry.spentCents,
          operatingCents: entry.operatingCents)
      })
    return account.last?.carryOverCents
  }
}
