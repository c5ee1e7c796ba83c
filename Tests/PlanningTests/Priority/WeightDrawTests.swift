import Domain
import Planning
import Testing

@Suite struct WeightDrawTests {
  private let all = Criterion.allCases

  private func draws(
    _ rules: WeightRules, _ criteria: [Criterion]? = nil, count: Int = 20_000
  ) throws -> WeightDraws {
    try WeightDraws(rules, criteria: criteria ?? all, count: count, seed: 11)
  }

  private func rules(_ order: String..., minimum: String = "0") throws -> WeightRules {
    try WeightRules(weights: nil, orders: order, minimumBenefit: minimum)
  }

  @Test func `every weighting is whole, keeps the order and the least weight`() throws {
    let orders = [
      [], ["net_value>hours>volume"], ["benefit>demand>balance,demand>deadline"],
      ["hours>demand>net_value", "simplicity>volume"],
    ]
    for order in orders {
      let rules = try WeightRules(weights: nil, orders: order, minimumBenefit: "40")
      let draws = try draws(rules, count: 2_000)
      for draw in 0..<draws.count {
        let weight = Dictionary(
          uniqueKeysWithValues: zip(all, draws.values[draw * all.count..<(draw + 1) * all.count]))
        let benefit = Criterion.benefit.reduce(0) { $0 + weight[$1]! }
        #expect(weight.values.allSatisfy { $0 >= 0 })
        #expect(abs(weight.values.reduce(0, +) - 1) < 1e-12)
        #expect(benefit > 0.4 - 1e-12)
        guard case .order(let comparisons) = rules.choice else { continue }
        for comparison in comparisons {
          func of(_ item: WeightRules.Item) -> Double {
            if case .criterion(let criterion) = item { weight[criterion]! } else { benefit }
          }
          #expect(of(comparison.more) >= of(comparison.less), "\(comparison)")
        }
      }
    }
  }

  /// Eight parts, one of them the group of three: what is left after its least weight is shared
  /// evenly.
  @Test func `mean weights without opinion are even among the parts`() throws {
    let means = try draws(WeightRules(minimumBenefit: 0.3)).means
    for (criterion, mean) in zip(all, means) {
      let expected = criterion.isBenefit ? (0.3 + 0.7 / 8) / 3 : 0.7 / 8
      #expect(abs(mean - expected) < 0.004, "\(criterion): \(mean)")
    }
  }

  /// The mean weights of a whole order are its rank-order centroid, `(1/n) Σ_{k ≥ rank} 1/k`.
  @Test func `mean weights of a whole order are its centroid`() throws {
    let criteria: [Criterion] = [.coverageGap, .demand, .deadline, .balance]
    let means = try draws(try rules("balance>deadline>demand>coverage_gap"), criteria).means
    for (place, criterion) in [Criterion.balance, .deadline, .demand, .coverageGap].enumerated() {
      let expected = (place + 1...4).reduce(0.0) { $0 + 1 / Double($1) } / 4
      let mean = means[criteria.firstIndex(of: criterion)!]
      #expect(abs(mean - expected) < 0.004, "\(criterion): \(mean), \(expected)")
    }
  }

  /// Of the orders that a part of an order leaves, each is drawn as often as any other: as drawing
  /// without an order and throwing away what breaks it.
  @Test func `an order of some leaves the others as they would be`() throws {
    let criteria: [Criterion] = [.coverageGap, .demand, .deadline, .balance, .simplicity]
    let drawn = try draws(
      try rules("demand>deadline,balance>deadline"), criteria, count: 40_000)
    let free = try draws(WeightRules(), criteria, count: 120_000)
    var sums = [Double](repeating: 0, count: 5)
    var kept = 0.0
    for draw in 0..<free.count {
      let weights = Array(free.values[draw * 5..<draw * 5 + 5])
      guard weights[1] >= weights[2], weights[3] >= weights[2] else { continue }
      kept += 1
      for column in 0..<5 { sums[column] += weights[column] }
    }
    for column in 0..<5 {
      #expect(abs(sums[column] / kept - drawn.means[column]) < 0.004, "\(criteria[column])")
    }
  }

  @Test func `weights of the user are brought to one hundred per cent`() throws {
    let rules = try WeightRules(
      weights: "net_value=30,hours=30,demand=90", orders: [], minimumBenefit: nil)
    let draws = try draws(rules, count: 3)
    #expect(draws.values.count == 30)
    for (place, share) in [(0, 0.2), (1, 0.2), (5, 0.6), (4, 0)] {
      #expect(abs(draws.means[place] - share) < 1e-12)
    }
    #expect(rules.sentence.en.contains("net_value 20 %, hours 20 %, demand 60 %"))
  }

  @Test func `contradictions are named`() {
    let wrong: [(weights: String?, orders: [String], minimum: String?, says: [String])] = [
      (
        nil, ["net_value>hours,demand>balance", "hours>volume>net_value"], nil,
        ["net_value > hours", "hours > volume", "volume > net_value"]
      ),
      (nil, ["demand>demand"], nil, ["demand > demand"]),
      (nil, ["demand>hours>volume", "demand>net_value"], "80", ["75 % at most", "80 %"]),
      (nil, ["demand>benefit"], "50", ["50 % at most"]),
      (nil, ["benefit>hours"], nil, ["a part of itself"]),
      (nil, ["benefit>demand,hours>balance"], nil, ["benefit > demand", "hours > balance"]),
      (nil, ["net_value>huors"], nil, ["\"huors\"", "hours"]),
      (nil, ["demand"], nil, ["compares nothing"]),
      ("net_value=10,demand=90", [], nil, ["10 %", "30 %", "§ 1 (6)"]),
      ("net_value=10,net_value=2", [], nil, ["two weights"]),
      ("net_value=-1", [], nil, ["net_value=-1"]),
      ("net_value=0", [], nil, ["all weights are 0"]),
      ("net_value=1", ["hours>demand"], nil, ["leave nothing"]),
      (nil, [], "100", ["0 to 99"]),
    ]
    for (weights, orders, minimum, says) in wrong {
      let text = fault {
        let rules = try WeightRules(weights: weights, orders: orders, minimumBenefit: minimum)
        _ = try self.draws(rules, count: 10)
      }
      for part in says { #expect(text.contains(part), "\(text)") }
    }
    let missing = fault { _ = try self.draws(try self.rules("demand>balance"), [.hours, .demand]) }
    #expect(missing.contains("balance") && missing.contains("no candidate has data"))
  }

  private func fault(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no fault"
    } catch { return "\(error)" }
  }
}
