import Domain

extension Indicator {
  /// Each pair of Gemeinde and Leistung counts the same.
  static let coverageShare = Indicator(
    id: "coverage_share", group: .coverage,
    name: Text(
      de: "Abdeckung",
      en: "coverage"),
    question: Text(
      de: "Welcher Anteil der Leistungen ist für die Gemeinden des Gebiets online verfügbar?",
      en: "What share of the Leistungen is available online for the Gemeinden of the area?"),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Verfügbar heißt aktiv geschaltet auf service-bw, auch von Kreis oder Land; es sagt nichts über die Nutzung.",
      en:
        "Available means switched on at service-bw, also by Kreis or Land; it says nothing about use."
    ),
    time: .state, hasCountingRule: true,
    formula: .share(
      sum("active", in: .competentPairs),
      of: sum("pairs", in: .competentPairs),
      outside: sum("not_applicable", in: .competentPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei von sechs Paaren sind aktiv",
          en: "Three of six pairs are active"),
        columns: ["gemeinde", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "L1", "1", "1", "0"],
          ["B", "L1", "1", "0", "0"],
          ["A", "L2", "1", "1", "0"],
          ["B", "L2", "1", "1", "0"],
          ["A", "L3", "1", "0", "0"],
          ["B", "L3", "1", "0", "0"],
        ],
        numerator: 3, denominator: 6, figure: .value(0.5)),
      WorkedExample(
        title: Text(
          de: "Ohne Zuständigkeitsregel gibt es kein Paar und keine Zahl",
          en: "Without a rule of competence there is no pair and no figure"),
        columns: ["gemeinde", "leistung", "pairs", "active", "not_applicable"],
        rows: [],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
