import Domain

extension Indicator {
  /// Gini coefficient of the applications of the last twelve months over activations.
  static let useConcentration = Indicator(
    id: "use_concentration", group: .use,
    name: Text(de: "Konzentration der Nutzung (Gini)", en: "concentration of use (Gini)"),
    question: Text(
      de:
        "Wie ungleich verteilen sich die Anträge auf die Aktivierungen (0: alle gleich, nahe 1: alles bei wenigen)?",
      en:
        "How unequally are the applications spread over the activations (0: all the same, near 1: all at a few)?"
    ),
    unit: .coefficient, direction: .neutral,
    source: .activationSnapshots.and(.usageEvents),
    caveat: Text(
      de:
        "Große Städte haben mehr Anträge als kleine Gemeinden: ein hoher Wert ist noch kein Mangel.",
      en:
        "Large towns have more applications than small Gemeinden: a high value is no defect in itself."
    ),
    time: .state, hasCountingRule: true,
    formula: .gini(of: sum("submissions", in: .assessedActivations)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Vier Aktivierungen, alle Anträge bei einer",
          en: "Four activations, all applications at one"),
        columns: ["gemeinde", "process", "activations", "submissions"],
        rows: [
          ["A", "p1", "1", "0"],
          ["A", "p2", "1", "0"],
          ["B", "p1", "1", "0"],
          ["C", "p1", "1", "8"],
        ],
        numerator: 0, denominator: 4, figure: .value(0.75)),
      WorkedExample(
        title: Text(de: "Überall gleich viele", en: "The same everywhere"),
        columns: ["gemeinde", "process", "activations", "submissions"],
        rows: [
          ["A", "p1", "1", "3"],
          ["B", "p1", "1", "3"],
        ],
        numerator: 0, denominator: 2, figure: .value(0)),
      WorkedExample(
        title: Text(
          de: "Niemand hat einen Antrag gestellt: keine Zahl", en: "Nobody applied: no figure"),
        columns: ["gemeinde", "process", "activations", "submissions"],
        rows: [
          ["A", "p1", "1", "0"],
          ["B", "p1", "1", "0"],
        ],
        numerator: 0, denominator: 2, figure: .missing),
    ])
}
