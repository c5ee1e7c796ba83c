import TestSupport

/// scipy as the judge of growth curves: `Tests/oracles/judge_forecast.py`.
enum ForecastJudge {
  struct Case: Encodable {
    let model: String
    let times: [Double]
    let active: [Double]
    let competent: [Double]
  }

  struct Answer: Decodable {
    let value: Double
    let place: [Double]
  }

  static func answers(_ cases: [Case]) throws -> [Answer] {
    try PythonJudge.answers(cases, script: "judge_forecast.py")
  }
}
