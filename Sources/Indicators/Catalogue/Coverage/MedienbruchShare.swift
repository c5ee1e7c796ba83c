import Domain

extension Indicator {
  static let medienbruchShare = Indicator(
    id: "medienbruch_share", group: .coverage,
    name: Text(
      de: "Medienbrüche bei der Übergabe",
      en: "media breaks at the hand-over"),
    question: Text(
      de: "Welcher Anteil der übergebenen Anträge landet in einem Postfach statt im Fachverfahren?",
      en: "What share of the applications handed over ends in a post box, not in a Fachverfahren?"),
    unit: .share, direction: .lowerIsBetter,
    source: .usageEvents,
    caveat: Text(
      de:
        "Sagt nicht, ob die Behörde den Antrag aus dem Postfach von Hand oder automatisch übernimmt.",
      en: "Does not say whether the Behörde takes it from the post box by hand or by machine."),
    time: .flow,
    formula: .share(
      sum("handed_over_postbox", in: .usageCells), of: sum("handed_over", in: .usageCells)),
    examples: [
      WorkedExample(
        title: Text(
          de: "15 von 60 Übergaben gehen in ein Postfach",
          en: "15 of 60 hand-overs go to a post box"),
        columns: ["kreis", "process", "handed_over", "handed_over_postbox"],
        rows: [
          ["08115", "p1", "50", "15"],
          ["08115", "p2", "10", "0"],
        ],
        numerator: 15, denominator: 60, figure: .value(0.25)),
      WorkedExample(
        title: Text(
          de: "Nichts übergeben: keine Zahl",
          en: "Nothing handed over: no figure"),
        columns: ["kreis", "process", "handed_over", "handed_over_postbox"],
        rows: [
          ["08115", "p1", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
