import Domain

extension Indicator {
  /// § 1 (2): the most important services as Ende-zu-Ende processes; level 7 of model 2.0.
  static let e2eShareM2 = Indicator(
    id: "e2e_share_m2", group: .coverage,
    name: Text(de: "Ende-zu-Ende (Modell 2.0)", en: "end to end (model 2.0)"),
    question: Text(
      de:
        "Welchen Anteil ihrer Leistungen bieten die zuständigen Behörden Ende-zu-Ende an (Reifegrad 7 im Modell 2.0)?",
      en:
        "What share of their Leistungen do the competent Behörden offer end to end (level 7 of model 2.0)?"
    ),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Modell 2.0 gilt seit Juli 2025; Prozesse, die nur im Modell 1.1 bewertet sind, zählen nicht mit. Die Zahl sagt nicht, wie viele Anträge wirklich ohne Medienbruch laufen.",
      en:
        "Model 2.0 has been in force since July 2025; processes rated in model 1.1 only do not count. The figure does not say how many applications really run without a break."
    ),
    time: .state, fixedRule: .maturity(.v2, 7),
    formula: .share(sum("active", in: .authorityPairs), of: sum("pairs", in: .authorityPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Vier zuständige Paare, drei online, eines davon Ende-zu-Ende (active: Reifegrad 7)",
          en: "Four competent pairs, three online, one of them end to end (active: level 7)"),
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
