import Domain

extension Indicator {
  /// § 2 (2) k, § 4 (4), (5): every innovation is to be available to all.
  static let universalReuse = Indicator(
    id: "universal_reuse", group: .adoption,
    name: Text(de: "nachgenutzte Universalprozesse", en: "reused Universalprozesse"),
    question: Text(
      de: "Welcher Anteil der aktiven Universalprozesse wird von mindestens zwei Behörden genutzt?",
      en: "What share of the active Universalprozesse is used by at least two Behörden?"),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Beide Behörden müssen im betrachteten Gebiet liegen: je Kreis zählt nur die Nachnutzung innerhalb des Kreises.",
      en:
        "Both Behörden have to lie in the area asked for: by Kreis only reuse within the Kreis counts."
    ),
    time: .state, hasCountingRule: true,
    formula: .share(
      sum(
        of: .atLeast(2), "activations", over: "process", in: .assessedActivations,
        where: .universalProcesses),
      of: sum(
        of: .max, "activations", over: "process", in: .assessedActivations,
        where: .universalProcesses)),
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
        ],
        numerator: 1, denominator: 2, figure: .value(0.5)),
      WorkedExample(
        title: Text(
          de: "Kein Universalprozess ist aktiv: keine Zahl",
          en: "No Universalprozess is active: no figure"),
        columns: ["gemeinde", "leistung", "process", "process_kind", "activations"],
        rows: [
          ["A", "L1", "p3", "standard", "1"],
          ["B", "L1", "p3", "standard", "1"],
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
