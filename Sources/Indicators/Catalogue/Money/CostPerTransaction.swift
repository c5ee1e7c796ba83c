import Domain

extension Indicator {
  /// Costs of a case over all channels, in twelve months.
  static let costPerTransaction = Indicator(
    id: "cost_per_transaction", group: .money,
    name: Text(
      de: "Kosten je Fall",
      en: "cost per transaction"),
    question: Text(
      de: "Was kostet ein Fall im Mittel aller Zugangswege?",
      en: "What does a case cost over all channels?"),
    unit: .euros, direction: .lowerIsBetter,
    source: .transactionCosts,
    caveat: Text(
      de:
        "Zwölf Monate; zählt Fälle, deren Bearbeitungszeit gemeldet ist, und Kosten einzelner Prozesse, nicht die der Plattform im Ganzen.",
      en:
        "Twelve months; counts cases whose handling time is reported, and costs of single processes, not those of the platform as a whole."
    ),
    time: .state,
    formula: .costPerCase("digital", "other"),
    examples: [
      WorkedExample(
        title: Text(
          de: "60 digitale Fälle für 600 €, 40 andere für 1.400 €: 20 € je Fall",
          en: "60 digital cases for €600, 40 others for €1,400: €20 a case"),
        columns: ["leistung", "digital_cents", "digital_cases", "other_cents", "other_cases"],
        rows: [
          ["99102013012000", "60000", "60", "140000", "40"]
        ],
        numerator: 2_000, denominator: 100, figure: .value(20)),
      WorkedExample(
        title: Text(
          de: "Ohne Fälle keine Angabe",
          en: "Without cases not reported"),
        columns: ["leistung", "digital_cents", "digital_cases", "other_cents", "other_cases"],
        rows: [
          ["99102013012000", "0", "0", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
