import Planning

/// Kinds of portfolios that a solver may find hard for different reasons.
enum Family: String, CaseIterable {
  /// Costs to the cent between 50,000 and 2,000,000 EUR, values of their own.
  case uncorrelated
  /// Values near what an item costs.
  case weak
  /// Values are the cost and a constant: only the number of items and the exact sum count.
  case strong
  /// Values are the cost: a subset sum.
  case subset
  /// Costs in whole thousands of EUR, values from 1 to 100.
  case round
  /// A budget for a twentieth of all.
  case tight
  /// A budget for four fifths of all.
  case loose
  /// Items of a third to a half of a year's budget.
  case few
  /// At least so many items of three Themenfelder with little value.
  case minimum
  /// Care of 10 to 20 % a year.
  case care
  /// Care of 15 % a year for all.
  case sameCare = "same-care"
  /// Care in whole thousands, round costs, small values.
  case roundCare = "round-care"
  /// Unequal budgets, policy B, money carried in.
  case carry
  /// Many items on few bases.
  case hubs

  func problem(seed: UInt64, count: Int, years: Int) -> PortfolioProblem {
    var random = RandomSource(seed: seed &* 1000 &+ UInt64(Self.allCases.firstIndex(of: self)!))
    var candidates: [PortfolioCandidate] = []
    for index in 0..<count {
      candidates.append(candidate(index, &random))
    }
    relate(&candidates, &random)
    let total = candidates.reduce(0) { $0 + $1.costCents }
    let share: Int64 = self == .tight ? 5 : self == .loose ? 80 : 30
    var budgets = Array(repeating: total / 100 * share / Int64(years), count: years)
    switch self {
    case .few:
      budgets = Array(repeating: 300_000_000, count: years)
    case .round, .roundCare:
      budgets = budgets.map { $0 / 10_000_000 * 10_000_000 }
    case .carry:
      budgets = budgets.enumerated().map { $1 / 100 * Int64(70 + $0 * 30) }
    default: break
    }
    return PortfolioProblem(
      candidates: candidates,
      money: PortfolioMoney(
        firstYear: 2027, budgetsCents: budgets, policy: self == .carry ? .halves : .municipalFirst,
        carryOver: self == .carry ? .municipalShare : .nothing,
        carryInCents: self == .carry ? 70_000_000 : 0),
      minimums: self == .minimum ? ["t0": 8, "t1": 6, "t2": 5] : [:])
  }

  private func candidate(_ index: Int, _ random: inout RandomSource) -> PortfolioCandidate {
    var cost = Int64(5_000_000 + random.below(195_000_000))
    var value = Int64(100 + random.below(99_900))
    var scale = 2
    var care: Int64 = 0
    let field = random.below(14)
    switch self {
    case .weak: value = cost / 2_000 + Int64(random.below(20_000)) - 10_000 + 10_001
    case .strong: value = cost / 2_000 + 10_000
    case .subset:
      value = cost
    case .round, .roundCare:
      cost = Int64(50 + random.below(1950)) * 100_000
      (value, scale) = (Int64(1 + random.below(100)), 0)
      if self == .roundCare { care = cost * Int64(10 + random.below(11)) / 100 / 100_000 * 100_000 }
    case .few: cost = Int64(90_000_000 + random.below(70_000_000))
    case .minimum: if field < 3 { value /= 20 }
    case .care: care = cost * Int64(1_000 + random.below(1_001)) / 10_000
    case .sameCare: care = cost * 15 / 100
    default: break
    }
    return PortfolioCandidate(
      id: "c\(index)", value: ExactDecimal(digits: value, scale: scale), costCents: cost,
      careCents: care, themenfeld: "t\(field)")
  }

  /// About a quarter of the items depend on others (chains, trees, some on two), about 15 % are one
  /// of two alternatives.
  private func relate(_ candidates: inout [PortfolioCandidate], _ random: inout RandomSource) {
    let hubs = (0..<6).map { _ in random.below(max(1, candidates.count / 10)) }
    var index = candidates.count / 10
    while index < candidates.count {
      let draw = random.share()
      if draw < (self == .hubs ? 0.6 : 0.25) {
        let near = self == .hubs ? hubs[random.below(6)] : index - 1 - random.below(min(20, index))
        candidates[index].dependsOn = ["c\(near)"]
        if random.happens(0.2) {
          let other = random.below(index)
          if other != near { candidates[index].dependsOn.append("c\(other)") }
        }
      } else if draw < (self == .hubs ? 0.65 : 0.325), index + 1 < candidates.count {
        candidates[index].alternativeGroup = "g\(index)"
        candidates[index + 1].alternativeGroup = "g\(index)"
        index += 1
      }
      index += 1
    }
  }
}
