import Domain

extension Indicator {
  /// Own coverage against imported federal rows: pairs that differ / pairs that can be compared.
  static let federalGap = Indicator(
    id: "federal_gap", group: .quality,
    name: Text(
      de: "Abweichung vom Bund",
      en: "gap to the federal dashboard"),
    question: Text(
      de: "Bei welchem Anteil der vergleichbaren Angaben weicht der Bund von den eigenen Daten ab?",
      en:
        "For what share of the comparable statements does the federal dashboard differ from the own data?"
    ),
    unit: .share, direction: .lowerIsBetter,
    source: Text(
      de:
        "Dashboard Digitale Verwaltung des Bundes; Register, Zuständigkeitsregeln und Aktivierungsstände von service-bw",
      en:
        "federal dashboard (Dashboard Digitale Verwaltung); register, rules of competence and activation snapshots of service-bw"
    ),
    caveat: Text(
      de:
        "Sagt nicht, wer recht hat; ein größeres Gebiet gilt wie beim Bund als online, wenn es eine Gemeinde ist.",
      en:
        "Does not say who is right; as in the federal dashboard a larger area is online where one of its Gemeinden is."
    ),
    time: .state, hasCountingRule: true,
    formula: .share(
      sum("differs", in: .federalPairs), of: sum("compared", in: .federalPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Eine von vier Angaben weicht ab",
          en: "One of four statements differs"),
        columns: ["gemeinde", "leistung", "compared", "differs"],
        rows: [
          ["A", "l1", "1", "0"],
          ["B", "l1", "1", "1"],
          ["A", "l2", "1", "0"],
          ["B", "l2", "1", "0"],
        ],
        numerator: 1, denominator: 4, figure: .value(0.25)),
      WorkedExample(
        title: Text(
          de: "Beide stimmen überein",
          en: "Both agree"),
        columns: ["gemeinde", "leistung", "compared", "differs"],
        rows: [
          ["A", "l1", "1", "0"]
        ],
        numerator: 0, denominator: 1, figure: .value(0)),
    ])
}
