import Domain

/// The budget years one after the other, in cents: what a year may spend after what those before it
/// have spent. The rules of ``PortfolioMoney`` stand here and nowhere else.
///
///     var walk = MoneyWalk(money)
///     for spent in spentOfEachYear {
///       guard spent <= walk.limit else { return false }
///       walk.spend(spent)
///     }
struct MoneyWalk {
  private let money: PortfolioMoney
  private(set) var year = 0
  /// Money moved into the year.
  private(set) var moved: Int
  /// The Kommunen's account at the beginning of the year.
  private(set) var carry: Int

  @inline(__always) init(_ money: PortfolioMoney) {
    self.money = money
    (moved, carry) = (0, 0)
    restart()
  }

  /// Goes back to the first year, for less than another walk costs.
  @inline(__always) mutating func restart() {
    year = 0
    carry = Int(money.accountCents ?? money.carryInCents)
    moved = money.carryOver == .nothing ? 0 : Int(money.carryInCents)
    enter()
  }

  /// What is committed beyond the budget of the year comes first.
  @inline(__always) private mutating func enter() {
    guard year < money.commitments.count else { return }
    moved = max(0, moved - Int(money.commitments[year].beyondBudgetCents))
  }

  /// What the year may spend.
  @inline(__always) var limit: Int { Int(money.budgetsCents[year]) + moved }

  /// What the Kommunen may pay of it.
  @inline(__always) var available: Int {
    max(0, Int(SharePolicy.yearlyMunicipalCents) + carry - money.municipalCommitment(year))
  }

  /// Who pays what of an amount in the year.
  @inline(__always) func shares(_ cents: Int) -> CostShares {
    money.policy.shares(ofSpentCents: Int64(cents), availableCents: Int64(available))
  }

  /// Ends the year.
  /// - Parameter cents: at most ``limit``.
  @inline(__always) mutating func spend(_ cents: Int) {
    let used = Int(shares(cents).municipalCents)
    switch money.carryOver {
    case .nothing: moved = 0
    case .wholeBudget: moved = limit - cents
    case .municipalShare: moved = Int(shares(limit).municipalCents) - used
    }
    carry = available - used
    year += 1
    enter()
  }

  /// Ends the year with another amount moved out of it, for bounds that grant more than the rules.
  mutating func spend(_ cents: Int, moving moved: Int) {
    spend(cents)
    self.moved = moved
  }
}

extension PortfolioMoney {
  var yearCount: Int { budgetsCents.count }

  /// What all years together can spend at most.
  var total: Int {
    budgetsCents.reduce(carryOver == .nothing ? 0 : Int(carryInCents)) { $0 + Int($1) }
  }

  /// Whether each year can pay what it spends.
  func canPay(_ spent: [Int]) -> Bool {
    var walk = MoneyWalk(self)
    for cents in spent {
      guard cents <= walk.limit else { return false }
      walk.spend(cents)
    }
    return true
  }

  /// Whether the years can pay what they spend and `cents` more in `year`, `later` in those after.
  func canPay(_ spent: [Int], and cents: Int, in year: Int, later: Int) -> Bool {
    var walk = MoneyWalk(self)
    for (index, known) in spent.enumerated() {
      let spent = known + (index < year ? 0 : index == year ? cents : later)
      guard spent <= walk.limit else { return false }
      walk.spend(spent)
    }
    return true
  }

  /// What each year may spend, given what all of them spend; `nil` where one spends more.
  func limits(spent: [Int]) -> [Int]? {
    var walk = MoneyWalk(self)
    var limits: [Int] = []
    for cents in spent {
      limits.append(walk.limit)
      guard cents <= walk.limit else { return nil }
      walk.spend(cents)
    }
    return limits
  }

  /// What the years could spend at most, each if those before it spent nothing.
  var greatestLimits: [Int] { limits(spent: Array(repeating: 0, count: yearCount))! }
}
