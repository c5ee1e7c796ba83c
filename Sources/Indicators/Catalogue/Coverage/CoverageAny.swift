import Domain

extension Indicator {
  /// Federal counting "in mind. einer Kommune".
  static let coverageAny = Indicator(
    id: "coverage_any", group: .coverage,
    name: Text(
      de: "Leistungen in mindestens einer Kommune",
      en: "Leistungen in at least one Kommune"),
    question: Text(
      de: "Welcher Anteil der Leistungen ist in mindestens einer Gemeinde des Gebiets online?",
      en: "What share of the Leistungen is online in at least one Gemeinde of the area?"),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Eine einzige Gemeinde genügt: die Zahl sagt nicht, wie viele Menschen die Leistung online erreichen.",
      en:
        "One Gemeinde is enough: the figure does not say how many people can use the Leistung online."
    ),
    time: .state, hasCountingRule: true,
    formula: .share(
      sum(of: .max, "active", over: "leistung", in: .competentPairs),
      of: sum(of: .max, "pairs", over: "leistung", in: .competentPairs),
      outside: sum("not_applicable", in: .competentPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei Leistungen in zwei Gemeinden: zwei davon irgendwo online",
          en: "Three Leistungen in two Gemeinden: two of them online somewhere"),
        columns: ["gemeinde", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "L1", "1", "1", "0"],
          ["B", "L1", "1", "0", "0"],
          ["A", "L2", "1", "1", "0"],
          ["B", "L2", "1", "1", "0"],
          ["A", "L3", "1", "0", "0"],
          ["B", "L3", "1", "0", "0"],
        ],
        numerator: 2, denominator: 3, figure: .value(2.0 / 3.0)),
      WorkedExample(
        title: Text(
          de: "Eine Leistung, die es hier nicht gibt, zählt nicht mit",
          en: "A Leistung that does not exist here does not count"),
        columns: ["gemeinde", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "L1", "1", "1", "0"],
          ["A", "L2", "0", "", "1"],
        ],
        numerator: 1, denominator: 1, figure: .value(1)),
      WorkedExample(
        title: Text(
          de: "Gibt es hier keine der Leistungen, entfällt die Frage",
          en: "Where none of the Leistungen exists, the question does not arise"),
        columns: ["gemeinde", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "L1", "0", "", "1"]
        ],
        numerator: 0, denominator: 0, figure: .notApplicable),
    ])
}
