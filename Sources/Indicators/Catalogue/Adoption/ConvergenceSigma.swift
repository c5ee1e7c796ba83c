import Domain

extension Indicator {
  /// Standard deviation over Gemeinden of the share of own Leistungen that are online.
  static let convergenceSigma = Indicator(
    id: "convergence_sigma", group: .adoption,
    name: Text(de: "Streuung zwischen den Gemeinden", en: "spread between the Gemeinden"),
    question: Text(
      de:
        "Wie weit liegen die Anteile online angebotener Leistungen der Gemeinden auseinander (Standardabweichung, 0 bis 0,5)?",
      en:
        "How far apart are the shares of Leistungen that the Gemeinden offer online (standard deviation, 0 to 0.5)?"
    ),
    unit: .coefficient, direction: .lowerIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Gemeinden sind für verschieden viele Leistungen zuständig; bei wenigen Leistungen schwankt ihr Anteil stark.",
      en:
        "Gemeinden are competent for different numbers of Leistungen; with few of them the share varies a lot."
    ),
    time: .state, hasCountingRule: true,
    formula: .deviation(
      ofShare: sum("active", in: .authorityPairs)
        .collapsed(by: .share(of: .column("pairs")), over: "gemeinde")),
    examples: [
      WorkedExample(
        title: Text(
          de: "Eine Gemeinde bietet alles an, eine nichts",
          en: "One Gemeinde offers all, one nothing"),
        columns: ["gemeinde", "leistung", "pairs", "active"],
        rows: [
          ["A", "L1", "1", "1"],
          ["A", "L2", "1", "1"],
          ["B", "L1", "1", "0"],
          ["B", "L2", "1", "0"],
        ],
        numerator: 0, denominator: 2, figure: .value(0.5)),
      WorkedExample(
        title: Text(
          de: "Alle bieten gleich viel an: keine Streuung", en: "All offer the same: no spread"),
        columns: ["gemeinde", "leistung", "pairs", "active"],
        rows: [
          ["A", "L1", "1", "1"],
          ["A", "L2", "1", "0"],
          ["B", "L1", "1", "0"],
          ["B", "L2", "1", "1"],
        ],
        numerator: 0, denominator: 2, figure: .value(0)),
      WorkedExample(
        title: Text(
          de: "Eine einzige Gemeinde streut nicht", en: "A single Gemeinde has no spread"),
        columns: ["gemeinde", "leistung", "pairs", "active"],
        rows: [
          ["A", "L1", "1", "1"]
        ],
        numerator: 0, denominator: 1, figure: .missing),
    ])
}
