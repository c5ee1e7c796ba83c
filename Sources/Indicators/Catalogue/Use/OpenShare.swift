import Domain

extension Indicator {
  /// Footnote 4: applications are to be accepted and processed; what stays open is shown.
  static let openShare = Indicator(
    id: "open_share", group: .use,
    name: Text(de: "offene Anträge", en: "open applications"),
    question: Text(
      de:
        "Welcher Anteil der Anträge, die im Monat in Bearbeitung waren, ist am Monatsende noch offen?",
      en: "What share of the applications that were in hand in the month is still open at its end?"),
    unit: .share, direction: .lowerIsBetter,
    source: .authorityBacklog,
    caveat: Text(
      de:
        "Der Stand am Ende eines Monats gegen die Abschlüsse desselben Monats; Behörden, die nichts melden, fehlen.",
      en:
        "The state at the end of a month against what was completed in the same month; Behörden that report nothing are not in it."
    ),
    time: .state,
    formula: .share(
      sum("open", in: .backlogCounts),
      of: sum(.column("open") + .column("completed"), in: .backlogCounts)),
    examples: [
      WorkedExample(
        title: Text(
          de: "20 offen, 80 im Monat abgeschlossen", en: "20 open, 80 completed in the month"),
        columns: ["kreis", "leistung", "open", "completed"],
        rows: [
          ["08115", "L1", "15", "50"],
          ["08115", "L2", "5", "30"],
        ],
        numerator: 20, denominator: 100, figure: .value(0.2)),
      WorkedExample(
        title: Text(de: "Nichts war in Bearbeitung", en: "Nothing was in hand"),
        columns: ["kreis", "leistung", "open", "completed"],
        rows: [
          ["08115", "L1", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
      WorkedExample(
        title: Text(de: "Niemand meldet: keine Zahl", en: "Nobody reports: no figure"),
        columns: ["kreis", "leistung", "open", "completed"],
        rows: [],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
