import Domain

extension Indicator {
  /// Accepted against owed deliverables of the frozen Jahresplanung (§ 2 (2) f). What was spent is no part
  /// of it: spending less is no weakness.
  static let fulfilment = Indicator(
    id: "fulfilment", group: .money,
    name: Text(
      de: "Erfüllungsgrad der Leistungsaufträge",
      en: "fulfilment of orders"),
    question: Text(
      de: "Welcher Anteil der beauftragten Einheiten ist geliefert und abgenommen?",
      en: "What share of the units ordered has been delivered and accepted?"),
    unit: .share, direction: .higherIsBetter,
    source: Text(
      de: "Leistungsaufträge und ihre Jahresplanung",
      en: "orders and their yearly plan"),
    caveat: Text(
      de:
        "Gemessen an der zuerst gelieferten Jahresplanung; Einheiten verschiedener Aufträge zählen gleich, Ausgaben gehen nicht ein.",
      en:
        "Measured against the yearly plan as first delivered; units of different orders count alike, and spending is no part of it."
    ),
    time: .flow, countsOneByOne: false,
    formula: .share(
      sum("accepted_units", in: .orderStates), of: sum("planned_units", in: .orderStates)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Fünf von acht Einheiten sind abgenommen",
          en: "Five of eight units are accepted"),
        columns: ["order_id", "year", "planned_units", "accepted_units"],
        rows: [
          ["la-1", "2025", "4", "4"],
          ["la-2", "2025", "4", "1"],
        ],
        numerator: 5, denominator: 8, figure: .value(0.625)),
      WorkedExample(
        title: Text(
          de: "Nichts war beauftragt",
          en: "Nothing was ordered"),
        columns: ["order_id", "year", "planned_units", "accepted_units"],
        rows: [
          ["la-3", "2025", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
