import Domain

extension Indicator {
  /// As the Behörden report it.
  static let accessibleShare = Indicator(
    id: "accessible_share", group: .coverage,
    name: Text(de: "barrierefreie Angebote", en: "accessible offers"),
    question: Text(
      de: "Welcher Anteil der online angebotenen Leistungen ist als barrierefrei gemeldet?",
      en: "What share of the Leistungen offered online is reported as accessible?"),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Gezählt ist die Meldung der Behörde; eine Prüfung der Barrierefreiheit ersetzt die Zahl nicht.",
      en: "What counts is what the Behörde reports; the figure is no test of accessibility."),
    time: .state,
    formula: .share(
      sum("accessible", in: .activePairs), of: sum("accessible_known", in: .activePairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei von vier gemeldeten Paaren sind barrierefrei; beim fünften ist nichts gemeldet",
          en: "Three of four pairs reported are accessible; nothing is reported of the fifth"),
        columns: ["gemeinde", "leistung", "pairs", "accessible", "accessible_known"],
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
        columns: ["gemeinde", "leistung", "pairs", "accessible", "accessible_known"],
        rows: [
          ["A", "L1", "1", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
