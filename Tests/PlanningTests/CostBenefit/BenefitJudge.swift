import TestSupport

/// numpy and scipy as judges of cost-benefit: `Tests/oracles/benefit.py`.
enum BenefitJudge {
  struct Question: Encodable {
    let kind: String
    let input: [String: [Double]]
  }

  /// What the judge says to each question, in the same order; −1 stands for "none".
  static func answers(_ questions: [Question]) throws -> [[String: [Double]]] {
    try PythonJudge.answers(questions, script: "benefit.py")
  }
}
