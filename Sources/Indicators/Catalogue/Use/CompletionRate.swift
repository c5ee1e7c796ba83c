import Domain

extension Indicator {
  /// Sessions with submission among the sessions with a start.
  static let completionRate = Indicator(
    id: "completion_rate", group: .use,
    name: Text(
      de: "Abschlussquote",
      en: "completion rate"),
    question: Text(
      de: "Welcher Anteil der Besuche, die einen Prozess beginnen, reicht einen Antrag ein?",
      en: "What share of the visits that start a process submits an application?"),
    unit: .share, direction: .higherIsBetter,
    source: .usageEvents,
    caveat: Text(
      de:
        "Wer abbricht, kann die Sache auf anderem Weg erledigt haben; ein Besuch dauert höchstens 48 Stunden.",
      en: "Who gives up may have done the business in another way; a visit lasts at most 48 hours."),
    time: .flow,
    formula: .share(
      sum("sessions_submitted", in: .usageCells),
      sum(of: .max, "submitted", over: "session", in: .usageSpanning),
      of: sum("sessions_started", in: .usageCells),
      sum(of: .max, "started", over: "session", in: .usageSpanning)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Zehn Besuche beginnen, sechs reichen ein",
          en: "Ten visits start, six submit"),
        columns: [
          "table", "kreis", "session", "sessions_started", "sessions_submitted", "started",
          "submitted",
        ],
        rows: [
          ["usage_cells", "08115", "", "10", "6", "", ""]
        ],
        numerator: 6, denominator: 10, figure: .value(0.6)),
      WorkedExample(
        title: Text(
          de: "Ein Besuch über Mitternacht zum Monatsende beginnt und endet in zwei Zellen",
          en: "A visit over midnight at the end of a month starts and ends in two cells"),
        columns: [
          "table", "kreis", "session", "sessions_started", "sessions_submitted", "started",
          "submitted",
        ],
        rows: [
          ["usage_cells", "08115", "", "3", "1", "", ""],
          ["usage_spanning", "08115", "1", "", "", "1", "0"],
          ["usage_spanning", "08115", "1", "", "", "0", "1"],
        ],
        numerator: 2, denominator: 4, figure: .value(0.5)),
    ])
}
