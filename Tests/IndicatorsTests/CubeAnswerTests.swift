import Domain
import Indicators
import Store
import TestSupport
import Testing

/// What the cubes answer, judged by the segments and by SQLite over ordinary rows.
@Suite struct CubeAnswerTests {
  @Test(arguments: UInt64(1)...200)
  func `a cube gives the answer of the segments and of SQLite, or none`(seed: UInt64) throws {
    let usage = try RandomUsage(seed: seed, marts: [UsageCube()])
    var generator = SeededGenerator(seed: seed ^ 0xC0BE)
    for question in 0..<12 {
      let query =
        question < 4
        ? UsageEngineTests.randomQuery(using: &generator)
        : Self.query(using: &generator)
      let place: Comment =
        """
        seed \(seed), question \(question): \(query.measures) by \(query.dimensions)
        where \(query.filter) \(query.from?.description ?? "") to \(query.to?.description ?? "")
        """
      guard let table = try usage.ofCube(query) else { continue }
      let truth = try usage.store.read {
        try UsageEngine.table(query, reader: $0, threads: 1, source: .raw)
      }
      #expect(table.rows == truth.rows, place)
      let rows = try usage.oracle.rows(UsageEngineTests.sql(query))
      #expect(table.rows.count == rows.count, place)
      for (row, expected) in zip(table.rows, rows) {
        for (cell, other) in zip(row, expected) {
          if case .figure(let figure) = cell {
            #expect(figure.number == other.real ?? other.integer.map(Double.init), place)
          }
        }
      }
    }
  }

  @Test func `the cubes answer what they are made for`() throws {
    let usage = try RandomUsage(seed: 3, rowCount: 300, marts: [UsageCube()])
    let questions: [([UsageMeasure], [UsageDimension], [UsageDimension: Set<String>])] = [
      ([.events], [.day, .process], [:]),
      ([.submissions], [.kreis, .month], [.event: ["submitted"]]),
      ([.completionRate], [.process], [:]),
      ([.takeUp], [.kreis], [.event: ["submitted"]]),
      ([.sessions], [.month, .kreis], [:]),
      ([.submissions], [.process, .quarter], [.event: ["submitted"]]),
      ([.ratingMean, .ratingCount], [.process], [.event: ["feedback"]]),
      ([.sessions, .events], [.week, .regierungsbezirk], [.process: ["p1"]]),
      ([.events], [.year, .event], [:]),
    ]
    for (measures, dimensions, filter) in questions {
      let query = UsageQuery(measures: measures, dimensions: dimensions, filter: filter)
      #expect(try usage.ofCube(query) != nil, "\(measures) by \(dimensions)")
    }
  }

  @Test func `a question that no cube can answer is refused with a reason`() throws {
    let usage = try RandomUsage(seed: 3, marts: [UsageCube()])
    let questions = [
      UsageQuery(measures: [.events], dimensions: [.step]),
      UsageQuery(measures: [.sessions], filter: [.event: ["page_view"]]),
      UsageQuery(measures: [.events], dimensions: [.authority, .day]),
      UsageQuery(measures: [.events], dimensions: [.channel], from: Day("2024-03-02")!),
      UsageQuery(measures: [.ratingMean], dimensions: [.kreis, .week]),
      UsageQuery(measures: [.durationP50]),
    ]
    for query in questions {
      #expect(throws: Fault.self, "\(query.measures) by \(query.dimensions)") {
        try usage.store.read { try UsageEngine.table(query, reader: $0, source: .cube) }
      }
      let answer = try usage.store.read { try UsageEngine.answer(query, reader: $0) }
      #expect(answer.explanation.notFromCube != nil)
    }
  }

  @Test func `cubes that have not seen a load do not answer`() throws {
    let usage = try RandomUsage(seed: 5, rowCount: 50)
    let query = UsageQuery(measures: [.events], dimensions: [.month])
    #expect(try usage.ofCube(query) == nil)
    let raw = try usage.store.read { try UsageEngine.table(query, reader: $0) }
    try usage.store.rebuild([UsageCube()])
    #expect(try usage.ofCube(query)?.rows == raw.rows)
  }

  /// Questions of the kind that cubes answer.
  private static func query(using generator: inout SeededGenerator) -> UsageQuery {
    let isTimed = Int.random(in: 0..<4, using: &generator) == 0
    let measures: [UsageMeasure] =
      isTimed
      ? [.durationP50, .durationP90, .durationP99, .submissions, .sessions]
      : UsageMeasure.allCases.filter { !$0.rawValue.hasPrefix("duration") }
    let dimensions: [UsageDimension] =
      isTimed
      ? [.process, .month, .quarter, .year, .event]
      : Bool.random(using: &generator)
        ? [.day, .week, .weekday, .month, .process, .kreis, .regierungsbezirk, .event]
        : [.month, .quarter, .year, .process, .kreis, .authority, .gemeinde, .channel, .event]
    var query = UsageQuery(
      measures: Array(
        measures.shuffled(using: &generator).prefix(Int.random(in: 1...4, using: &generator))),
      dimensions: Array(
        dimensions.shuffled(using: &generator).prefix(Int.random(in: 0...3, using: &generator))))
    let conditions: [(UsageDimension, Set<String>)] = [
      (.event, ["submitted"]), (.event, ["submitted", "completed", "handed_over"]),
      (.event, ["process_started"]), (.channel, ["online"]), (.process, ["p1", "p2"]),
      (.kreis, ["08115", "08111"]), (.month, ["2024-03", "2024-10", "2025-01"]),
      (.weekday, ["7"]), (.gemeinde, [""]), (.event, ["nothing"]),
    ]
    if isTimed { query.filter[.event] = ["submitted"] }
    for (dimension, keys) in conditions.shuffled(using: &generator).prefix(
      Int.random(in: 0...2, using: &generator)) where !isTimed || dimension != .event
    {
      query.filter[dimension] = keys
    }
    if Bool.random(using: &generator) {
      let first = Month("2024-01")! + Int.random(in: -6...10, using: &generator)
      query.from = first.firstDay + Int.random(in: 0...1, using: &generator)
      query.to = (first + Int.random(in: 0...12, using: &generator)).lastDay
    }
    return query
  }
}

extension RandomUsage {
  /// `nil`: no cube answers the question.
  fileprivate func ofCube(_ query: UsageQuery) throws -> Table<Exact>? {
    try store.read { reader in
      let answer = try UsageEngine.answer(query, reader: reader)
      guard answer.explanation.notFromCube == nil else { return nil }
      #expect(answer.explanation.source.hasPrefix("the cube"))
      return answer.table
    }
  }
}
