import Domain

extension Indicator {
  /// Gini coefficient over Gemeinden of the share of own Leistungen that are online.
  static let equityGini = Indicator(
    id: "equity_gini", group: .adoption,
    name: Text(
      de: "Ungleichheit zwischen den Gemeinden (Gini)",
      en: "inequality between the Gemeinden (Gini)"),
    question: Text(
      de:
        "Wie ungleich ist das Online-Angebot über die Gemeinden verteilt (0: alle gleich, nahe 1: alles bei wenigen)?",
      en:
        "How unequally is the online offer spread over the Gemeinden (0: all the same, near 1: all at a few)?"
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
    formula: .gini(
      of: sum("active", in: .authorityPairs)
        .collapsed(by: .share(of: .column("pairs")), over: "gemeinde")),
    examples: [
      WorkedExample(
        title: Text(
          de: "Zwei Gemeinden, eine bietet alles an, eine nichts",
          en: "Two Gemeinden, one offers all, one nothing"),
        columns: ["gemeinde", "leistung", "pairs", "active"],
        rows: [
          ["A", "L1", "1", "1"],
          ["B", "L1", "1", "0"],
        ],
        numerator: 0, denominator: 2, figure: .value(0.5)),
      WorkedExample(
        title: Text(de: "Alle bieten gleich viel an", en: "All offer the same"),
        columns: ["gemeinde", "leistung", "pairs", "active"],
        rows: [
          ["A", "L1", "1", "1"],
          ["A", "L2", "1", "0"],
          ["B", "L1", "1", "1"],
          ["B", "L2", "1", "0"],
        ],
        numerator: 0, denominator: 2, figure: .value(0)),
      WorkedExample(
        title: Text(
          de: "Niemand bietet etwas an: keine Zahl", en: "Nobody offers anything: no figure"),
        columns: ["gemeinde", "leistung", "pairs", "active"],
        rows: [
          ["A", "L1", "1", "0"],
          ["B", "L1", "1", "0"],
        ],
        numerator: 0, denominator: 2, figure: .missing),
    ])
}
