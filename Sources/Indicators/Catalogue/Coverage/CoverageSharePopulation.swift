import Domain

extension Indicator {
  /// Pairs weighted by inhabitants.
  static let coverageSharePopulation = Indicator(
    id: "coverage_share_population", group: .coverage,
    name: Text(
      de: "Abdeckung nach Einwohnern",
      en: "coverage by inhabitants"),
    question: Text(
      de: "Welcher Anteil der Leistungen ist für die Menschen im Gebiet online verfügbar?",
      en: "What share of the Leistungen is available online for the people of the area?"),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de: "Gewichtet mit Einwohnern: große Städte bestimmen die Zahl.",
      en: "Weighted by inhabitants: large towns dominate the figure."),
    time: .state, hasCountingRule: true, countsOneByOne: false,
    formula: .share(
      sum(.column("active") * .column("population"), in: .competentPairs),
      of: sum(.column("pairs") * .column("population"), in: .competentPairs),
      outside: sum("not_applicable", in: .competentPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Die große Gemeinde ist aktiv, die kleine nicht",
          en: "The large Gemeinde is active, the small one is not"),
        columns: [
          "gemeinde", "leistung", "pairs", "active", "not_applicable", "population",
          "expected_cases",
        ],
        rows: [
          ["A", "L1", "1", "1", "0", "9000", ""],
          ["B", "L1", "1", "0", "0", "1000", ""],
        ],
        numerator: 9000, denominator: 10000, figure: .value(0.9)),
      WorkedExample(
        title: Text(
          de: "Eine Gemeinde ohne Einwohnerzahl zählt nicht mit",
          en: "A Gemeinde without number of inhabitants does not count"),
        columns: [
          "gemeinde", "leistung", "pairs", "active", "not_applicable", "population",
          "expected_cases",
        ],
        rows: [
          ["A", "L1", "1", "0", "0", "4000", ""],
          ["B", "L1", "1", "1", "0", "", ""],
        ],
        numerator: 0, denominator: 4000, figure: .value(0)),
    ])
}
