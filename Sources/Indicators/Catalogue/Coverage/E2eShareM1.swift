import Domain

extension Indicator {
  /// § 1 (2): the most important services as Ende-zu-Ende processes; level 4 of model 1.1.
  static let e2eShareM1 = Indicator(
    id: "e2e_share_m1", group: .coverage,
    name: Text(de: "Ende-zu-Ende (Modell 1.1)", en: "end to end (model 1.1)"),
    question: Text(
      de:
        "Welchen Anteil ihrer Leistungen bieten die zuständigen Behörden Ende-zu-Ende an (Reifegrad 4 im Modell 1.1)?",
      en:
        "What share of their Leistungen do the competent Behörden offer end to end (level 4 of model 1.1)?"
    ),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Modell 1.1 galt bis Juli 2025; Prozesse, die nur im Modell 2.0 bewertet sind, zählen nicht mit. Die Zahl sagt nicht, wie viele Anträge wirklich ohne Medienbruch laufen.",
      en:
        "Model 1.1 was in force until July 2025; processes rated in model 2.0 only do not count. The figure does not say how many applications really run without a break."
    ),
    time: .state, fixedRule: .maturity(.v1, 4),
    formula: .share(sum("active", in: .authorityPairs), of: sum("pairs", in: .authorityPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Vier zuständige Paare, drei online, eines davon Ende-zu-Ende (active: Reifegrad 4)",
          en: "Four competent pairs, three online, one of them end to end (active: level 4)"),
        columns: ["gemeinde", "leistung", "pairs", "active", "online"],
        rows: [
          ["A", "L1", "1", "1", "1"],
          ["A", "L2", "1", "0", "1"],
          ["B", "L1", "1", "0", "1"],
          ["B", "L2", "1", "0", "0"],
        ],
        numerator: 1, denominator: 4, figure: .value(0.25)),
      WorkedExample(
        title: Text(
          de: "Nur im anderen Modell bewertet: keine Zahl",
          en: "Rated in the other model only: no figure"),
        columns: ["gemeinde", "leistung", "pairs", "active", "online"],
        rows: [
          ["A", "L1", "", "", ""]
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
