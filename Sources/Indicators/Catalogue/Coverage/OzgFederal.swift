import Domain

extension Indicator {
  /// Federal counting: level 2 of model 1.1 for one Leistung in one Kommune makes the bundle
  /// "online".
  static let ozgFederal = Indicator(
    id: "ozg_federal", group: .coverage,
    name: Text(de: "OZG-Leistungen nach Bundeszählung", en: "OZG-Leistungen by federal counting"),
    question: Text(
      de:
        "Welcher Anteil der OZG-Leistungen gilt nach der Zählweise des Bundes (Reifegrad 2 im Modell 1.1) im Gebiet als online?",
      en:
        "What share of the OZG-Leistungen counts as online in the area by the federal rule (level 2 of model 1.1)?"
    ),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Reifegrad 2 verlangt noch keinen Online-Antrag; was nur im Modell 2.0 bewertet ist, zählt nicht mit.",
      en:
        "Level 2 does not ask for an online application yet; what is rated in model 2.0 only does not count."
    ),
    time: .state, fixedRule: .maturity(.v1, 2),
    formula: .share(
      sum(of: .max, "active", over: "ozg", in: .competentPairs),
      of: sum(of: .max, "pairs", over: "ozg", in: .competentPairs),
      outside: sum(of: .max, "not_applicable", over: "ozg", in: .competentPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de:
            "Zwei OZG-Leistungen, eine erreicht irgendwo Reifegrad 2 (active: Reifegrad 2 oder höher)",
          en: "Two bundles, one reaches level 2 somewhere (active: level 2 or above)"),
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
          de: "Ist alles nur im Modell 2.0 bewertet, gibt es keine Zahl",
          en: "Where all is rated in model 2.0 only there is no figure"),
        columns: ["gemeinde", "ozg", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "o1", "L1", "", "", "0"]
        ],
        numerator: 0, denominator: nil, figure: .missing),
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
