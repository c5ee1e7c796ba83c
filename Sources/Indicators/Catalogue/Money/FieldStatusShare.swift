import Domain

extension Indicator {
  /// Kommunen at status "done" / Kommunen that report, per field of the Koordinatoren.
  static let fieldStatusShare = Indicator(
    id: "field_status_share", group: .money,
    name: Text(
      de: "erledigte Handlungsfelder",
      en: "fields of action done"),
    question: Text(
      de: "Welcher Anteil der gemeldeten Handlungsfelder ist erledigt?",
      en: "What share of the fields of action reported is done?"),
    unit: .share, direction: .higherIsBetter,
    source: Text(
      de: "Meldungen der E-Government-Koordinatoren",
      en: "reports of the E-Government-Koordinatoren"),
    caveat: Text(
      de: "Selbstauskunft der Kommunen; wer nicht meldet, zählt nicht mit.",
      en: "As the Kommunen report it; who does not report does not count."),
    time: .state,
    formula: .share(
      sum("done", in: .fieldStates), of: sum("reported", in: .fieldStates)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Eine von vier Meldungen ist erledigt",
          en: "One of four reports is done"),
        columns: ["kreis", "field", "reported", "done"],
        rows: [
          ["08115", "ozg", "1", "1"],
          ["08115", "dms", "1", "0"],
          ["08116", "ozg", "1", "0"],
          ["08116", "dms", "1", "0"],
        ],
        numerator: 1, denominator: 4, figure: .value(0.25)),
      WorkedExample(
        title: Text(
          de: "Niemand ist fertig",
          en: "Nobody is done"),
        columns: ["kreis", "field", "reported", "done"],
        rows: [
          ["08115", "e_akte", "1", "0"]
        ],
        numerator: 0, denominator: 1, figure: .value(0)),
    ])
}
