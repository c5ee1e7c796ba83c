import Domain

extension Indicator {
  /// Months delivered / months expected, per feed and Kreis, from the first delivery of the Kreis on.
  static let completeness = Indicator(
    id: "completeness", group: .quality,
    name: Text(
      de: "Vollständigkeit",
      en: "completeness"),
    question: Text(
      de: "Welcher Anteil der erwarteten Monatsmeldungen der Kreise ist da?",
      en: "What share of the monthly reports expected from the Kreise is there?"),
    unit: .share, direction: .higherIsBetter,
    source: Text(
      de: "Lieferungen und ihr Verzeichnis",
      en: "deliveries and their ledger"),
    caveat: Text(
      de:
        "Eine Meldung irgendeiner Behörde des Kreises genügt; erwartet wird ab der ersten Lieferung eines Kreises.",
      en:
        "A report of any Behörde of the Kreis is enough; reports are expected from the first delivery of a Kreis on."
    ),
    time: .flow,
    formula: .share(
      sum("delivered", in: .feedMonths), of: sum("expected", in: .feedMonths)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Ein Kreis fehlt in einem von zwei Monaten",
          en: "One Kreis is missing in one of two months"),
        columns: ["kreis", "feed", "month", "expected", "delivered"],
        rows: [
          ["08115", "cases", "2025-01", "1", "1"],
          ["08115", "cases", "2025-02", "1", "1"],
          ["08116", "cases", "2025-01", "1", "1"],
          ["08116", "cases", "2025-02", "1", "0"],
        ],
        numerator: 3, denominator: 4, figure: .value(0.75)),
      WorkedExample(
        title: Text(
          de: "Nichts wird erwartet",
          en: "Nothing is expected"),
        columns: ["kreis", "feed", "month", "expected", "delivered"],
        rows: [
          ["08115", "cases", "2025-01", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
