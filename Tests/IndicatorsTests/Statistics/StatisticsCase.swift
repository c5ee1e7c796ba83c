import Indicators
import TestSupport

/// Random numbers for one statistic, and what the product makes of them.
struct StatisticsCase {
  enum Kind: String, CaseIterable, Sendable {
    case normal, gamma, beta, tails, wilson, gini, spread, convergence
    case ranksOfShares, ranksOfEstimates, kaplanMeier, logRank, turnbull
    case shrunkenShares, shrunkenRates
    /// Of real Gemeinden; there are no random ones.
    case sizeClasses

    static let random = allCases.filter { $0 != .sizeClasses }

    /// How many random cases; those that the judges take long for are fewer.
    var count: Int {
      switch self {
      case .ranksOfShares: 30
      case .shrunkenShares, .shrunkenRates: 80
      default: 200
      }
    }

    /// The largest relative difference that is none.
    var tolerance: Double { self == .turnbull ? 1e-6 : 1e-9 }

    /// Below this two numbers are both 0. Probabilities far out have to agree in relative terms.
    var zero: Double {
      switch self {
      case .normal, .gamma, .beta, .tails: 1e-290
      case .turnbull: 1e-6
      default: 1e-12
      }
    }
  }

  let kind: Kind
  let seed: UInt64
  let input: [String: [Double?]]
  let output: [String: [Double?]]

  init(_ kind: Kind, seed: UInt64) {
    self.kind = kind
    self.seed = seed
    var dice = Dice(seed: seed)
    (input, output) =
      switch kind {
      case .normal: Self.normal(&dice)
      case .gamma: Self.gamma(&dice)
      case .beta: Self.beta(&dice)
      case .tails: Self.tails(&dice)
      case .wilson: Self.wilson(&dice)
      case .gini: Self.gini(&dice)
      case .spread: Self.spread(&dice)
      case .convergence: Self.convergence(&dice)
      case .ranksOfShares: Self.ranksOfShares(&dice)
      case .ranksOfEstimates: Self.ranksOfEstimates(&dice)
      case .kaplanMeier: Self.kaplanMeier(&dice)
      case .logRank: Self.logRank(&dice)
      case .turnbull: Self.turnbull(&dice)
      case .shrunkenShares: Self.shrunkenShares(&dice)
      case .shrunkenRates: Self.shrunkenRates(&dice)
      case .sizeClasses: ([:], [:])
      }
  }

  init(_ kind: Kind, input: Numbers, output: Numbers) {
    (self.kind, seed, self.input, self.output) = (kind, 0, input, output)
  }

  /// The first number that a judge sees otherwise, in words.
  func difference(_ judged: Numbers) -> String? {
    guard output.keys.sorted() == judged.keys.sorted() else {
      return "\(output.keys.sorted()), judged \(judged.keys.sorted())"
    }
    func text(_ number: Double?) -> String { number.map { "\($0)" } ?? "none" }
    for name in judged.keys.sorted() {
      let (mine, theirs) = (output[name]!, judged[name]!)
      guard mine.count == theirs.count else {
        return "\(name): \(mine.count) numbers, judged \(theirs.count)"
      }
      for (index, pair) in zip(mine, theirs).enumerated() where !agree(pair.0, pair.1) {
        return "\(name)[\(index)]: \(text(pair.0)), judged \(text(pair.1))"
      }
    }
    return nil
  }

  private func agree(_ mine: Double?, _ theirs: Double?) -> Bool {
    guard let mine, let theirs else { return mine == nil && theirs == nil }
    return abs(mine - theirs) <= max(kind.zero, kind.tolerance * max(abs(mine), abs(theirs)))
  }

  typealias Numbers = [String: [Double?]]
  typealias Pair = (input: Numbers, output: Numbers)
}

/// Random numbers of the sizes that statistics trip over.
struct Dice {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
  mutating func between(_ low: Double, _ high: Double) -> Double {
    Double.random(in: low...high, using: &generator)
  }
  mutating func chance(_ share: Double) -> Bool { between(0, 1) < share }
  /// A number of any order of magnitude between two.
  mutating func magnitude(_ low: Double, _ high: Double) -> Double {
    var exponent = between(0, 1)
    var value = low
    // low · (high/low)^exponent by halves, so that no library decides about a bit of the input.
    var factor = (high / low).squareRoot()
    for _ in 0..<30 {
      exponent *= 2
      if exponent >= 1 {
        value *= factor
        exponent -= 1
      }
      factor = factor.squareRoot()
    }
    return value
  }
  mutating func list<Value>(_ count: Int, _ value: (inout Dice) -> Value) -> [Value] {
    (0..<count).map { _ in value(&self) }
  }
}

extension [Int] {
  var numbers: [Double?] { map { Double($0) } }
}
