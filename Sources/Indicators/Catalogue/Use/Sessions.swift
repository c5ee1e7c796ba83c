import Domain

extension Indicator {
  /// Visits, counted once in every group: what lies in one cell is added, what spans cells is counted by its number.
  static let sessions = Indicator(
    id: "sessions", group: .use,
    name: Text(
      de: "Besuche",
      en: "visits"),
    question: Text(
      de: "Wie viele Besuche gab es?",
      en: "How many visits were there?"),
    unit: .count, direction: .neutral,
    source: .usageEvents,
    caveat: Text(
      de:
        "Ein Besuch dauert höchstens 48 Stunden; wie viele Menschen dahinterstehen, ist nicht bekannt.",
      en: "A visit lasts at most 48 hours; how many people stand behind the visits is unknown."),
    time: .flow,
    formula: .total(
      sum("sessions", in: .usageCells),
      sum(of: .max, "visit", over: "session", in: .usageSpanning)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Fünf Besuche in einer Zelle und einer, der zwei Zellen berührt: sechs",
          en: "Five visits in one cell and one that touches two cells: six"),
        columns: ["table", "kreis", "session", "sessions", "visit"],
        rows: [
          ["usage_cells", "08115", "", "5", ""],
          ["usage_spanning", "08115", "1", "", "1"],
          ["usage_spanning", "08115", "1", "", "1"],
        ],
        numerator: 6, denominator: nil, figure: .value(6)),
      WorkedExample(
        title: Text(
          de: "Zwei Besuche über mehrere Zellen",
          en: "Two visits across several cells"),
        columns: ["table", "kreis", "session", "sessions", "visit"],
        rows: [
          ["usage_cells", "08115", "", "0", ""],
          ["usage_spanning", "08115", "1", "", "1"],
          ["usage_spanning", "08115", "2", "", "1"],
          ["usage_spanning", "08116", "2", "", "1"],
        ],
        numerator: 2, denominator: nil, figure: .value(2)),
    ])
}
