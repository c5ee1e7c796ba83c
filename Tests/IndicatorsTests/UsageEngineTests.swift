import Domain
import Indicators
import Store
import TestSupport
import Testing

/// `usage query` over compressed segments, judged by SQLite over ordinary rows.
@Suite struct UsageEngineTests {
  @Test(arguments: UInt64(1)...200)
  func `every question gets the answer that SQLite gives`(seed: UInt64) throws {
    try compare(try RandomUsage(seed: seed), seed: seed, questions: 6)
  }

  @Test(arguments: [65_535, 65_536, 65_537, 262_145])
  func `segments of every length give the same answers`(rowCount: Int) throws {
    let seed = UInt64(rowCount)
    try compare(try RandomUsage(seed: seed, rowCount: rowCount), seed: seed, questions: 4)
  }

  @Test(arguments: UInt64(1)...40)
  func `segments written by visits and kinds give the same answers`(seed: UInt64) throws {
    let usage = try RandomUsage(seed: seed, rowCount: 6_000, isByVisit: true)
    try compare(usage, seed: seed, questions: 12)
  }

  private func compare(_ usage: RandomUsage, seed: UInt64, questions: Int) throws {
    var generator = SeededGenerator(seed: seed ^ 0xA5)
    // One keeps all that questions read, the other hardly a segment.
    let keepers = try [1 << 26, 30_000].map { try usage.reading(keeping: $0) }
    for question in 0..<questions {
      let query = Self.randomQuery(using: &generator)
      let threads = Int.random(in: 1...3, using: &generator)
      let table = try usage.store.read {
        try UsageEngine.table(query, reader: $0, threads: threads)
      }
      // Asked twice: the second time all of it may be in memory.
      for store in keepers + keepers {
        let again = try store.read { try UsageEngine.table(query, reader: $0, threads: threads) }
        #expect(again.rows == table.rows, "seed \(seed), question \(question), from memory")
      }
      let truth = try usage.oracle.rows(Self.sql(query))
      let place: Comment =
        """
        seed \(seed), question \(question): \(query.measures) by \(query.dimensions)
        where \(query.filter) \(query.from?.description ?? "") to \(query.to?.description ?? "")
        """
      #expect(table.rows.count == truth.count, place)
      for (row, expected) in zip(table.rows, truth) {
        for (cell, other) in zip(row, expected) {
          switch cell {
          case .key(let key, _):
            #expect(key == other.text ?? other.integer.map(String.init) ?? "", place)
          case .figure(let figure):
            #expect(figure.number == other.real ?? other.integer.map(Double.init), place)
          default: Issue.record("an unexpected cell \(cell)")
          }
        }
      }
    }
  }

  static func randomQuery(using generator: inout SeededGenerator) -> UsageQuery {
    let dimensions = Array(
      UsageDimension.allCases.shuffled(using: &generator).prefix(
        Int.random(in: 0...3, using: &generator)))
    var filter: [UsageDimension: Set<String>] = [:]
    if Bool.random(using: &generator) {
      let choices: [(UsageDimension, Set<String>)] = [
        (.event, ["submitted"]), (.event, ["page_view", "feedback", "step_completed"]),
        (.channel, ["online", "mobile"]), (.process, ["p1"]), (.process, ["p2", "nothing"]),
        (.kreis, ["08115"]), (.gemeinde, [""]), (.step, ["1", "2", ""]), (.authority, ["08111"]),
        (.hour, ["2", "9"]), (.weekday, ["7"]), (.month, ["2024-10", "2024-03"]),
      ]
      for (dimension, keys) in choices.shuffled(using: &generator).prefix(2) {
        filter[dimension] = keys
      }
    }
    var period: (Day?, Day?) = (nil, nil)
    if Int.random(in: 0..<3, using: &generator) == 0 {
      let first = Day("2024-03-30")! + Int.random(in: -2...2, using: &generator)
      period = (first, first + Int.random(in: 0...300, using: &generator))
    }
    return UsageQuery(
      measures: Array(
        UsageMeasure.allCases.shuffled(using: &generator).prefix(
          Int.random(in: 1...13, using: &generator))),
      dimensions: dimensions, filter: filter, from: period.0, to: period.1)
  }

