import Domain

extension Indicator {
  /// Pairs weighted by the cases to be expected in a year, kept in thousandths.
  static let coverageShareCases = Indicator(
    id: "coverage_share_cases", group: .coverage,
    name: Text(
      de: "Abdeckung nach Fällen",
      en: "coverage by cases"),
    question: Text(
      de: "Welcher Anteil der zu erwartenden Fälle könnte online beantragt werden?",
      en: "What share of the cases to be expected could be applied for online?"),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots.and(.authorityCases),
    caveat: Text(
      de:
        "Gewichtet mit den Fällen, die nach dem Landesschnitt je Einwohner zu erwarten sind (unter denen, für die eine meldende Behörde zuständig ist); Leistungen ohne Fallzahlen zählen nicht mit.",
      en:
        "Weighted by the cases to be expected from the Land's rate per inhabitant (among those for whom a reporting Behörde is competent); Leistungen without case counts do not count."
    ),
    time: .state, hasCountingRule: true, countsOneByOne: false,
    formula: .share(
      sum(.column("active") * .column("expected_cases"), in: .competentPairs),
      of: sum(.column("pairs") * .column("expected_cases"), in: .competentPairs),
      outside: sum("not_applicable", in: .competentPairs),
      parts: 1_000),
    examples: [
      WorkedExample(
        title: Text(
          de: "200 von 250 erwarteten Fällen sind online möglich (Angaben in Tausendstel)",
          en: "200 of 250 expected cases can be done online (given in thousandths)"),
        columns: [
          "gemeinde", "leistung", "pairs", "active", "not_applicable", "population",
          "expected_cases",
        ],
        rows: [
          ["A", "L1", "1", "1", "0", "9000", "200000"],
          ["A", "L2", "1", "0", "0", "9000", "50000"],
        ],
        numerator: 200, denominator: 250, figure: .value(0.8)),
      WorkedExample(
        title: Text(
          de: "Ohne Fallzahlen gibt es keine Zahl",
          en: "Without case counts there is no figure"),
        columns: [
          "gemeinde", "leistung", "pairs", "active", "not_applicable", "population",
          "expected_cases",
        ],
        rows: [
          ["A", "L1", "1", "1", "0", "9000", ""]
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
