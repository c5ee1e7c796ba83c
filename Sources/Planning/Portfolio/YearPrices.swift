import Domain

/// What all years together can pay at a price λ for a cent of each, and at most: `max Σ λ(y) ·
/// spent(y)` over what the money rules allow.
///
/// What moves out of a year under policies A and B is convex in what the year spends, and what can
/// be paid later is convex in what moves. So it is best to spend a year whole, or no more than what
/// is committed: of all mixtures, one of these corners is worth most.
struct YearPrices {
  /// `[corner][year]`: what the years spend.
  private let corners: [[Int]]

  /// - Parameter committed: what each year spends at least, with limits that allow it.
  init(_ money: PortfolioMoney, committed: [Int]) {
    let last = committed.count - 1
    let choices = money.carryOver == .nothing ? 1 : 1 << last
    let isLoose =
      money.policy == .halves && money.carryOver == .municipalShare
      && money.budgetsCents.enumerated().contains { year, cents in
        let cap = Int(SharePolicy.yearlyMunicipalCents) - money.municipalCommitment(year)
        return Int(cents) > 2 * cap
      }
    corners = (0..<choices).map { choice in
      let isWhole = committed.indices.map { choice >> $0 & 1 == 0 }
      return isLoose
        ? Self.looseCorner(money, committed, isWhole) : Self.corner(money, committed, isWhole)
    }
  }

  /// What the years spend by the rules; a year that cannot pay what is committed spends what it has.
  private static func corner(
    _ money: PortfolioMoney, _ committed: [Int], _ isWhole: [Bool]
  ) -> [Int] {
    var walk = MoneyWalk(money)
    return committed.indices.map { year in
      let limit = walk.limit
      let spent = isWhole[year] ? limit : min(limit, committed[year])
      if money.policy == .halves, money.carryOver == .municipalShare {
        // Within twice the cap half of everything is the Kommunen's; half of an odd amount is
        // rounded: a cent more than the corners may move.
        walk.spend(spent, moving: (limit - spent) / 2 + 1)
      } else {
        walk.spend(spent)
      }
      return spent
    }
  }

  /// Where half of a budget is more than the Kommunen's cap, a year can move less than its limit
  /// and its spending tell: here it moves what it could after idle years.
  private static func looseCorner(
    _ money: PortfolioMoney, _ committed: [Int], _ isWhole: [Bool]
  ) -> [Int] {
    var walk = MoneyWalk(money)
    var moved = walk.moved
    return committed.indices.map { year in
      walk.spend(committed[year])
      let limit = Int(money.budgetsCents[year]) + moved
      moved = isWhole[year] ? 1 : walk.moved
      return isWhole[year] ? limit : committed[year]
    }
  }

  /// The highest price of a cent at which sums stay within bounds.
  static func highest(_ money: PortfolioMoney) -> Int {
    (1 << 57) / money.greatestLimits.reduce(1, +)
  }

  func most(_ prices: [Int]) -> (worth: Int, spent: [Int]) {
    var best = (worth: Int.min, corner: 0)
    for (index, corner) in corners.enumerated() {
      var worth = 0
      for year in prices.indices { worth += prices[year] * corner[year] }
      if worth > best.worth { best = (worth, index) }
    }
    return (best.worth, corners[best.corner])
  }

  /// What an item takes in a year: `price · cost + later prices · care`; no more than what never
  /// fits, so that sums stay within bounds.
  static func taken(_ price: Int, _ cost: Int, _ laterPrice: Int, _ care: Int) -> Int {
    func product(_ price: Int, _ cents: Int) -> Int {
      let (low, isLarge) = price.multipliedReportingOverflow(by: cents)
      return isLarge ? tooMuch : min(low, tooMuch)
    }
    return min(product(price, cost) + product(laterPrice, care), tooMuch)
  }

  private static let tooMuch = 1 << 57
}
