import Domain

extension Indicator {
  /// What the Kommunen take into the next year (§ 5 (2)): their yearly cap and what they brought, less what
  /// they paid.
  static let carryOver = Indicator(
    id: "carry_over", group: .money,
    name: Text(
      de: "Übertrag der Kommunen",
      en: "carry-over of the Kommunen"),
    question: Text(
      de: "Wie viel ihres Anteils nehmen die Kommunen in das nächste Jahr mit?",
      en: "How much of their share do the Kommunen take into the next year?"),
    unit: .euros, direction: .neutral,
    source: Text(
      de: "Haushaltsjahre und gemeldete Kosten",
      en: "budget years and reported costs"),
    caveat: Text(
      de: "Vorläufig bis zur Abrechnung des Jahres; ohne gemeldete Kosten wird alles übertragen.",
      en:
        "Provisional until the year is settled; without reported costs everything is carried over."),
    time: .state,
    formula: .amount(sum("carry_cents", in: .budgetYears), parts: 100),
    examples: [
      WorkedExample(
        title: Text(
          de: "500.000 Euro bleiben",
          en: "500,000 EUR are left"),
        columns: ["year", "policy", "carry_cents"],
        rows: [
          ["2025", "B", "50000000"]
        ],
        numerator: 500_000, denominator: nil, figure: .value(500_000)),
      WorkedExample(
        title: Text(
          de: "Alles verbraucht",
          en: "All used up"),
        columns: ["year", "policy", "carry_cents"],
        rows: [
          ["2025", "A", "0"]
        ],
        numerator: 0, denominator: nil, figure: .value(0)),
    ])
}
