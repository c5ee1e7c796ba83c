import Columns
import Indicators
import TestSupport
import Testing

/// SQLite is the oracle: the SQL printed on an indicator's page has to give what the engine gives.
struct OracleTests {
  @Test(arguments: IndicatorRegistry.all.map(\.id))
  func `the engine and SQLite agree exactly on random rows`(_ id: String) throws {
    try OracleTrial.run(try IndicatorRegistry.indicator(id).formula, named: id, seeds: 1...24)
  }
}

/// A formula on random rows: the engine's answer beside SQLite's.
enum OracleTrial {
  static func run(_ formula: Formula, named name: String, seeds: ClosedRange<UInt64>) throws {
    for seed in seeds {
      let random = RandomFrames(for: formula, seed: seed)
      let oracle = try OracleDatabase()
      for table in random.tables { try oracle.create(table: table.name, columns: table.columns) }
      var generator = SeededGenerator(seed: seed &* 7_919)
      for trial in 0..<5 {
        let by = groupingSet(trial, formula, using: &generator)
        let filter = filters(formula, random, using: &generator)
        let sql = formula.sql(by: by, where: filter)
        let expected = try oracle.rows(sql)
        // Few plain arrays and the hash table have to agree with it.
        for denseLimit in [Evaluator.denseLimit, 0] {
          let groups = Evaluator.evaluate(
            formula, over: random.frames, by: by, where: filter, denseLimit: denseLimit)
          let rows = groups.map { group in
            zip(by, group.codes).map { Cell.text(random.frames.keySpaces[$0]![$1]) }
              + cells(group.row)
          }
          #expect(
            rows == expected,
            "\(name), seed \(seed), by \(by), where \(filter), dense ≤ \(denseLimit)\n\(sql)")
        }
      }
    }
  }

  private static func groupingSet(
    _ trial: Int, _ formula: Formula, using generator: inout SeededGenerator
  ) -> [String] {
    if trial == 0 { return [] }
    return Array(formula.dimensions.shuffled(using: &generator).prefix(trial % 4))
  }

  private static func filters(
    _ formula: Formula, _ random: RandomFrames, using generator: inout SeededGenerator
  ) -> [String: [String]] {
    guard Int.random(in: 0..<3, using: &generator) == 0 else { return [:] }
    let name = formula.dimensions.randomElement(using: &generator)!
    let keys = random.frames.keySpaces[name]!.all
    return [name: Array(keys.prefix(Int.random(in: 1...keys.count, using: &generator)))]
  }

  private static func cells(_ row: FigureRow) -> [Cell] {
    func cell(_ figure: Figure) -> Cell { figure.number.map { .real($0) } ?? .null }
    return [
      cell(row.value), cell(row.numerator), cell(row.denominator), .text(row.value.status),
    ]
  }
}

extension [[Cell]] {
  /// Rows of SQLite may give whole numbers where the engine gives reals; both mean the number.
  static func == (a: [[Cell]], b: [[Cell]]) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { x, y in
        x.count == y.count && zip(x, y).allSatisfy { $0.means($1) }
      }
  }
}

extension Cell {
  fileprivate func means(_ other: Cell) -> Bool {
    switch (self, other) {
    case (.real(let a), .integer(let b)): a == Double(b)
    case (.integer(let a), .real(let b)): Double(a) == b
    default: self == other
    }
  }
}
