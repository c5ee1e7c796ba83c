import Domain
import Planning
import TestSupport
import Testing

/// Where tables of selections prove nothing, bounds by prices and numbers do, and plans are tuned.
@Suite struct PortfolioGapTests {
  enum Kind: CaseIterable {
    case random, worthItsCost, worthAConstantMore, worthAConstantLess, allAlike, free
    /// Few units, so that one less is wrong.
    case coarse, coarseAndOfItsOwn

    var isCoarse: Bool { self == .coarse || self == .coarseAndOfItsOwn }
  }

  /// A random portfolio, with values and costs of a kind.
  private func problem(seed: UInt64, _ kind: Kind, count: ClosedRange<Int>, years: ClosedRange<Int>)
    -> PortfolioProblem
  {
    var problem = RandomPortfolio.problem(seed: seed, count: count, years: years)
    for index in problem.candidates.indices {
      let cost = problem.candidates[index].costCents
      switch kind {
      case .random: break
      case .worthItsCost: problem.candidates[index].value = ExactDecimal(digits: cost, scale: 2)
      case .worthAConstantMore:
        problem.candidates[index].value = ExactDecimal(digits: cost / 2_000 + 10_000, scale: 2)
      case .worthAConstantLess:
        // With some it is less than nothing, with others what is cheap is worth a unit all the same.
        let value = cost / 2_000 - 10_000
        problem.candidates[index].value = ExactDecimal(
          digits: seed % 2 == 0 ? value : max(1, value), scale: 2)
      case .allAlike:
        problem.candidates[index].value = ExactDecimal(digits: 7)
        problem.candidates[index].costCents = 12_345_678
      case .free:
        problem.candidates[index].costCents = 0
        problem.candidates[index].careCents = 0
      case .coarse:
        problem.candidates[index].value = ExactDecimal(digits: cost / 40_000_000 + 2)
      case .coarseAndOfItsOwn:
        problem.candidates[index].value = ExactDecimal(
          digits: Int64((Int(seed) + index * index * 7) % 9 + 1))
      }
    }
    return problem
  }

  @Test(arguments: Kind.allCases)
  func `with short tables a plan keeps every rule and no assignment beats its bound`(_ kind: Kind)
    throws
  {
    for seed in UInt64(5_000)..<(kind.isCoarse ? 5_600 : 5_200) {
      let size = kind.isCoarse ? 0 : Int(seed % 4)
      let years = [1...1, 1...2, 2...3, 3...4][size]
      let count = [10...15, 5...10, 3...8, 3...6][size]
      let problem = problem(seed: seed, kind, count: count, years: years)
      let judge = EveryAssignment(problem)
      let best = judge.best()
      var left = [2, 10, 40, 300][Int(seed / 4 % 4)]
      do {
        let plan = try Portfolio.solve(problem, tableEntries: Int(seed % 3) * 4) {
          left -= 1
          return left < 0
        }
        let yearOf = judge.assignment(plan)
        let value = EveryAssignment.hundredths(plan.value)
        #expect(judge.isFeasible(yearOf), "seed \(seed)")
        #expect(judge.value(yearOf) == value, "seed \(seed)")
        #expect(try EveryAssignment.hundredths(plan.bound) >= #require(best), "seed \(seed)")
        #expect(!plan.optimal || value == best, "seed \(seed)")
      } catch let fault as Fault {
        #expect(best == nil || fault.kind == .tryAgain, "seed \(seed): \(fault)")
      }
    }
  }

  @Test(arguments: [Kind.worthItsCost, .worthAConstantMore], 1..<4)
  func `years are filled to the cent where that is what a plan lacks`(_ kind: Kind, _ part: Int)
    throws
  {
    var random = SeededGenerator(seed: UInt64(part))
    let candidates = (0..<150).map { index in
      let cost = Int64.random(in: 5_000_000..<200_000_000, using: &random)
      return PortfolioCandidate(
        id: "c\(index)",
        value: ExactDecimal(
          digits: kind == .worthItsCost ? cost : cost / 2_000 + 10_000, scale: 2),
        costCents: cost,
        dependsOn: index % 4 == 0 && index > 20
          ? ["c\(index - 3)"] + (index % 8 == 0 ? ["c\(index - 7)"] : []) : [],
        alternativeGroup: index % 7 == 5 || index % 7 == 6 ? "g\(index / 7)" : nil)
    }
    let total = candidates.reduce(0) { $0 + $1.costCents }
    let problem = PortfolioProblem(
      candidates: candidates,
      money: PortfolioMoney(
        firstYear: 2027, budgetsCents: Array(repeating: total * 3 / 10 / 3, count: 3),
        policy: part % 2 == 0 ? .halves : .municipalFirst, carryInCents: Int64(part) * 1_000_003))
    let plan = try Portfolio.solve(problem)
    #expect(plan.optimal, "\(plan.value), bound \(plan.bound)")
    let judge = EveryAssignment(problem)
    #expect(judge.isFeasible(judge.assignment(plan)))
    if kind == .worthItsCost {
      #expect(plan.years.allSatisfy { $0.spentCents == $0.limitCents })
    }
  }
}
