import Domain

extension Indicator {
  /// A bundle counts as soon as one of its Leistungen is online in one Gemeinde.
  static let ozgAny = Indicator(
    id: "ozg_any", group: .coverage,
    name: Text(
      de: "OZG-Leistungen in mindestens einer Kommune", en: "OZG-Leistungen in at least one Kommune"
    ),
    question: Text(
      de:
        "Bei welchem Anteil der OZG-Leistungen ist mindestens eine Leistung in mindestens einer Gemeinde des Gebiets online?",
      en:
        "For what share of the OZG-Leistungen is at least one Leistung online in at least one Gemeinde of the area?"
    ),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Eine einzige Leistung in einer einzigen Gemeinde genügt: die Zahl sagt nicht, wie viel von der OZG-Leistung wo zu haben ist.",
      en:
        "One Leistung in one Gemeinde is enough: the figure does not say how much of the bundle can be had where."
    ),
    time: .state, hasCountingRule: true,
    formula: .share(
      sum(of: .max, "active", over: "ozg", in: .competentPairs),
      of: sum(of: .max, "pairs", over: "ozg", in: .competentPairs),
      outside: sum(of: .max, "not_applicable", over: "ozg", in: .competentPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Zwei OZG-Leistungen, von einer ist irgendwo etwas online",
          en: "Two bundles, one of them is online somewhere in part"),
        columns: ["gemeinde", "ozg", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "o1", "L1", "1", "1", "0"],
          ["B", "o1", "L1", "1", "0", "0"],
          ["A", "o1", "L2", "1", "0", "0"],
          ["A", "o2", "L3", "1", "0", "0"],
          ["B", "o2", "L3", "1", "0", "0"],
        ],
        numerator: 1, denominator: 2, figure: .value(0.5)),
      WorkedExample(
        title: Text(
          de: "Leistungen ohne OZG-Bündel zählen nicht mit",
          en: "Leistungen without a bundle do not count"),
        columns: ["gemeinde", "ozg", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "o1", "L1", "1", "1", "0"],
          ["A", "", "L9", "1", "0", "0"],
        ],
        numerator: 1, denominator: 1, figure: .value(1)),
      WorkedExample(
        title: Text(
          de: "Gibt es hier keine Leistung eines Bündels, entfällt die Frage",
          en: "Without any Leistung of a bundle here the question does not apply"),
        columns: ["gemeinde", "ozg", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "o1", "L1", "0", "", "1"]
        ],
        numerator: 0, denominator: 0, figure: .notApplicable),
      WorkedExample(
        title: Text(
          de: "Eine Leistung ohne Bündel, die es hier nicht gibt, sagt nichts über Bündel",
          en: "A Leistung without a bundle that does not exist here says nothing about bundles"),
        columns: ["gemeinde", "ozg", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "", "L9", "0", "", "1"]
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
