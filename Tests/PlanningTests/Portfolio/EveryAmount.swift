import Domain
import Planning

/// A plain twin for a year of candidates that need nothing: the best value for each amount of money and
/// each number of candidates of a Themenfeld, one group of alternatives after the other.
struct EveryAmount {
  let problem: PortfolioProblem
  /// Costs and the budget are whole numbers of it.
  let unitCents: Int64
  /// The Themenfeld with a minimum.
  let field: String

  /// In units of the last decimal place, `nil` if nothing keeps the rules.
  func best() -> Int64? {
    let most = Int(problem.money.budgetsCents[0] / unitCents)
    let least = problem.minimums[field] ?? 0
    var groups: [String: [PortfolioCandidate]] = [:]
    for candidate in problem.candidates {
      groups[candidate.alternativeGroup ?? "alone \(candidate.id)", default: []].append(candidate)
    }
    // Of the field the minimum is enough: more count as that many.
    var best = Array(repeating: [Int64?](repeating: nil, count: least + 1), count: most + 1)
    best[0][0] = 0
    for group in groups.values {
      let before = best
      for candidate in group {
        let cost = Int(candidate.costCents / unitCents)
        let isCounted = candidate.themenfeld == field
        for spent in 0...most where spent + cost <= most {
          for number in 0...least {
            guard let known = before[spent][number] else { continue }
            let counted = min(least, number + (isCounted ? 1 : 0))
            let value = known + candidate.value.digits
            if value > best[spent + cost][counted] ?? .min { best[spent + cost][counted] = value }
          }
        }
      }
    }
    return best.compactMap { $0[least] }.max()
  }
}
