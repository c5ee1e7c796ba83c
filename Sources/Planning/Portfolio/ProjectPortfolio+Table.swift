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
    let money = try ProjectMoney(
      reader, ProjectMoney.Wish(firstYear: firstYear, years: years))
    let portfolio = try ProjectPortfolio(reader: reader, seed: seed)
    let plan = try Portfolio.solve(
      PortfolioProblem(candidates: portfolio.candidates, money: money.money), expired: expired)
    return portfolio.table(plan, money: money, try reader.dataState())
  }

  /// The candidates with their fate, the chosen ones first, each by year and what they are worth:
  /// `candidate_id, name, state (chosen, omitted, not_assessable), needed_by, year, value_eur,
  /// cost_eur, care_eur_a_year, selected_share, missing`. `needed_by` counts the chosen ones that
  /// cannot be without it: only they make something worth choosing that loses money by itself.
  /// - Parameters:
  ///   - frequency: over draws of the values; `nil`: not asked for.
  ///   - money: what the plan was made for, where the project knows it.
  public func table(
    _ plan: PortfolioPlan, frequency: Portfolio.Frequency? = nil, money: ProjectMoney? = nil,
    _ dataState: DataState
  ) -> Table<Exact> {
    var yearOf: [String: Int] = [:]
    for year in plan.years {
      for id in year.chosen { yearOf[id] = year.year }
    }
    let order = candidates.sorted { first, second in
      let years = (yearOf[first.id] ?? .max, yearOf[second.id] ?? .max)
      if years.0 != years.1 { return years.0 < years.1 }
      let values = (first.value.double, second.value.double)
      return values.0 == values.1 ? first.id < second.id : values.0 > values.1
    }
    let needed = neededBy(Set(yearOf.keys))
    let assessed = order.map { candidate -> [TableCell] in
      let year = yearOf[candidate.id]
      return head(candidate.id, year == nil ? "omitted" : "chosen") + [
        needed[candidate.id].map { .number($0) } ?? .figure(.notApplicable),
        .text(year.map { "\($0)" } ?? ""), .figure(.value(candidate.value.double)),
        .figure(.value(Double(candidate.costCents) / 100)),
        .figure(.value(Double(candidate.careCents) / 100)),
        .figure(share(candidate.id, frequency)), .text(""),
      ]
    }
    let others = notAssessable.map { other -> [TableCell] in
      head(other.id, "not_assessable") + [.figure(.notApplicable), .text("")]
        + [TableCell](repeating: .figure(.missing), count: 4)
        + [other.cell()]
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
        note: note(plan, frequency, money),
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

  /// Chosen → how many other chosen ones need it, directly or by others; without those that nothing
  /// needs.
  private func neededBy(_ chosen: Set<String>) -> [String: Int] {
    let needs = Dictionary(uniqueKeysWithValues: candidates.map { ($0.id, $0.dependsOn) })
    var counts: [String: Int] = [:]
    for id in chosen {
      var below: Set<String> = []
      var open = needs[id] ?? []
      while let next = open.popLast() {
        if below.insert(next).inserted { open += needs[next] ?? [] }
      }
      for other in below { counts[other, default: 0] += 1 }
    }
    return counts
  }

  private func note(
    _ plan: PortfolioPlan, _ frequency: Portfolio.Frequency?, _ money: ProjectMoney?
  ) -> Text? {
    let parts = [
      money.map { PortfolioSpending(plan, $0).summary }, frequency.map { Self.note($0) },
    ].compactMap { $0 }
    guard !parts.isEmpty else { return nil }
    return Text(
      de: parts.map(\.de).joined(separator: ". "), en: parts.map(\.en).joined(separator: ". "))
  }

  /// Only what happened.
  private static func note(_ frequency: Portfolio.Frequency) -> Text {
    let parts = [
      (frequency.unprovenCount, "ohne Beweis des Optimums", "without proof of the optimum"),
      (frequency.impossibleCount, "ohne zulässige Auswahl", "without a valid selection"),
      (frequency.skippedCount, "nicht gerechnet", "not reckoned"),
    ].filter { $0.0 > 0 }
    return Text(
      de: (["In \(frequency.planCount) Ziehungen der Kapitalwerte neu gewählt"]
        + parts.map { "\($0.0) \($0.1)" }).joined(separator: ", "),
      en: (["Chosen anew in \(frequency.planCount) draws of the capital values"]
        + parts.map { "\($0.0) \($0.2)" }).joined(separator: ", "))
  }

  static let states = [
    "chosen": Text(de: "gewählt", en: "chosen"),
    "omitted": Text(de: "nicht gewählt", en: "omitted"),
    "not_assessable": Text(de: "nicht bewertbar", en: "not assessable"),
  ]

  private static let columns = [
    Priority.candidate, TableColumn.dimension("name", .same("Name")),
    TableColumn.dimension("state", Text(de: "Auswahl", en: "selection")),
    TableColumn.measure(
      "needed_by", Text(de: "Voraussetzung für gewählte", en: "needed by chosen ones"), .count),
    TableColumn.dimension("year", Text(de: "Jahr", en: "year")),
    TableColumn.measure(
      "value_eur", Text(de: "Kapitalwert, Median", en: "capital value, median"), .euros),
    TableColumn.measure("cost_eur", Text(de: "Kosten", en: "cost"), .euros),
    TableColumn.measure("care_eur_a_year", Text(de: "Pflege im Jahr", en: "care a year"), .euros),
    TableColumn.measure(
      "selected_share", Text(de: "gewählt in so vielen Ziehungen", en: "chosen in so many draws"),
      .share),
    TableColumn.dimension("missing", Text(de: "es fehlt", en: "missing")),
  ]
}
