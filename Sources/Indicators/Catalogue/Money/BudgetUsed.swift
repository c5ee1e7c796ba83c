import Domain

extension Indicator {
  /// Spent under § 5 (2) / total budget, of years with reported costs. The budget is a floor of 3 million EUR.
  static let budgetUsed = Indicator(
    id: "budget_used", group: .money,
    name: Text(
      de: "Budgetausschöpfung",
      en: "budget used"),
    question: Text(
      de: "Welcher Anteil des Budgets nach § 5 Abs. 2 ist ausgegeben?",
      en: "What share of the budget under § 5 (2) has been spent?"),
    unit: .share, direction: .neutral,
    source: Text(
      de: "Haushaltsjahre und gemeldete Kosten",
      en: "budget years and reported costs"),
    caveat: Text(
      de:
        "Zählt haushaltswirksame Kosten von Land und Kommunen ohne Betrieb; das laufende Jahr ist noch nicht abgerechnet, und das Budget ist eine Untergrenze.",
      en:
        "Counts budget-effective costs of Land and Kommunen without operation; the running year is not settled yet, and the budget is a floor."
    ),
    time: .flow, countsOneByOne: false,
    formula: .share(
      sum("spent_cents", in: .budgetYears), of: sum("budget_cents", in: .budgetYears), parts: 100),
    examples: [
      WorkedExample(
        title: Text(
          de: "1,5 von 3 Mio. Euro",
          en: "1.5 of 3 million EUR"),
        columns: ["year", "policy", "budget_cents", "spent_cents"],
        rows: [
          ["2025", "B", "300000000", "150000000"]
        ],
        numerator: 1_500_000, denominator: 3_000_000, figure: .value(0.5)),
      WorkedExample(
        title: Text(
          de: "Ein Jahr ohne gemeldete Kosten zählt nicht mit",
          en: "A year without reported costs does not count"),
        columns: ["year", "policy", "budget_cents", "spent_cents"],
        rows: [
          ["2025", "B", "", ""]
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
