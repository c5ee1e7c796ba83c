import Foundation
import Planning
import TestSupport
import Testing

/// numpy on the same weights and values (`Tests/oracles/priority.py`).
@Suite struct PriorityJudgeTests {
  private struct Case: Encodable {
    let scores: [[[Double]]]
    let weights: [[Double]]
  }

  private struct Answer: Decodable {
    let acceptability: [[Double]]
    let pairs: [[UInt32]]
    let expected: [Double]
    let low: [Int]
    let high: [Int]
    let central: [[Double]?]
    let confidence: [Int?]
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `numpy counts the same`(seed: UInt64) throws {
    guard let python = PythonJudge.python else { return }
    let made = RandomScores(
      seed: seed, candidates: [5, 20, 45][Int(seed) - 1], draws: 700, ties: false)
    let rules = [
      WeightRules(),
      try WeightRules(
        weights: nil, orders: ["net_value>hours", "demand>simplicity"], minimumBenefit: "20"),
      try WeightRules(weights: "net_value=60,hours=10,demand=30", orders: [], minimumBenefit: nil),
    ][Int(seed) - 1]
    let weights = try made.weights(rules)
    let ranks = RankAcceptability(made.scores, weights, pairs: true)
    let width = weights.criteria.count
    let answer: Answer = try PriorityJudge.ask(
      python,
      Case(
        scores: (0..<700).map { made.scores.scores(draw: $0) },
        weights: (0..<700).map { Array(weights.values[$0 * width..<($0 + 1) * width]) }))
    for candidate in made.ids.indices {
      let start = candidate * made.ids.count
      #expect(
        Array(ranks.rankCounts[start..<start + made.ids.count]) == answer.acceptability[candidate])
      for other in made.ids.indices where other != candidate {
        #expect(ranks.pairCounts[start + other] == 2 * answer.pairs[candidate][other])
      }
      #expect(abs(ranks.expectedRank(candidate) - answer.expected[candidate]) < 1e-9)
      #expect(ranks.interval(candidate) == answer.low[candidate]...answer.high[candidate])
      #expect(
        ranks.confidence[candidate].map { Int(($0 * 700).rounded()) }
          == answer.confidence[candidate])
      guard let central = answer.central[candidate] else { continue }
      for column in 0..<width {
        #expect(abs(ranks.centralWeights[candidate * width + column] - central[column]) < 1e-9)
      }
    }
  }
}

/// The Python of `Scripts/judges` with a script of `Tests/oracles`.
enum PriorityJudge {
  static func ask<Answer: Decodable>(_ python: String, _ question: some Encodable) throws -> Answer
  {
    let said = try run(
      python, ["-B", PythonJudge.root + "/Tests/oracles/priority.py"],
      input: JSONEncoder().encode(question))
    return try JSONDecoder().decode(Answer.self, from: said)
  }

  struct Failure: Error {
    let status: Int32
  }

  /// Files, not pipes: a full pipe would stop the program.
  private static func run(_ program: String, _ arguments: [String], input: Data) throws -> Data {
    let base = FileManager.default.temporaryDirectory
    let files = [base, base].map { $0.appendingPathComponent("judge-\(UUID().uuidString)") }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    try input.write(to: files[0])
    try Data().write(to: files[1])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
    return try Data(contentsOf: files[1])
  }
}
