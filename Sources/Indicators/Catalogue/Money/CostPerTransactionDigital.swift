import Domain

extension Indicator {
  /// Costs of a digital case: its handling and its part of what the platform's processes cost.
  static let costPerTransactionDigital = Indicator(
    id: "cost_per_transaction_digital", group: .money,
    name: Text(
      de: "Kosten je digitalem Fall",
      en: "cost per digital transaction"),
    question: Text(
      de: "Was kostet ein Fall, der online oder mobil hereinkommt?",
      en: "What does a case cost that comes in online or mobile?"),
    unit: .euros, direction: .lowerIsBetter,
    source: .transactionCosts,
    caveat: Text(
      de:
        "Zwölf Monate; zählt Fälle, deren Bearbeitungszeit gemeldet ist, und Kosten einzelner Prozesse, nicht die der Plattform im Ganzen.",
      en:
        "Twelve months; counts cases whose handling time is reported, and costs of single processes, not those of the platform as a whole."
    ),
    time: .state,
    formula: .costPerCase("digital"),
    examples: [
      WorkedExample(
        title: Text(
          de: "Bearbeitung und Plattform kosten 600 € für 60 digitale Fälle",
          en: "Handling and platform cost €600 for 60 digital cases"),
        columns: ["leistung", "digital_cents", "digital_cases", "other_cents", "other_cases"],
        rows: [
          ["99102013012000", "60000", "60", "140000", "40"]
        ],
        numerator: 600, denominator: 60, figure: .value(10)),
      WorkedExample(
        title: Text(
          de: "Ohne digitale Fälle keine Angabe",
          en: "Without digital cases not reported"),
        columns: ["leistung", "digital_cents", "digital_cases", "other_cents", "other_cases"],
        rows: [
          ["99102013012000", "0", "0", "140000", "40"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
