import Domain
import Indicators

/// What a plan spends of which money, who pays it, what it is worth, and whether that is proven:
/// without it nobody can decide on a selection.
struct PortfolioSpending {
  private let plan: PortfolioPlan
  private let money: ProjectMoney

  init(_ plan: PortfolioPlan, _ money: ProjectMoney) {
    self.plan = plan
    self.money = money
  }

  private func room(_ year: PortfolioPlan.Year) -> BudgetRoom? {
    money.rooms.first { $0.year == year.year }
  }

  /// What is committed beside the plan; `nil`: it was left aside.
  private func committed(_ year: PortfolioPlan.Year) -> Int64? {
    let place = year.year - money.money.firstYear
    let known = money.money.commitments
    return place < known.count ? known[place].cents : nil
  }

  /// A row a year: `year, policy, budget_eur, committed_eur, free_eur, moved_eur, limit_eur, chosen,
  /// spent_eur, municipal_eur, land_eur, carry_over_eur`.
  func table(_ dataState: DataState) -> Table<Exact> {
    let policy = money.money.policy
    let rows = plan.years.map { year -> [TableCell] in
      [
        .key(String(year.year), label: nil), .key(policy.rawValue, label: policy.name),
        .euros(cents: room(year)?.budgetCents), .euros(cents: committed(year)),
        .euros(cents: year.budgetCents), .euros(cents: year.limitCents - year.budgetCents),
        .euros(cents: year.limitCents), .number(year.chosen.count),
        .euros(cents: year.spentCents), .euros(cents: year.shares.municipalCents),
        .euros(cents: year.shares.landCents), .euros(cents: year.carryOverCents),
      ]
    }
    return Disclosure.exact(
      columns: columns, rows: rows,
      provenance: Provenance(
        title: Text(de: "Geld der Auswahl", en: "Money of the selection"),
        source: Text(
          de: "Haushaltsjahre, Kosten, Kandidaten", en: "budget years, costs, candidates"),
        caveat: Text(
          de: "Gebunden ist, was für das Jahr schon bezahlt oder geplant ist; das Budget ist nach "
            + "§ 5 Abs. 2 ein Mindestbetrag und steht unter Haushaltsvorbehalt.",
          en: "Committed is what is paid or planned for the year already; by § 5 (2) the budget is "
            + "a floor, and it depends on the parliament's budget."),
        note: worth, dataState: dataState))
  }

  private var columns: [TableColumn] {
    [
      TableColumn.dimension("year", Text(de: "Jahr", en: "Year")),
      TableColumn.dimension("policy", Text(de: "Auslegung des § 5", en: "Reading of § 5")),
    ]
      + [
        ("budget_eur", "Budget", "budget"), ("committed_eur", "davon gebunden", "committed of it"),
        money.isGiven
          ? ("free_eur", "für Neues angegeben", "given for new ones")
          : ("free_eur", "frei für Neues", "free for new ones"),
        ("moved_eur", "dazu übertragen", "and carried over"),
        ("limit_eur", "verfügbar", "available"),
      ].map { TableColumn.measure($0.0, Text(de: $0.1, en: $0.2), .euros) }
      + [
        TableColumn.measure(
          "chosen", Text(de: "gewählte Kandidaten", en: "chosen candidates"), .count)
      ]
      + [
        ("spent_eur", "Kosten der Auswahl", "cost of the selection"),
        ("municipal_eur", "davon Kommunen", "of it the Kommunen"),
        ("land_eur", "davon Land", "of it the Land"),
        ("carry_over_eur", "Kommunen danach übrig", "left to the Kommunen"),
      ].map { TableColumn.measure($0.0, Text(de: $0.1, en: $0.2), .euros) }
  }

  /// The value and its proof.
  var worth: Text {
    let (value, bound) = (Self.euros(plan.value), Self.euros(plan.bound))
    let relaxed = Self.euros(plan.relaxedBound)
    return plan.optimal
      ? Text(
        de: "Kapitalwert der Auswahl \(value.de) Euro; bewiesen ist, dass keine zulässige Auswahl "
          + "mehr wert ist (Schranke vor der Suche \(relaxed.de) Euro)",
        en: "Capital value of the selection EUR \(value.en); it is proven that no valid selection "
          + "is worth more (bound before the search EUR \(relaxed.en))")
      : Text(
        de: "Kapitalwert der Auswahl \(value.de) Euro; nicht bewiesen: Keine zulässige Auswahl ist "
          + "mehr wert als \(bound.de) Euro",
        en: "Capital value of the selection EUR \(value.en); not proven: no valid selection is "
          + "worth more than EUR \(bound.en)")
  }

  /// All of it in sentences, for files and notes.
  var summary: Text {
    let years = plan.years.map { year -> Text in
      var (de, en): ([String], [String]) = ([], [])
      func say(_ german: String, _ english: String, _ cents: Int64) {
        let amount = Self.euros(cents)
        de.append("\(german) \(amount.de) Euro")
        en.append("\(english) EUR \(amount.en)")
      }
      if let room = room(year) { say("Budget", "budget", room.budgetCents) }
      if let cents = committed(year) { say("gebunden", "committed", cents) }
      money.isGiven
        ? say("für Neues angegeben", "given for new ones", year.budgetCents)
        : say("frei", "free", year.budgetCents)
      if year.limitCents > year.budgetCents {
        say("dazu übertragen", "carried over", year.limitCents - year.budgetCents)
      }
      let (spent, shares) = (Self.euros(year.spentCents), year.shares)
      let (kommunen, land) = (Self.euros(shares.municipalCents), Self.euros(shares.landCents))
      return Text(
        de: "\(year.year): \(de.joined(separator: ", ")); gewählt für \(spent.de) Euro "
          + "(Kommunen \(kommunen.de), Land \(land.de))",
        en: "\(year.year): \(en.joined(separator: ", ")); chosen for EUR \(spent.en) "
          + "(Kommunen \(kommunen.en), Land \(land.en))")
    }
    let policy = money.money.policy.name
    return Text(
      de: years.map(\.de).joined(separator: ". ")
        + ". Auslegung des § 5: \(policy.de). \(worth.de)",
      en: years.map(\.en).joined(separator: ". ") + ". Reading of § 5: \(policy.en). \(worth.en)")
  }

  private static func euros(_ cents: Int64) -> Text {
    let euros = (cents + (cents < 0 ? -50 : 50)) / 100
    return Text(de: Language.german.grouped(euros), en: Language.english.grouped(euros))
  }

  private static func euros(_ value: ExactDecimal) -> Text {
    let euros = Int64(value.double.rounded())
    return Text(de: Language.german.grouped(euros), en: Language.english.grouped(euros))
  }
}
