import Domain

extension Indicator {
  /// Costs of a case at the counter, by mail, phone or e-mail: its handling.
  static let costPerTransactionOther = Indicator(
    id: "cost_per_transaction_other", group: .money,
    name: Text(
      de: "Kosten je nicht digitalem Fall",
      en: "cost per non-digital transaction"),
    question: Text(
      de: "Was kostet ein Fall, der am Schalter, per Post, Telefon oder E-Mail hereinkommt?",
      en: "What does a case cost that comes in at the counter, by mail, phone or e-mail?"),
    unit: .euros, direction: .lowerIsBetter,
    source: .transactionCosts,
    caveat: Text(
      de:
        "Zwölf Monate; zählt Fälle, deren Bearbeitungszeit gemeldet ist, und Kosten einzelner Prozesse, nicht die der Plattform im Ganzen.",
      en:
        "Twelve months; counts cases whose handling time is reported, and costs of single processes, not those of the platform as a whole."
    ),
    time: .state,
    formula: .costPerCase("other"),
    examples: [
      WorkedExample(
        title: Text(
          de: "Die Bearbeitung von 40 Fällen kostet 1.400 €",
          en: "Handling 40 cases costs €1,400"),
        columns: ["leistung", "digital_cents", "digital_cases", "other_cents", "other_cases"],
        rows: [
          ["99102013012000", "60000", "60", "140000", "40"]
        ],
        numerator: 1_400, denominator: 40, figure: .value(35)),
      WorkedExample(
        title: Text(
          de: "Zwei Leistungen zusammen: Summe durch Summe, kein Mittel der Mittel",
          en: "Two Leistungen together: sum over sum, no mean of means"),
        columns: ["leistung", "digital_cents", "digital_cases", "other_cents", "other_cases"],
        rows: [
          ["99102013012000", "0", "0", "140000", "40"],
          ["99108008026000", "0", "0", "10000", "10"],
        ],
        numerator: 1_500, denominator: 50, figure: .value(30)),
    ])
}
