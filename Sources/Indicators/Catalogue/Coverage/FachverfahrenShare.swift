import Domain

extension Indicator {
  /// § 1 (3): connection to the Fachverfahren by middleware.
  static let fachverfahrenShare = Indicator(
    id: "fachverfahren_share", group: .coverage,
    name: Text(de: "Anbindung an Fachverfahren", en: "connection to Fachverfahren"),
    question: Text(
      de:
        "Bei welchem Anteil der online angebotenen Leistungen, für die es möglich ist, gelangt der Antrag unmittelbar ins Fachverfahren?",
      en:
        "For what share of the Leistungen offered online where it is possible does the application go straight into the Fachverfahren?"
    ),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots.and(.processRegister),
    caveat: Text(
      de:
        "Zählt nur, wo eine Anbindung möglich und gemeldet ist; ob die Behörde die Daten danach weiterverwendet, sagt die Zahl nicht.",
      en:
        "Counts only where a connection is possible and reported; whether the Behörde goes on to use the data the figure does not say."
    ),
    time: .state,
    formula: .share(
      sum("fachverfahren", in: .activePairs), of: sum("fachverfahren_known", in: .activePairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei von vier Paaren sind angebunden; beim fünften ist nichts gemeldet",
          en: "Three of four pairs are connected; nothing is reported of the fifth"),
        columns: ["gemeinde", "leistung", "pairs", "fachverfahren", "fachverfahren_known"],
        rows: [
          ["A", "L1", "1", "1", "1"],
          ["A", "L2", "1", "0", "1"],
          ["B", "L1", "1", "1", "1"],
          ["B", "L2", "1", "1", "1"],
          ["C", "L1", "1", "0", "0"],
        ],
        numerator: 3, denominator: 4, figure: .value(0.75)),
      WorkedExample(
        title: Text(de: "Nichts gemeldet: keine Zahl", en: "Nothing reported: no figure"),
        columns: ["gemeinde", "leistung", "pairs", "fachverfahren", "fachverfahren_known"],
        rows: [
          ["A", "L1", "1", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
