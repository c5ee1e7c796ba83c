import TestSupport

/// The Python that judges the effects: `Tests/oracles/effects.py`.
enum EffectJudge {
  typealias Numbers = [String: [Double?]]

  struct Case: Encodable {
    let kind: String
    let input: Numbers
  }

  /// What the judge says to each case, in the same order.
  static func answers(_ cases: [Case]) throws -> [Numbers] {
    try PythonJudge.answers(cases, script: "effects.py")
  }

  /// The first number on which two answers differ, in words.
  static func difference(_ mine: Numbers, _ judged: Numbers, tolerance: Double) -> String? {
    guard mine.keys.sorted() == judged.keys.sorted() else {
      return "\(mine.keys.sorted()), judged \(judged.keys.sorted())"
    }
    for name in judged.keys.sorted() {
      let (own, other) = (mine[name]!, judged[name]!)
      guard own.count == other.count else {
        return "\(name): \(own.count) numbers, judged \(other.count)"
      }
      for (index, pair) in zip(own, other).enumerated() {
        switch pair {
        case (nil, nil): continue
        case (let a?, let b?) where abs(a - b) <= tolerance * max(1, abs(b)): continue
        default: return "\(name)[\(index)]: \(pair.0 as Any), judged \(pair.1 as Any)"
        }
      }
    }
    return nil
  }
}
