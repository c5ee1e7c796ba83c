import Columns
import Domain
import Indicators
import TestSupport
import Testing

/// Lists, promises, money and the statements of the Bund against their plain twins, in worlds of
/// four and of sixteen months.
@Suite struct RandomPlanTests {
  private static let rules = ["active", "maturity=1.1:3", "maturity=2.0:4"]

  @Test(arguments: UInt64(1)...24)
  func `lists, panel and federal statements are what was decided and delivered`(
    seed: UInt64
  ) throws {
    let random = RandomProject(seed)
    let (plain, figures) = (random.plain, try random.figures())
    for text in Self.rules {
      let rule = try CountingRule(text)
      try expect(.listedPairs, plain.listedPairs(random.plans, rule), figures, text, seed)
      try expect(.authorityPanel, plain.authorityPanel(rule), figures, text, seed)
      try expect(.federalPairs, plain.federalPairs(random.plans, rule), figures, text, seed)
      try expect(
        .federalDifferences, plain.federalDifferences(random.plans, rule), figures, text, seed)
    }
  }

  @Test(arguments: UInt64(1)...24)
  func `pairs are what Behörden are competent for, have online and offer elsewhere`(
    seed: UInt64
  ) throws {
    let random = RandomProject(seed)
    let (plain, figures) = (random.plain, try random.figures())
    for text in Self.rules {
      let rule = try CountingRule(text)
      let kinds: [ProcessKind?] = ProcessKind.allCases
      for (kinds, isSplit) in [([nil], false), (kinds, true)] {
        let competent = kinds.flatMap { plain.competentPairs(random.plans, rule, $0) }
        let authorities = kinds.flatMap { plain.authorityPairs(rule, $0) }
        try expect(.competentPairs, competent, figures, text, seed, byKind: isSplit)
        try expect(.authorityPairs, authorities, figures, text, seed, byKind: isSplit)
      }
    }
  }

  @Test(arguments: UInt64(1)...24)
  func `promises and budget years are what was promised and spent`(seed: UInt64) throws {
    let random = RandomProject(seed)
    let (plain, figures) = (random.plain, try random.figures())
    let months = figures.months!
    let all = (0...(months.upperBound - months.lowerBound)).map { months.lowerBound + $0 }
    try expect(.promiseStates, plain.promiseStates(random.plans, all), figures, nil, seed)
    try expect(.budgetYears, plain.budgetYears(random.plans), figures, nil, seed)
  }

  /// What each relation is there to tell apart happens in some world.
  @Test func `the worlds hold every kind of row`() throws {
    var seen: Set<String> = []
    for seed in UInt64(1)...24 {
      let random = RandomProject(seed)
      let (plain, plans) = (random.plain, random.plans)
      for rule in try Self.rules.map({ try CountingRule($0) }) {
        for row in plain.federalDifferences(plans, rule) { seen.insert(row["reason"]!.text!) }
        for row in plain.federalPairs(plans, rule) {
          seen.insert(row["differs"] == .integer(0) ? "agreed" : "differed")
        }
        for row in plain.authorityPanel(rule) {
          seen.insert("panel \(row["active_before"]!.integer!) \(row["active"]!.integer!)")
        }
        for row in plain.competentPairs(plans, rule) {
          if row["elsewhere"] == .integer(1) { seen.insert("pair elsewhere") }
          seen.insert(row["expected_cases"] == nil ? "no cases known" : "cases expected")
        }
        for row in plain.authorityPairs(rule) {
          guard row["pairs"] != nil else {
            seen.insert("pair unknown")
            continue
          }
          for name in ["universal", "individual", "shared"] where row[name] == .integer(1) {
            seen.insert("pair \(name)")
          }
          if row["online"] != row["active"] { seen.insert("pair below the level") }
        }
        for row in plain.listedPairs(plans, rule) {
          seen.insert(row["leistung"]!.text!.hasSuffix("000000") ? "listed object" : "listed")
          if row["not_applicable"] == .integer(1) { seen.insert("not applicable") }
        }
      }
      for row in plain.promiseStates(plans, plain.states.months) {
        seen.insert(row["kept"].map { $0 == .integer(1) ? "kept" : "broken" } ?? "open")
      }
      let years = plain.budgetYears(plans)
      seen.insert(years.isEmpty ? "no account" : "account")
      for year in years where year["spent_cents"] == nil { seen.insert("unspent") }
      for year in years where year["carry_cents"] == .integer(0) { seen.insert("used up") }
    }
    #expect(
      seen == [
        "ours_only", "federal_only", "maturity", "elsewhere", "unknown_key", "agreed", "differed",
        "panel 0 0", "panel 0 1", "panel 1 0", "panel 1 1", "listed", "listed object",
        "not applicable", "pair elsewhere", "cases expected", "no cases known", "pair unknown",
        "pair universal", "pair individual", "pair shared", "pair below the level", "kept",
        "broken", "open", "no account", "account", "unspent", "used up",
      ])
  }

  @Test func `each of many lists has its own figure, from the day on which it names a Leistung`()
    throws
  {
    let world = try SmallWorld()
    let lists = (100..<400).map {
      "l\($0),Liste \($0),2025-01-01,§,99001001001000,\n"
    }
    try world.load(
      "list_id,name,decided_on,source,leika,ozg_id\n" + lists.joined()
        + "l100,Liste 100,2025-02-15,§,99001001002000,\n", as: "lists-0.csv")
    let figures = try world.figures()
    func pairs(_ month: String) throws -> [Figure] {
      let table = try figures.table(
        FigureRequest("coverage_listed", by: ["list"], filter: ["month": [month]]))
      return table.rows.map { if case .figure(let figure) = $0[3] { figure } else { .missing } }
    }
    // Five Gemeinden.
    #expect(try pairs("2025-01") == (100..<400).map { _ in .value(5) })
    #expect(try pairs("2025-02") == (100..<400).map { .value($0 == 100 ? 10 : 5) })
  }

  private func expect(
    _ relation: RelationSchema, _ rows: [PlainRelations.Row], _ figures: ProjectFigures,
    _ rule: String?, _ seed: UInt64, byKind: Bool = false
  ) throws {
    let apart = byKind ? ["process_kind"] : []
    let expected = RelationSums(relation, relation.measures, apart: apart, of: rows).lines
    let found = RelationSums(
      relation, relation.measures, apart: apart,
      of: try RelationSums.rows(of: relation, figures, rule: rule, byKind: byKind)
    ).lines
    let (more, less) = (found.subtracting(expected), expected.subtracting(found))
    #expect(
      more.isEmpty && less.isEmpty,
      """
      seed \(seed), \(relation.name), \(rule ?? ""): \
      \(more.sorted().prefix(3)) not \(less.sorted().prefix(3))
      """)
  }
}
