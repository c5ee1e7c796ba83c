import Domain

extension Indicator {
  /// Among the pairs that are online and rated in model 1.1.
  static let e2eActiveShareM1 = Indicator(
    id: "e2e_active_share_m1", group: .coverage,
    name: Text(
      de: "Ende-zu-Ende unter den Online-Angeboten (Modell 1.1)",
      en: "end to end among what is online (model 1.1)"),
    question: Text(
      de:
        "Welcher Anteil der online angebotenen Leistungen läuft Ende-zu-Ende (Reifegrad 4 im Modell 1.1)?",
      en: "What share of the Leistungen offered online runs end to end (level 4 of model 1.1)?"),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Modell 1.1 galt bis Juli 2025; Prozesse, die nur im Modell 2.0 bewertet sind, zählen nicht mit. Die Quote kann sinken, wenn neue, noch einfache Angebote dazukommen.",
      en:
        "Model 1.1 was in force until July 2025; processes rated in model 2.0 only do not count. The share can drop when new offers that are still simple are added."
    ),
    time: .state, fixedRule: .maturity(.v1, 4),
    formula: .share(sum("active", in: .authorityPairs), of: sum("online", in: .authorityPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei Paare online, eines davon Ende-zu-Ende (active: Reifegrad 4)",
          en: "Three pairs online, one of them end to end (active: level 4)"),
        columns: ["gemeinde", "leistung", "pairs", "active", "online"],
        rows: [
          ["A", "L1", "1", "1", "1"],
          ["A", "L2", "1", "0", "1"],
          ["B", "L1", "1", "0", "1"],
          ["B", "L2", "1", "0", "0"],
        ],
        numerator: 1, denominator: 3, figure: .value(1.0 / 3.0)),
      WorkedExample(
        title: Text(de: "Nichts ist online", en: "Nothing is online"),
        columns: ["gemeinde", "leistung", "pairs", "active", "online"],
        rows: [
          ["A", "L1", "1", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
