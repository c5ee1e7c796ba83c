import Domain

extension Indicator {
  /// Days since the last day that a delivery tells about, on average over feeds and Kreise.
  static let freshnessDays = Indicator(
    id: "freshness_days", group: .quality,
    name: Text(
      de: "Alter der Daten",
      en: "age of the data"),
    question: Text(
      de: "Wie viele Tage alt ist die jüngste Lieferung im Mittel der Kreise?",
      en: "How many days old is the latest delivery on average over the Kreise?"),
    unit: .days, direction: .lowerIsBetter,
    source: Text(
      de: "Lieferungen und ihr Verzeichnis",
      en: "deliveries and their ledger"),
    caveat: Text(
      de: "Gemessen am letzten Tag aller Daten; wer nie geliefert hat, zählt nicht mit.",
      en: "Measured from the last day of all data; who never delivered does not count."),
    time: .flow,
    formula: .share(
      sum("age_days", in: .feedAges), of: sum("kreise", in: .feedAges)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Ein Kreis aktuell, einer 30 Tage zurück",
          en: "One Kreis up to date, one 30 days behind"),
        columns: ["kreis", "feed", "kreise", "age_days"],
        rows: [
          ["08115", "activations", "1", "0"],
          ["08116", "activations", "1", "30"],
        ],
        numerator: 30, denominator: 2, figure: .value(15)),
      WorkedExample(
        title: Text(
          de: "Alle sind aktuell",
          en: "All are up to date"),
        columns: ["kreis", "feed", "kreise", "age_days"],
        rows: [
          ["08115", "events", "1", "0"]
        ],
        numerator: 0, denominator: 1, figure: .value(0)),
    ])
}
