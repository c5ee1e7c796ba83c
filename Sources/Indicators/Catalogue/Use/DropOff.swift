import Domain

extension Indicator {
  /// Visits that leave a process without an application, by the last step that they completed.
  static let dropOff = Indicator(
    id: "drop_off", group: .use,
    name: Text(
      de: "Abbrüche nach Schritt",
      en: "drop-off by step"),
    question: Text(
      de: "Wie viele Besuche enden nach diesem Schritt, ohne dass ein Antrag folgt?",
      en: "How many visits end after this step without an application?"),
    unit: .count, direction: .lowerIsBetter,
    source: .usageEvents,
    caveat: Text(
      de:
        "Ein Besuch zählt bei dem weitesten Schritt, den er abgeschlossen hat (Schritt 0: begonnen, "
        + "keinen abgeschlossen), in dem Monat, in dem er begann, und bei jedem Prozess und jeder "
        + "Behörde für sich; wer dort aufhört, kann die Sache auf anderem Weg erledigt haben.",
      en:
        "A visit counts at the furthest step that it completed (step 0: started, none completed), "
        + "in the month in which it began, and at each process and Behörde by itself; who stops "
        + "there may have done the business in another way."),
    time: .flow,
    formula: .total(sum("ended", in: .funnelSteps)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Von zehn Besuchen enden zwei nach Schritt 1 und drei nach Schritt 2: fünf",
          en: "Of ten visits two end after step 1 and three after step 2: five"),
        columns: ["kreis", "step", "reached", "ended"],
        rows: [
          ["08115", "0", "10", "0"],
          ["08115", "1", "10", "2"],
          ["08115", "2", "8", "3"],
        ],
        numerator: 5, denominator: nil, figure: .value(5)),
      WorkedExample(
        title: Text(
          de: "Alle vier reichen einen Antrag ein: keiner bricht ab",
          en: "All four submit an application: none drops off"),
        columns: ["kreis", "step", "reached", "ended"],
        rows: [
          ["08115", "0", "4", "0"],
          ["08115", "1", "4", "0"],
        ],
        numerator: 0, denominator: nil, figure: .value(0)),
    ])
}
