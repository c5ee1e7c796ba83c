import Columns
import Domain
import Indicators
import Store
import TestSupport
import Testing

/// The line from delivered files to a table against its plain twin: relations written down from
/// the definitions, in an ordinary SQLite database, under the SQL that each indicator prints.
@Suite struct RandomWorldTests {
  private static let indicators = [
    "coverage_any", "coverage_full", "coverage_share", "coverage_share_population",
    "coverage_authority", "standard_share", "activation_rate",
  ]

  @Test(arguments: UInt64(1)...25)
  func `states and competence give the figures that the definitions give`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed &* 31)
    let world = RandomWorld(seed: seed)
    let plain = PlainRelations(world)
    let figures = try world.load(shuffled: &random).figures()
    for rule in ["active", "maturity=1.1:3", "maturity=2.0:4"] {
      let oracle = try OracleDatabase()
      try plain.create(in: oracle, try CountingRule(rule))
      for id in Self.indicators {
        let indicator = try IndicatorRegistry.indicator(id)
        for by in Self.groupings(indicator) {
          let months = by.contains("month") ? plain.months : plain.months.suffix(1)
          let expected = try oracle.rows(
            indicator.formula.sql(by: by, where: ["month": months.map(\.description)]))
          let table = try figures.table(FigureRequest(id, by: by, rule: rule))
          let found = Self.known(table, keys: by.count)
          // A group without rows is missing, in SQL by its absence.
          #expect(
            found == Self.known(expected, keys: by.count),
            "seed \(seed), \(id) by \(by), rule \(rule)")
        }
      }
    }
  }

  @Test(arguments: UInt64(1)...15)
  func `the coverage state does not depend on the order of deliveries, nor on being kept`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let world = RandomWorld(seed: seed &* 101)
    var contents: Set<[String]> = []
    for _ in 0..<3 {
      let store = try world.load(shuffled: &random).store
      contents.insert(try store.read { try CoverageMart().canonicalRows($0) })
      try store.rebuild([CoverageMart()])
      contents.insert(try store.read { try CoverageMart().canonicalRows($0) })
    }
    #expect(contents.count == 1, "seed \(seed)")
    #expect(contents.first?.isEmpty == false, "seed \(seed)")
  }

  private static func groupings(_ indicator: Indicator) -> [[String]] {
    let all = [
      [], ["kreis"], ["gemeinde"], ["size_class"], ["themenfeld"], ["leistung"], ["process"],
      ["process_kind"], ["month"], ["kreis", "month"], ["regierungsbezirk", "process_kind"],
    ]
    return all.filter { Set($0).isSubset(of: indicator.dimensions) }
  }

  /// Rows that say something, as text: keys, then value, numerator, denominator, status.
  private static func known(_ rows: [[Cell]], keys: Int) -> [String] {
    rows.filter { $0.last != .text("missing") }.map { row in
      row.map { cell in
        switch cell {
        case .null: ""
        case .integer(let value): "\(Double(value))"
        case .real(let value): "\(value)"
        case .text(let text): text
        }
      }.joined(separator: " ")
    }.sorted()
  }

  private static func known(_ table: Table<Exact>, keys: Int) -> [String] {
    // Value, numerator, denominator and status; what says how sure they are stands behind.
    let width = keys + 4
    return table.rows.filter { $0[width - 1] != .text("missing") }.map { row in
      (0..<width).map { row[$0] }.map { cell in
        switch cell {
        case .key(let key, _): key
        case .text(let text): text
        case .figure(let figure): figure.number.map { "\($0)" } ?? ""
        }
      }.joined(separator: " ")
    }.sorted()
  }
}
