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

  @Test(arguments: UInt64(1)...12)
  func `relations of use, reports, offers and plans hold what was delivered`(seed: UInt64) throws {
    let project = RandomProject(seed)
    let (plain, figures) = (project.plain, try project.figures())
    let months = figures.months!
    let all = (0...(months.upperBound - months.lowerBound)).map { months.lowerBound + $0 }
    let relations: [(RelationSchema, measures: [String]?, rows: [PlainRelations.Row])] = [
      (
        .usageCells, RelationSchema.usageCells.measures.filter { !$0.hasPrefix("sessions") },
        plain.usageCells
      ),
      (.funnelSteps, nil, plain.funnelSteps), (.quarterCells, nil, plain.quarterCells),
      (.durationCounts, ["events"], plain.durationCounts),
      (.caseCounts, nil, plain.caseCounts), (.backlogCounts, nil, plain.backlogCounts),
      (.sourcePairs, nil, plain.sourcePairs), (.transactionCosts, nil, plain.transactionCosts),
      (.processReach, nil, plain.processReach), (.activePairs, nil, plain.activePairs),
      (.textAges, nil, plain.textAges), (.embeddingStates, nil, plain.embeddingStates),
      (.waitingActivations, nil, plain.waitingActivations),
      (.activationTimes, nil, plain.activationTimes),
      (.releaseCohorts, nil, plain.releaseCohorts),
      (.assessedActivations, ["activations", "submissions"], plain.usedActivations),
      (.orderStates, nil, plain.orderStates), (.costItems, nil, plain.costItems),
      (.milestoneStates, nil, plain.milestoneStates(all)),
      (.fieldStates, nil, plain.fieldStates(all)), (.feedAges, nil, plain.feedAges),
      (.loadedRows, nil, plain.loadedRows(project.plans.files)),
      (.feedMonths, nil, plain.feedMonths(months)),
    ]
    for (relation, measures, rows) in relations {
      let measures = measures ?? relation.measures
      // Whether anything is active where somebody is competent is luck.
      #expect(!rows.isEmpty || relation.isOfActivations, "seed \(seed), \(relation.name)")
      // Each duration with how often it occurred.
      let apart = relation == .durationCounts ? ["milliseconds"] : []
      let expected = RelationSums(relation, measures, apart: apart, of: rows).lines
      let found = RelationSums(
        relation, measures, apart: apart, of: try RelationSums.rows(of: relation, figures)
      ).lines
      let (more, less) = (found.subtracting(expected), expected.subtracting(found))
      #expect(
        more.isEmpty && less.isEmpty,
        "seed \(seed), \(relation.name): \(more.sorted().prefix(3)) not \(less.sorted().prefix(3))")
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `a visit counts once in every group that it touches`(seed: UInt64) throws {
    let project = RandomProject(seed)
    let (plain, figures) = (project.plain, try project.figures())
    for by in [[], ["kreis"], ["gemeinde"], ["process"], ["month"], ["kreis", "month"]] {
      let visits = plain.sessions(by: by) { _ in true }
      let started = plain.sessions(by: by) { $0.kind == .processStarted }
      let submitted = plain.sessions(by: by) { $0.kind == .submitted }
      for (id, numerator, denominator) in [
        ("sessions", visits, nil), ("completion_rate", submitted, started as [_: _]?),
      ] {
        let expected = Set(
          (denominator ?? numerator).map { keys, sessions in
            let below = denominator == nil ? 0 : sessions.count
            return "\(keys) \(Double(numerator[keys]?.count ?? 0)) \(below)"
          })
        let table = try figures.table(FigureRequest(id, by: by))
        let found = table.rows.compactMap { row -> String? in
          let keys = row.prefix(by.count).map { cell -> String in
            if case .key(let key, _) = cell { key } else { "" }
          }
          guard case .figure(let top) = row[by.count + 1],
            case .figure(let bottom) = row[by.count + 2],
            row[by.count + 3] == .text("value"), let top = top.number
          else { return nil }
          // Events that belong to no visit make a group as well: its visits are none.
          if top == 0, denominator == nil { return nil }
          return "\(keys) \(top) \(Int(bottom.number ?? 0))"
        }
        #expect(Set(found) == expected, "seed \(seed), \(id) by \(by)")
      }
    }
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

extension RelationSchema {
  fileprivate var isOfActivations: Bool {
    [
      .processReach, .activePairs, .textAges, .waitingActivations, .activationTimes,
      .assessedActivations, .releaseCohorts,
    ].contains(self)
  }
}
