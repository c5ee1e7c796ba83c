import Domain

extension Indicator {
  /// Applications that were sent off.
  static let submissions = Indicator(
    id: "submissions", group: .use,
    name: Text(
      de: "Anträge",
      en: "applications"),
    question: Text(
      de: "Wie viele Anträge wurden eingereicht?",
      en: "How many applications were submitted?"),
    unit: .count, direction: .neutral,
    source: .usageEvents,
    caveat: Text(
      de:
        "Ein Antrag ist ein eingereichtes Formular auf service-bw, keine Person und kein abgeschlossener Fall.",
      en:
        "An application is a form sent off at service-bw, neither a person nor a case that was closed."
    ),
    time: .flow,
    formula: .total(sum("submitted", in: .usageCells)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Zwei Zellen zählen zusammen",
          en: "Two cells add up"),
        columns: ["kreis", "month", "submitted"],
        rows: [
          ["08115", "2025-03", "4"],
          ["08115", "2025-04", "3"],
        ],
        numerator: 7, denominator: nil, figure: .value(7)),
      WorkedExample(
        title: Text(
          de: "Eine gemeldete Null ist eine Null",
          en: "A reported zero is a zero"),
        columns: ["kreis", "month", "submitted"],
        rows: [
          ["08115", "2025-03", "0"]
        ],
        numerator: 0, denominator: nil, figure: .value(0)),
    ])
}
