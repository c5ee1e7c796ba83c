import Domain
import TestSupport

/// What is decided, promised and said about a random world: named lists, promises, budget years,
/// what the Bund counts as online and what is online elsewhere.
struct RandomPlans {
  /// A Leistung or a whole bundle on a list, from a day on.
  struct Membership {
    let list: String
    let leika: String?
    let ozg: String?
    let from: Day
  }

  struct Promise {
    let id: String
    let process: String?
    let indicator: String
    let value: Double
    let due: Day
  }

  struct BudgetYear {
    let year: Int
    let totalCents: Int64
    let operatingCents: Int64
    let policy: String
  }

  /// The Bund about a Leistung in an area, which may be named by a key that it had.
  struct Statement {
    let leika: String
    let ars: String
    let isOnline: Bool
    let day: Day
  }

  struct Offer {
    let leika: String
    let authority: String
    let key: String
    let since: Day?
  }

  let memberships: [Membership]
  let promises: [Promise]
  let budget: [BudgetYear]
  let statements: [Statement]
  let offers: [Offer]

  /// What promises name: shares and counts, states, and what no promise can be held against.
  static let indicators = [
    "page_views", "completion_rate", "medienbruch_share", "satisfaction", "activation_rate",
    "coverage_share", "no_such_indicator", "promise_kept",
  ]

  init(_ world: RandomWorld, seed: UInt64) {
    var random = SeededGenerator(seed: seed &* 7_919)
    memberships = Self.memberships(world, &random)
    promises = (1...16).map { Self.promise($0, world, &random) }
    budget = Self.budget(&random)
    statements = Self.statements(world, &random)
    offers = Self.offers(world, &random)
  }

  private static func day(_ random: inout SeededGenerator) -> Day {
    Day("2024-01-15")! + Int.random(in: 0...470, using: &random)
  }

  private static func memberships(
    _ world: RandomWorld, _ random: inout SeededGenerator
  ) -> [Membership] {
    var known: Set<String> = []
    let keys = world.leistungen.map(\.key) + ["99999999001000"]
    return (0..<9).compactMap { _ in
      let list = ["fokus", "meist"].randomElement(using: &random)!
      let isBundle = Int.random(in: 0..<3, using: &random) == 0
      let key = (isBundle ? ["10001", "10002"] : keys).randomElement(using: &random)!
      let from = day(&random)
      guard known.insert(list + key).inserted else { return nil }
      return Membership(
        list: list, leika: isBundle ? nil : key, ozg: isBundle ? key : nil, from: from)
    }
  }

  private static func promise(
    _ number: Int, _ world: RandomWorld, _ random: inout SeededGenerator
  ) -> Promise {
    let indicator = indicators.randomElement(using: &random)!
    return Promise(
      id: "v\(number)",
      process: Bool.random(using: &random)
        ? world.processes.randomElement(using: &random)!.id : nil,
      indicator: indicator,
      value: indicator == "page_views"
        ? Double(Int.random(in: 0...60, using: &random))
        : Double(Int.random(in: 0...20, using: &random)) / 20,
      due: day(&random))
  }

  /// Years in a row; now and then one is missing, or read in a way that nobody knows.
  private static func budget(_ random: inout SeededGenerator) -> [BudgetYear] {
    let gap = Int.random(in: 0..<6, using: &random) == 0 ? 2024 : nil
    let policies = Int.random(in: 0..<6, using: &random) == 0 ? ["A", "B", "C"] : ["A", "B"]
    return (2023...2026).filter { $0 != gap }.shuffled(using: &random).map { year in
      BudgetYear(
        year: year, totalCents: Int64.random(in: 0...600_000_000, using: &random),
        operatingCents: Int64.random(in: 0...80_000_000, using: &random),
        policy: policies.randomElement(using: &random)!)
    }
  }

  private static func statements(
    _ world: RandomWorld, _ random: inout SeededGenerator
  ) -> [Statement] {
    let areas = Set(world.authorities + world.gemeinden.map(\.ars)).sorted()
    let days = (0..<3).map { _ in day(&random) }
    var statements: [String: Statement] = [:]
    for _ in 0..<90 {
      let ars = areas.randomElement(using: &random)!
      let statement = Statement(
        leika: Int.random(in: 0..<20, using: &random) == 0
          ? "99999999001000" : world.leistungen.randomElement(using: &random)!.key,
        ars: ars, isOnline: Bool.random(using: &random),
        day: days.randomElement(using: &random)!)
      // One a day about a Gemeinde, whatever key it has.
      statements["\(statement.leika) \(world.lastPlace(ars)?.ars ?? ars) \(statement.day)"] =
        statement
    }
    return statements.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func offers(_ world: RandomWorld, _ random: inout SeededGenerator) -> [Offer] {
    var offers: [String: Offer] = [:]
    for _ in 0..<12 {
      let authority = world.authorities.randomElement(using: &random)!
      let offer = Offer(
        leika: world.leistungen.randomElement(using: &random)!.key, authority: authority,
        key: RandomWorld.forms(authority).randomElement(using: &random)!,
        since: Bool.random(using: &random) ? day(&random) : nil)
      offers["\(offer.leika) \(authority)"] = offer
    }
    return offers.sorted { $0.key < $1.key }.map(\.value)
  }
}

/// The plans as the files in which they are delivered.
extension RandomPlans {
  var files: [(String, String)] {
    typealias Reports = RandomReports
    return [
      (
        "lists-0.csv",
        Reports.csv(
          "list_id,name,decided_on,source,leika,ozg_id",
          memberships.map { [$0.list, $0.list, "\($0.from)", "§", $0.leika, $0.ozg] })
      ),
      (
        "promises-0.csv",
        Reports.csv(
          "promise_id,process_id,text,indicator,value,due_on",
          promises.map { [$0.id, $0.process, "T", $0.indicator, "\($0.value)", "\($0.due)"] })
      ),
      (
        "budget-0.csv",
        Reports.csv(
          "year,total_eur,operating_eur,policy_id",
          budget.map {
            [
              "\($0.year)", Reports.euros($0.totalCents), Reports.euros($0.operatingCents),
              $0.policy,
            ]
          })
      ),
      (
        "federal-0.csv",
        Reports.csv(
          "leika,ars,online_status,as_of,source_url",
          statements.map { [$0.leika, $0.ars, $0.isOnline ? "yes" : "no", "\($0.day)", nil] })
      ),
      (
        "elsewhere-0.csv",
        Reports.csv(
          "leika,authority_ars,offered_by,url,since,source",
          offers.map { [$0.leika, $0.key, "Portal", nil, $0.since?.description, "§"] })
      ),
    ]
  }
}
