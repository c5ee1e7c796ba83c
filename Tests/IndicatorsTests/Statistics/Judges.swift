import TestSupport

/// Independent implementations as judges of the statistics: `Tests/oracles/judge.py`.
enum Judges {
  /// What the judges say to each case, in the same order: lists of numbers by name.
  static func answers(_ cases: [StatisticsCase]) throws -> [[String: [Double?]]] {
    try PythonJudge.answers(
      cases.map { Question(kind: $0.kind.rawValue, input: $0.input) }, script: "judge.py")
  }

  private struct Question: Encodable {
    let kind: String
    let input: [String: [Double?]]
  }
}