  // MARK: - The same question as SQL over rows

  static func sql(_ query: UsageQuery) -> String {
    var conditions = query.filter.map { dimension, keys in
      "COALESCE(\(key(dimension)), '') IN (\(keys.map { "'\($0)'" }.joined(separator: ", ")))"
    }
    if let from = query.from { conditions.append("day >= '\(from)'") }
    if let to = query.to { conditions.append("day <= '\(to)'") }
    let keys = query.dimensions.map(key)
    let group = keys.isEmpty ? "1" : keys.joined(separator: ", ")
    let places = keys.indices.map { "k\($0)" }
    let columns =
      zip(keys, places).map { "\($0) AS \($1)" } + [
        "*",
        """
        ROW_NUMBER() OVER (PARTITION BY \(group) ORDER BY duration_ms IS NULL, duration_ms) AS rank
        """,
        "COUNT(duration_ms) OVER (PARTITION BY \(group)) AS known",
      ]
    let order = zip(query.dimensions, places).map { dimension, place in
      ["hour", "weekday", "step"].contains(dimension.rawValue)
        ? "CAST(\(place) AS INTEGER), \(place) IS NOT NULL" : place
    }
    return """
      WITH chosen AS (SELECT \(columns.joined(separator: ", ")) FROM e
        \(conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")))
      SELECT \((places + query.measures.map(sql)).joined(separator: ", ")) FROM chosen
      \(places.isEmpty ? "" : "GROUP BY \(places.joined(separator: ", "))")
      \(order.isEmpty ? "" : "ORDER BY \(order.joined(separator: ", "))")
      """
  }

  private static func key(_ dimension: UsageDimension) -> String {
    switch dimension {
    case .kreis: "substr(authority, 1, 5)"
    case .regierungsbezirk: "substr(authority, 1, 3)"
    // By hand: a Stadtkreis is its own Gemeinde, a Landkreis is none.
    case .gemeinde:
      """
      CASE authority WHEN '08111' THEN '08111000' WHEN '08115003' THEN '08115003'
        WHEN '081155001001' THEN '08115001' WHEN '08416041' THEN '08416041'
        WHEN '082220000000' THEN '08222000' END
      """
    case .step, .hour, .weekday: "CAST(\(dimension.rawValue) AS TEXT)"
    default: dimension.rawValue
    }
  }

  private static func sql(_ measure: UsageMeasure) -> String {
    func sum(_ event: String) -> String { "COALESCE(SUM(event = '\(event)'), 0)" }
    func sessions(_ condition: String) -> String {
      "COUNT(DISTINCT CASE WHEN \(condition) THEN session END)"
    }
    func quantile(_ q: String) -> String {
      "MIN(CASE WHEN duration_ms IS NOT NULL AND rank >= \(q) * known THEN duration_ms END)"
    }
    switch measure {
    case .events: return "COUNT(*)"
    case .pageViews: return sum("page_view")
    case .started: return sum("process_started")
    case .submissions: return sum("submitted")
    case .completed: return sum("completed")
    case .sessions: return sessions("event NOT IN ('handed_over', 'completed')")
    case .completionRate:
      return
        """
        1.0 * \(sessions("event = 'submitted'"))
        / NULLIF(\(sessions("event = 'process_started'")), 0)
        """
    case .takeUp:
      return
        """
        1.0 * SUM(event = 'submitted' AND channel IN ('online', 'mobile'))
        / NULLIF(\(sum("submitted")), 0)
        """
    case .ratingMean: return "AVG(rating)"
    case .ratingCount: return "COUNT(rating)"
    case .durationP50: return quantile("0.5")
    case .durationP90: return quantile("0.9")
    case .durationP99: return quantile("0.99")
    }
  }
}
