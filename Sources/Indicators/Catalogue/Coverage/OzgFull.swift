import Domain

extension Indicator {
  /// A bundle counts only where all of its Leistungen are online in all Gemeinden.
  static let ozgFull = Indicator(
    id: "ozg_full", group: .coverage,
    name: Text(de: "flächendeckende OZG-Leistungen", en: "OZG-Leistungen with full coverage"),
    question: Text(
      de:
        "Bei welchem Anteil der OZG-Leistungen sind alle Leistungen in allen Gemeinden des Gebiets online?",
      en:
        "For what share of the OZG-Leistungen are all Leistungen online in all Gemeinden of the area?"
    ),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Alles oder nichts: fehlt eine einzige Leistung in einer einzigen Gemeinde, zählt die OZG-Leistung als nicht erreicht.",
      en:
        "All or nothing: if one Leistung is missing in one Gemeinde, the bundle counts as not reached."
    ),
    time: .state, hasCountingRule: true,
    formula: .share(
      sum(of: .min, "active", over: "ozg", in: .competentPairs),
      of: sum(of: .max, "pairs", over: "ozg", in: .competentPairs),
      outside: sum(of: .max, "not_applicable", over: "ozg", in: .competentPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Zwei OZG-Leistungen, nur eine ist überall ganz online",
          en: "Two bundles, only one is online everywhere and whole"),
        columns: ["gemeinde", "ozg", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "o1", "L1", "1", "1", "0"],
          ["B", "o1", "L1", "1", "1", "0"],
          ["A", "o1", "L2", "1", "1", "0"],
          ["A", "o2", "L3", "1", "1", "0"],
          ["B", "o2", "L3", "1", "0", "0"],
        ],
        numerator: 1, denominator: 2, figure: .value(0.5)),
      WorkedExample(
        title: Text(
          de: "Wo es eine Leistung nicht gibt, fehlt sie auch nicht",
          en: "Where a Leistung does not exist it is not missing either"),
        columns: ["gemeinde", "ozg", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "o1", "L1", "1", "1", "0"],
          ["B", "o1", "L1", "0", "", "1"],
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
