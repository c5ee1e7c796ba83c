import Domain

extension Indicator {
  /// § 2 (2) j: individual processes that could become Standardprozesse.
  static let individualCandidates = Indicator(
    id: "individual_candidates", group: .adoption,
    name: Text(
      de: "Leistungen mit vielen individuellen Prozessen",
      en: "Leistungen with many individual processes"),
    question: Text(
      de:
        "Wie viele Leistungen bedienen mindestens drei Kommunen je mit einem individuellen Prozess?",
      en: "How many Leistungen do at least three Kommunen serve by an individual process each?"),
    unit: .count, direction: .neutral,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Die drei Kommunen müssen im betrachteten Gebiet liegen; ob sich ein Standardprozess lohnt, sagt die Zahl nicht.",
      en:
        "The three Kommunen have to lie in the area asked for; whether a Standardprozess would pay the figure does not say."
    ),
    time: .state, hasCountingRule: true,
    formula: .total(
      sum(.column("individual") * .column("kommunal"), in: .authorityPairs)
        .collapsed(by: .atLeast(3), over: "leistung")),
    examples: [
      WorkedExample(
        title: Text(
          de: "Eine Leistung bei drei Kommunen individuell, eine bei zwei",
          en: "One Leistung individual at three Kommunen, one at two"),
        columns: ["gemeinde", "leistung", "pairs", "active", "individual", "kommunal"],
        rows: [
          ["A", "L1", "1", "1", "1", "1"],
          ["B", "L1", "1", "1", "1", "1"],
          ["C", "L1", "1", "1", "1", "1"],
          ["A", "L2", "1", "1", "1", "1"],
          ["B", "L2", "1", "1", "1", "1"],
          ["C", "L2", "1", "1", "0", "1"],
        ],
        numerator: 1, denominator: nil, figure: .value(1)),
      WorkedExample(
        title: Text(
          de: "Das Land ist keine Kommune: nur zwei zählen",
          en: "The Land is no Kommune: only two count"),
        columns: ["gemeinde", "leistung", "pairs", "active", "individual", "kommunal"],
        rows: [
          ["A", "L1", "1", "1", "1", "1"],
          ["B", "L1", "1", "1", "1", "1"],
          ["", "L1", "1", "1", "1", "0"],
        ],
        numerator: 0, denominator: nil, figure: .value(0)),
      WorkedExample(
        title: Text(de: "Niemand ist zuständig: keine Zahl", en: "Nobody is competent: no figure"),
        columns: ["gemeinde", "leistung", "pairs", "active", "individual", "kommunal"],
        rows: [],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
