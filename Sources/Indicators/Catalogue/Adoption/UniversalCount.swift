import Domain

extension Indicator {
  /// § 2 (2) k. The sum of zeros makes it 0, not missing, where other processes are active.
  static let universalCount = Indicator(
    id: "universal_count", group: .adoption,
    name: Text.same("Universalprozesse"),
    question: Text(
      de: "Wie viele verschiedene Universalprozesse sind im Gebiet aktiv?",
      en: "How many different Universalprozesse are active in the area?"),
    unit: .count, direction: .neutral,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Ein Universalprozess zählt einmal, wie viele Behörden ihn auch nutzen; über seine Güte sagt die Zahl nichts.",
      en:
        "A Universalprozess counts once however many Behörden use it; the figure says nothing about its quality."
    ),
    time: .state, hasCountingRule: true,
    formula: .total(
      sum(
        of: .max, "activations", over: "process", in: .assessedActivations,
        where: .universalProcesses),
      sum(0 * .column("activations"), in: .assessedActivations)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Zwei Universalprozesse, einer davon bei zwei Behörden",
          en: "Two Universalprozesse, one of them at two Behörden"),
        columns: ["gemeinde", "leistung", "process", "process_kind", "activations"],
        rows: [
          ["A", "L1", "p1", "universal", "1"],
          ["B", "L1", "p1", "universal", "1"],
          ["A", "L2", "p2", "universal", "1"],
          ["A", "L1", "p3", "standard", "1"],
        ],
        numerator: 2, denominator: nil, figure: .value(2)),
      WorkedExample(
        title: Text(
          de: "Nur Standardprozesse sind aktiv: eine Null",
          en: "Only Standardprozesse are active: a zero"),
        columns: ["gemeinde", "leistung", "process", "process_kind", "activations"],
        rows: [
          ["A", "L1", "p3", "standard", "1"]
        ],
        numerator: 0, denominator: nil, figure: .value(0)),
      WorkedExample(
        title: Text(de: "Nichts ist aktiv: keine Zahl", en: "Nothing is active: no figure"),
        columns: ["gemeinde", "leistung", "process", "process_kind", "activations"],
        rows: [],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
