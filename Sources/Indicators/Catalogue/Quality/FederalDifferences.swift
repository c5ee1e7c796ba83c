import Domain

extension Indicator {
  /// How many statements differ or cannot be compared, by reason class.
  static let federalDifferences = Indicator(
    id: "federal_differences", group: .quality,
    name: Text(
      de: "abweichende Angaben des Bundes",
      en: "differing federal statements"),
    question: Text(
      de: "Wie viele Angaben des Bundes weichen ab oder sind nicht vergleichbar, und warum?",
      en: "How many federal statements differ or cannot be compared, and why?"),
    unit: .count, direction: .lowerIsBetter,
    source: Text(
      de:
        "Dashboard Digitale Verwaltung des Bundes; Register, Zuständigkeitsregeln und Aktivierungsstände von service-bw",
      en:
        "federal dashboard (Dashboard Digitale Verwaltung); register, rules of competence and activation snapshots of service-bw"
    ),
    caveat: Text(
      de:
        "Der Grund folgt aus den eigenen Daten: Reifegrad, Angebot außerhalb von service-bw, unbekannter Schlüssel; sonst nur die Richtung.",
      en:
        "The reason follows from the own data: maturity, an offer outside service-bw, an unknown key; otherwise only the direction."
    ),
    time: .state, hasCountingRule: true,
    formula: .total(sum("statements", in: .federalDifferences)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei Angaben, zwei Gründe",
          en: "Three statements, two reasons"),
        columns: ["gemeinde", "leistung", "reason", "statements"],
        rows: [
          ["A", "l1", "ours_only", "1"],
          ["B", "l1", "ours_only", "1"],
          ["B", "l2", "elsewhere", "1"],
        ],
        numerator: 3, denominator: nil, figure: .value(3)),
      WorkedExample(
        title: Text(
          de: "Eine ohne bekannten Schlüssel",
          en: "One without a known key"),
        columns: ["gemeinde", "leistung", "reason", "statements"],
        rows: [
          ["A", "", "unknown_key", "1"]
        ],
        numerator: 1, denominator: nil, figure: .value(1)),
    ])
}
