import Domain

extension Indicator {
  /// § 1 (9): Once-only.
  static let onceOnlyShare = Indicator(
    id: "once_only_share", group: .coverage,
    name: Text(de: "Nachweise nach Once-only", en: "evidence by once-only"),
    question: Text(
      de:
        "Bei welchem Anteil der online angebotenen Leistungen, für die es möglich ist, ruft die Behörde Nachweise selbst ab?",
      en:
        "For what share of the Leistungen offered online where it is possible does the Behörde fetch the evidence itself?"
    ),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots.and(.processRegister),
    caveat: Text(
      de:
        "Zählt nur, wo ein Abruf möglich und gemeldet ist; wie viele Nachweise trotzdem hochgeladen werden, sagt die Zahl nicht.",
      en:
        "Counts only where fetching is possible and reported; how much evidence is uploaded all the same the figure does not say."
    ),
    time: .state,
    formula: .share(
      sum("once_only", in: .activePairs), of: sum("once_only_known", in: .activePairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei von vier Paaren rufen Nachweise ab; beim fünften ist nichts gemeldet",
          en: "Three of four pairs fetch evidence; nothing is reported of the fifth"),
        columns: ["gemeinde", "leistung", "pairs", "once_only", "once_only_known"],
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
        columns: ["gemeinde", "leistung", "pairs", "once_only", "once_only_known"],
        rows: [
          ["A", "L1", "1", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
