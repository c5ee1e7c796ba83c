import Domain

extension Indicator {
  /// Closed quarters only, each under its last month. Several give the change of their sums.
  static let growthQuarter = Indicator(
    id: "growth_quarter", group: .use,
    name: Text(de: "Wachstum zum Vorquartal", en: "growth on the quarter before"),
    question: Text(
      de: "Um welchen Anteil hat sich die Zahl der Anträge gegenüber dem Quartal davor verändert?",
      en: "By what share has the number of applications changed against the quarter before?"),
    unit: .share, direction: .neutral,
    source: .usageEvents,
    caveat: Text(
      de:
        "Nur abgeschlossene Quartale, unter ihrem letzten Monat; über mehrere Quartale ist es die Veränderung ihrer Summe, und neue Prozesse zählen mit.",
      en:
        "Closed quarters only, under their last month; over several quarters it is the change of their sum, and new processes count."
    ),
    time: .flow, countsOneByOne: false,
    formula: .share(
      sum(.column("submitted") - .column("quarter_before"), in: .quarterCells),
      of: sum("quarter_before", in: .quarterCells)),
    examples: [
      WorkedExample(
        title: Text(
          de: "120 Anträge, im Quartal davor 100", en: "120 applications, 100 in the quarter before"
        ),
        columns: ["kreis", "month", "submitted", "quarter_before"],
        rows: [
          ["08115", "2025-06", "90", "70"],
          ["08116", "2025-06", "30", "30"],
        ],
        numerator: 20, denominator: 100, figure: .value(0.2)),
      WorkedExample(
        title: Text(de: "Ein Rückgang ist negativ", en: "A decline is negative"),
        columns: ["kreis", "month", "submitted", "quarter_before"],
        rows: [
          ["08115", "2025-06", "60", "80"]
        ],
        numerator: -20, denominator: 80, figure: .value(-0.25)),
      WorkedExample(
        title: Text(
          de: "So weit reichen die Daten nicht zurück: keine Zahl",
          en: "The data does not reach back so far: no figure"),
        columns: ["kreis", "month", "submitted", "quarter_before"],
        rows: [
          ["08115", "2025-03", "90", ""]
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
