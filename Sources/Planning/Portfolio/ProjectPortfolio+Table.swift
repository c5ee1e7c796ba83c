import Domain
import Indicators
import Store

extension ProjectPortfolio {
  /// The project's candidates within what its budget years leave.
  /// - Parameters:
  ///   - years: how many budget years; `nil`: as many as the feed has.
  ///   - expired: ends the search; the best plan so far is told then.
  /// - Throws: as ``init(reader:seed:)`` and ``BudgetRoom/years(_:from:count:)``.
  public static func table(
    _ reader: StoreReader, firstYear: Int, years: Int? = nil, seed: UInt64 = 1,
    expired: @escaping () -> Bool
  ) throws -> Table<Exact> {
    let rooms = try BudgetRoom.years(reader, from: firstYear, count: years)
    let portfolio = try ProjectPortfolio(reader: reader, seed: seed)
    let plan = try Portfolio.solve(
      PortfolioProblem(
        candidates: portfolio.candidates,
        money: PortfolioMoney(
          firstYear: firstYear, budgetsCents: rooms.map(\.freeCents), policy: rooms[0].policy)),
      expired: expired)
    return portfolio.table(plan, try reader.dataState())
  }

  /// The candidates with their fate, the chosen ones first: `candidate_id, name, state (chosen,
  /// omitted, not_assessable), year, value_eur, cost_eur, care_eur_a_year, selected_share, missing`.
  /// - Parameter frequency: over draws of the values; `nil`: not asked for.
  public func table(
    _ plan: PortfolioPlan, frequency: Portfolio.Frequency? = nil, _ dataState: DataState
  ) -> Table<Exact> {
    var yearOf: [String: Int] = [:]
    for year in plan.years {
      for id in year.chosen { yearOf[id] = year.year }
    }
    let order =
      candidates.filter { yearOf[$0.id] != nil } + candidates.filter { yearOf[$0.id] == nil }
    let assessed = order.map { candidate -> [TableCell] in
      let year = yearOf[candidate.id]
      return head(candidate.id, year == nil ? "omitted" : "chosen") + [
        .text(year.map { "\($0)" } ?? ""), .figure(.value(candidate.value.double)),
        .figure(.value(Double(candidate.costCents) / 100)),
        .figure(.value(Double(candidate.careCents) / 100)),
        .figure(share(candidate.id, frequency)), .text(""),
      ]
    }
    let others = notAssessable.map { other -> [TableCell] in
      head(other.id, "not_assessable") + [.text("")]
        + [TableCell](repeating: .figure(.missing), count: 4)
        + [.text(other.missing.map(\.de).joined(separator: ", "))]
    }
    return Disclosure.exact(
      columns: Self.columns, rows: assessed + others,
      provenance: Provenance(
        title: Text(de: "Auswahl im Budget", en: "Selection within the budget"),
        source: Text(
          de: "Kandidaten, Kosten-Nutzen, Haushaltsjahre", en: "candidates, cost-benefit, budget"),
        caveat: Text(
          de:
            "Der Wert ist der Median des Kapitalwerts; wie oft ein Kandidat gewählt wird, hängt an den Ziehungen.",
          en:
            "The value is the median of the capital value; how often a candidate is chosen depends on the draws."
        ),
        note: frequency.map { Self.note($0) },
        dataState: dataState))
  }

  private func head(_ id: String, _ state: String) -> [TableCell] {
    let name = names[id] ?? id
    return [
      .key(id, label: .same(name)), .text(name), .key(state, label: Self.states[state]),
    ]
  }

  private func share(_ id: String, _ frequency: Portfolio.Frequency?) -> Figure {
    guard let frequency else { return .notApplicable }
    guard frequency.planCount > 0 else { return .missing }
    return .value(Double(frequency.chosenCounts[id] ?? 0) / Double(frequency.planCount))
  }

  private static func note(_ frequency: Portfolio.Frequency) -> Text {
    Text(
      de:
        "Auswahl in \(frequency.planCount) Ziehungen, davon \(frequency.unprovenCount) ohne Beweis des Optimums; \(frequency.impossibleCount) ohne zulässige Auswahl, \(frequency.skippedCount) nicht gerechnet",
      en:
        "chosen in \(frequency.planCount) draws, \(frequency.unprovenCount) of them without proof of the optimum; \(frequency.impossibleCount) without a valid selection, \(frequency.skippedCount) not reckoned"
    )
  }

  private static let states = [
    "chosen": Text(de: "gewählt", en: "chosen"),
    "omitted": Text(de: "nicht gewählt", en: "omitted"),
    "not_assessable": Text(de: "nicht bewertbar", en: "not assessable"),
  ]

  private static let columns = [
    Priority.candidate, TableColumn.dimension("name", .same("Name")),
    TableColumn.dimension("state", Text(de: "Stand", en: "state")),
    TableColumn.dimension("year", Text(de: "Jahr", en: "year")),
    TableColumn.measure(
      "value_eur", Text(de: "Kapitalwert (Median)", en: "capital value (median)"), .euros),
    TableColumn.measure("cost_eur", Text(de: "Kosten", en: "cost"), .euros),
    TableColumn.measure("care_eur_a_year", Text(de: "Pflege im Jahr", en: "care a year"), .euros),
    TableColumn.measure("selected_share", Text(de: "gewählt in", en: "chosen in"), .share),
    TableColumn.dimension("missing", Text(de: "es fehlt", en: "missing")),
  ]
}
