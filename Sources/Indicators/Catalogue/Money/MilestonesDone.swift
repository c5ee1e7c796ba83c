import Domain

extension Indicator {
  /// Milestones done / due by the end of the month, by their first plan.
  static let milestonesDone = Indicator(
    id: "milestones_done", group: .money,
    name: Text(
      de: "erledigte Meilensteine",
      en: "milestones done"),
    question: Text(
      de: "Welcher Anteil der fälligen Meilensteine ist erledigt?",
      en: "What share of the milestones that are due has been done?"),
    unit: .share, direction: .higherIsBetter,
    source: Text(
      de: "Meilensteine der Leistungsaufträge und Konvois",
      en: "milestones of orders and convoys"),
    caveat: Text(
      de:
        "Fällig ist ein Meilenstein nach dem ersten Plan, auch wenn er später verschoben wurde; was früher fertig ist, zählt erst mit dem Termin.",
      en:
        "A milestone is due by its first plan, even if it was moved later; what is done early counts from its day on."
    ),
    time: .state,
    formula: .share(
      sum("done_of_due", in: .milestoneStates), of: sum("due", in: .milestoneStates)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Zwei von drei fälligen sind erledigt; der vierte ist noch nicht fällig",
          en: "Two of three due ones are done; the fourth is not due yet"),
        columns: ["convoy", "kreis", "due", "done_of_due"],
        rows: [
          ["k-1", "08115", "1", "1"],
          ["k-1", "08116", "1", "1"],
          ["k-1", "08117", "1", "0"],
          ["k-1", "08118", "0", "0"],
        ],
        numerator: 2, denominator: 3, figure: .value(2.0 / 3)),
      WorkedExample(
        title: Text(
          de: "Noch nichts ist fällig",
          en: "Nothing is due yet"),
        columns: ["convoy", "kreis", "due", "done_of_due"],
        rows: [
          ["k-1", "08115", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
