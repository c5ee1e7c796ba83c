import Planning
import TestSupport

/// Made-up candidates: criteria that are known, drawn or unknown, ties among them.
struct RandomScores {
  var ids: [String]
  var columns: [CriteriaScores.Column]
  let drawCount: Int
  let seed: UInt64

  init(seed: UInt64, candidates: Int, draws: Int, ties: Bool = true) {
    var random = SeededGenerator(seed: seed)
    func number() -> Double { Double.random(in: 0...1, using: &random) }
    ids = (0..<candidates).map { "c\($0 + 1000)" }
    drawCount = draws
    self.seed = seed
    let hours = (0..<candidates * draws).map { _ in number() * 40 }
    let levels = (0..<candidates).map { _ in Double(Int.random(in: 0...3, using: &random)) }
    let some = (0..<candidates).map { _ in number() < 0.3 ? nil : number() }
    columns = [
      .init(
        .netValue, scale: CriterionScale(.range, atZero: -1, atOne: 2),
        values: .drawn((0..<candidates * draws).map { _ in number() * 4 - 2 })),
      .init(.hours, scale: CriterionScale(.zeroToMax, atZero: 0, atOne: 30), values: .drawn(hours)),
      .init(
        .coverageGap, scale: CriterionScale(.fixed, atZero: 0, atOne: 1),
        values: .known((0..<candidates).map { _ in number() })),
      .init(
        .demand, scale: CriterionScale(.zeroToMax, atZero: 0, atOne: 1), values: .known(some)),
      .init(
        .simplicity, scale: CriterionScale(.range, atZero: 3, atOne: 0), values: .known(levels)),
    ]
    // Twins that nothing tells apart.
    if ties, candidates > 3 { copy(0, to: 2) }
  }

  mutating func copy(_ from: Int, to: Int, lowering column: Int? = nil, by amount: Double = 0) {
    columns = columns.enumerated().map { index, old in
      let less = index == column ? amount : 0
      switch old.values {
      case .known(var values):
        values[from] = values[from] ?? 0.5
        values[to] = values[from]! - less
        return .init(old.criterion, scale: old.scale, values: .known(values))
      case .drawn(var values):
        for draw in 0..<drawCount {
          values[to * drawCount + draw] = values[from * drawCount + draw] - less
        }
        return .init(old.criterion, scale: old.scale, values: .drawn(values))
      }
    }
  }

  var scores: CriteriaScores {
    CriteriaScores(ids: ids, drawCount: drawCount, columns: columns, seed: seed)
  }

  func weights(_ rules: WeightRules = WeightRules()) throws -> WeightDraws {
    try WeightDraws(rules, criteria: columns.map(\.criterion), count: drawCount, seed: seed)
  }
}
