import Domain
import Planning
import TestSupport

/// Random portfolios of every kind, small enough for trying everything.
enum RandomPortfolio {
  static func problem(seed: UInt64, count: ClosedRange<Int>, years: ClosedRange<Int>)
    -> PortfolioProblem
  {
    var random = SeededGenerator(seed: seed)
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    let count = Int.random(in: count, using: &random)
    let yearCount = Int.random(in: years, using: &random)
    let unit: Int64 = chance(50) ? 1_000_000 : 1
    let correlation = Int.random(in: 0..<4, using: &random)
    let hasCare = chance(40)
    let hasGroups = chance(60)
    let hasFields = chance(40)
    let decimals = chance(30)
    let density = [0, 20, 60].randomElement(using: &random)!
    let largest = chance(30) ? 60_000_000 / unit : 200_000_000 / unit
    var candidates: [PortfolioCandidate] = []
    for index in 0..<count {
      let cost = chance(5) ? 0 : Int64.random(in: 1...largest, using: &random) * unit
      var value =
        switch correlation {
        case 0: Int64.random(in: 1...100, using: &random)
        case 1: cost / 2_000_000 + Int64.random(in: 0...10, using: &random)
        case 2: cost / 2_000_000 + 10
        default: Int64.random(in: 1...3, using: &random)
        }
      if chance(10) { value = -value }
      let exact = decimals ? ExactDecimal(digits: value * 7, scale: 2) : ExactDecimal(digits: value)
      var needs: [String] = []
      for other in 0..<index where chance(density) && needs.count < 3 && chance(50) {
        needs.append("c\(other)")
      }
      candidates.append(
        PortfolioCandidate(
          id: "c\(index)", value: exact, costCents: cost,
          careCents: hasCare && chance(80)
            ? cost * Int64.random(in: 0...30, using: &random) / 100 : 0,
          dependsOn: needs,
          alternativeGroup: hasGroups && chance(40)
            ? "g\(Int.random(in: 0...2, using: &random))" : nil,
          themenfeld: hasFields ? "t\(Int.random(in: 0...1, using: &random))" : nil))
    }
    separateAlternatives(&candidates)
    let total = candidates.reduce(0) { $0 + $1.costCents }
    let share = [10, 30, 60, 120].randomElement(using: &random)!
    let budgets = (0..<yearCount).map { _ in
      chance(10)
        ? 0
        : total * Int64(share) / 100 / Int64(yearCount) * Int64.random(in: 50...150, using: &random)
          / 100
    }
    var money = PortfolioMoney(
      firstYear: 2026, budgetsCents: budgets,
      policy: SharePolicy.allCases.randomElement(using: &random)!,
      carryOver: PortfolioMoney.CarryOver.allCases.randomElement(using: &random)!,
      carryInCents: chance(30) ? Int64.random(in: 0...80_000_000, using: &random) : 0)
    if chance(30) {
      money.accountCents = money.carryInCents + Int64.random(in: 0...50_000_000, using: &random)
    }
    if chance(40) {
      // Around what the Kommunen have: 1,500,000 EUR a year; some years are committed beyond.
      money.commitments = (0..<yearCount).map { _ in
        PortfolioMoney.Commitment(
          cents: Int64.random(in: 0...330_000_000, using: &random),
          beyondBudgetCents: chance(20) ? Int64.random(in: 0...60_000_000, using: &random) : 0)
      }
    }
    return PortfolioProblem(
      candidates: candidates, money: money,
      minimums: hasFields && chance(60) ? ["t0": Int.random(in: 0...2, using: &random)] : [:])
  }

  /// Takes items out of groups until none needs two alternatives (an error of its own).
  private static func separateAlternatives(_ candidates: inout [PortfolioCandidate]) {
    var needed: [String: Set<String>] = [:]
    var groupOf: [String: String] = [:]
    for index in candidates.indices {
      let candidate = candidates[index]
      var all: Set<String> = []
      candidates[index].dependsOn.removeAll { need in
        let more = needed[need]!.union([need])
        let groups = all.union(more).compactMap { groupOf[$0] }
        if Set(groups).count < groups.count { return true }
        all.formUnion(more)
        return false
      }
      if let group = candidate.alternativeGroup, all.contains(where: { groupOf[$0] == group }) {
        candidates[index].alternativeGroup = nil
      }
      needed[candidate.id] = all
      groupOf[candidate.id] = candidates[index].alternativeGroup
    }
  }
}
