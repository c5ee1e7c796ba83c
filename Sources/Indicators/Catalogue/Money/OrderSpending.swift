import Domain

extension Indicator {
  /// Beside ``fulfilment``, never part of it.
  static let orderSpending = Indicator(
    id: "order_spending", group: .money,
    name: Text(
      de: "Mittelabfluss der Leistungsaufträge",
      en: "spending of orders"),
    question: Text(
      de: "Welcher Anteil des Budgets der Leistungsaufträge ist ausgegeben?",
      en: "What share of the budget of the orders has been spent?"),
    unit: .share, direction: .neutral,
    source: Text(
      de: "Leistungsaufträge und ihre Jahresplanung",
      en: "orders and their yearly plan"),
    caveat: Text(
      de: "Sagt nichts darüber, was geliefert wurde: weniger auszugeben ist keine Schwäche.",
      en: "Says nothing about what was delivered: spending less is no weakness."),
    time: .flow, countsOneByOne: false,
    formula: .share(
      sum("spent_cents", in: .orderStates), of: sum("budget_cents", in: .orderStates), parts: 100),
    examples: [
      WorkedExample(
        title: Text(
          de: "1.500 von 6.000 Euro",
          en: "1,500 of 6,000 EUR"),
        columns: ["order_id", "year", "budget_cents", "spent_cents"],
        rows: [
          ["la-1", "2025", "400000", "150000"],
          ["la-2", "2025", "200000", "0"],
        ],
        numerator: 1_500, denominator: 6_000, figure: .value(0.25)),
      WorkedExample(
        title: Text(
          de: "Mehr ausgegeben als geplant",
          en: "More spent than planned"),
        columns: ["order_id", "year", "budget_cents", "spent_cents"],
        rows: [
          ["la-1", "2025", "100000", "120000"]
        ],
        numerator: 1_200, denominator: 1_000, figure: .value(1.2)),
    ])
}
