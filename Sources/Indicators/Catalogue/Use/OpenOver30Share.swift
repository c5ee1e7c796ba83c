import Domain

extension Indicator {
  /// Footnote 4, among what is open at the end of the month.
  static let openOver30Share = Indicator(
    id: "open_over_30_share", group: .use,
    name: Text(de: "länger als 30 Tage offen", en: "open for more than 30 days"),
    question: Text(
      de: "Welcher Anteil der am Monatsende offenen Anträge liegt länger als 30 Tage?",
      en:
        "What share of the applications open at the end of the month has been there for more than 30 days?"
    ),
    unit: .share, direction: .lowerIsBetter,
    source: .authorityBacklog,
    caveat: Text(
      de: "Zählt nur, was Behörden melden; ob auf Unterlagen gewartet wird, sagt die Zahl nicht.",
      en:
        "Counts only what Behörden report; whether documents are being waited for the figure does not say."
    ),
    time: .state,
    formula: .share(
      sum("open_over_30_days", in: .backlogCounts), of: sum("open", in: .backlogCounts)),
    examples: [
      WorkedExample(
        title: Text(
          de: "5 von 20 offenen Anträgen liegen länger",
          en: "5 of 20 open applications have been there longer"),
        columns: ["kreis", "leistung", "open", "open_over_30_days"],
        rows: [
          ["08115", "L1", "15", "5"],
          ["08115", "L2", "5", "0"],
        ],
        numerator: 5, denominator: 20, figure: .value(0.25)),
      WorkedExample(
        title: Text(de: "Nichts ist offen", en: "Nothing is open"),
        columns: ["kreis", "leistung", "open", "open_over_30_days"],
        rows: [
          ["08115", "L1", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
