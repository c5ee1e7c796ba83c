import Domain
import Planning

/// The plain twin of the optimiser: tries every year for every candidate. Knows the rules from the
/// words of the design alone, and shares no code with what it judges (but the policies' shares).
struct EveryAssignment {
  let problem: PortfolioProblem
  private let index: [String: Int]
  /// Values in hundredths.
  private let values: [Int64]

  init(_ problem: PortfolioProblem) {
    self.problem = problem
    index = Dictionary(uniqueKeysWithValues: problem.candidates.enumerated().map { ($1.id, $0) })
    values = problem.candidates.map { Self.hundredths($0.value) }
  }

  static func hundredths(_ value: ExactDecimal) -> Int64 {
    value.digits * [100, 10, 1][value.scale]
  }

  /// The greatest value in hundredths, `nil` if no assignment keeps the rules.
  func best() -> Int64? {
    let years = problem.money.budgetsCents.count
    var yearOf = Array(repeating: -1, count: problem.candidates.count)
    var best: Int64?
    func assign(_ item: Int, _ value: Int64, _ rest: Int64) {
      if let best, value + rest <= best { return }
      if item == yearOf.count {
        if isFeasible(yearOf) { best = value }
        return
      }
      let after = rest - max(0, values[item])
      for year in -1..<years {
        yearOf[item] = year
        // Candidates only need earlier ones here, so this prunes and never decides.
        if year >= 0, !canStand(item, yearOf) { continue }
        assign(item + 1, value + (year < 0 ? 0 : values[item]), after)
      }
      yearOf[item] = -1
    }
    assign(0, 0, values.reduce(0) { $0 + max(0, $1) })
    return best
  }

  private func canStand(_ item: Int, _ yearOf: [Int]) -> Bool {
    for need in problem.candidates[item].dependsOn {
      let needed = index[need]!
      if needed < item, yearOf[needed] < 0 || yearOf[needed] > yearOf[item] { return false }
    }
    return true
  }

  /// Whether an assignment (−1: not chosen) keeps every rule.
  func isFeasible(_ yearOf: [Int]) -> Bool {
    let candidates = problem.candidates
    var groups: Set<String> = []
    var fields: [String: Int] = [:]
    for (item, year) in yearOf.enumerated() where year >= 0 {
      for need in candidates[item].dependsOn {
        let neededIn = yearOf[index[need]!]
        if neededIn < 0 || neededIn > year { return false }
      }
      if let group = candidates[item].alternativeGroup, !groups.insert(group).inserted {
        return false
      }
      if let field = candidates[item].themenfeld { fields[field, default: 0] += 1 }
    }
    for (field, minimum) in problem.minimums where fields[field, default: 0] < minimum {
      return false
    }
    for id in problem.forcedIn where yearOf[index[id]!] < 0 { return false }
    for id in problem.forcedOut where yearOf[index[id]!] >= 0 { return false }
    return isPayable(yearOf)
  }

  private func isPayable(_ yearOf: [Int]) -> Bool {
    let money = problem.money
    var carry = money.accountCents ?? money.carryInCents
    var moved = money.carryOver == .nothing ? 0 : money.carryInCents
    for year in money.budgetsCents.indices {
      var spent: Int64 = 0
      for (item, chosenIn) in yearOf.enumerated() where chosenIn >= 0 {
        if chosenIn == year { spent += problem.candidates[item].costCents }
        if chosenIn < year { spent += problem.candidates[item].careCents }
      }
      var available = 150_000_000 + carry
      if year < money.commitments.count {
        let committed = money.commitments[year]
        moved = max(0, moved - committed.beyondBudgetCents)
        available -=
          money.policy == .municipalFirst ? committed.cents : committed.cents / 2
        available = max(0, available)
      }
      let (limit, cap) = (money.budgetsCents[year] + moved, available)
      if spent > limit { return false }
      func share(_ cents: Int64) -> Int64 {
        min(money.policy == .municipalFirst ? cents : cents / 2, cap)
      }
      switch money.carryOver {
      case .nothing: moved = 0
      case .municipalShare: moved = share(limit) - share(spent)
      case .wholeBudget: moved = limit - spent
      }
      carry = cap - share(spent)
    }
    return true
  }

  /// The assignment of a plan; traps on an id that is chosen twice.
  func assignment(_ plan: PortfolioPlan) -> [Int] {
    var yearOf = Array(repeating: -1, count: problem.candidates.count)
    for (year, entry) in plan.years.enumerated() {
      for id in entry.chosen {
        precondition(yearOf[index[id]!] < 0, "\(id) is chosen twice")
        yearOf[index[id]!] = year
      }
    }
    return yearOf
  }

  /// Value of an assignment in hundredths.
  func value(_ yearOf: [Int]) -> Int64 {
    yearOf.indices.reduce(0) { $0 + (yearOf[$1] < 0 ? 0 : values[$1]) }
  }
}
