import Domain

extension Indicator {
  /// § 2 (2) k. The sum of zeros makes it 0, not missing, where other processes are active.
  static let universalDuplicates = Indicator(
    id: "universal_duplicates", group: .adoption,
    name: Text(
      de: "Leistungen mit mehrfach gebauten Universalprozessen",
      en: "Leistungen with Universalprozesse built several times"),
    question: Text(
      de: "Für wie viele Leistungen sind mindestens drei verschiedene Universalprozesse aktiv?",
      en: "For how many Leistungen are at least three different Universalprozesse active?"),
    unit: .count, direction: .lowerIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Ein Prozess zählt nur bei seiner ersten Leistung; mehrere Prozesse können verschiedene Fälle derselben Leistung bedienen.",
      en:
        "A process counts only at its first Leistung; several processes may serve different cases of the same Leistung."
    ),
    time: .state, hasCountingRule: true,
    formula: .total(
      sum("activations", in: .assessedActivations, where: .universalProcesses)
        .collapsed(by: .max, over: "process").collapsed(by: .atLeast(3), over: "leistung"),
      sum(0 * .column("activations"), in: .assessedActivations)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei verschiedene für L1, zwei für L2", en: "Three different ones for L1, two for L2"
        ),
        columns: ["gemeinde", "leistung", "process", "process_kind", "activations"],
        rows: [
          ["A", "L1", "p1", "universal", "1"],
          ["B", "L1", "p2", "universal", "1"],
          ["C", "L1", "p3", "universal", "1"],
          ["A", "L2", "p4", "universal", "1"],
          ["B", "L2", "p5", "universal", "1"],
          ["C", "L2", "p5", "universal", "1"],
        ],
        numerator: 1, denominator: nil, figure: .value(1)),
      WorkedExample(
        title: Text(
          de: "Derselbe Prozess bei drei Behörden ist kein Mehrfachbau",
          en: "The same process at three Behörden is not built several times"),
        columns: ["gemeinde", "leistung", "process", "process_kind", "activations"],
        rows: [
          ["A", "L1", "p1", "universal", "1"],
          ["B", "L1", "p1", "universal", "1"],
          ["C", "L1", "p1", "universal", "1"],
        ],
        numerator: 0, denominator: nil, figure: .value(0)),
      WorkedExample(
        title: Text(
          de: "Nur Standardprozesse sind aktiv: eine Null",
          en: "Only Standardprozesse are active: a zero"),
        columns: ["gemeinde", "leistung", "process", "process_kind", "activations"],
        rows: [
          ["A", "L1", "p6", "standard", "1"]
        ],
        numerator: 0, denominator: nil, figure: .value(0)),
    ])
}
