import Domain

extension Indicator {
  /// Verbreitung of released processes.
  static let activationRate = Indicator(
    id: "activation_rate", group: .adoption,
    name: Text(
      de: "Verbreitung",
      en: "adoption"),
    question: Text(
      de:
        "Welcher Anteil der zuständigen Behörden hat die freigegebenen Prozesse aktiv geschaltet?",
      en: "What share of the competent Behörden has switched on the released processes?"),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Die Quote sinkt bei jeder Freigabe eines neuen Prozesses, ohne dass jemand etwas abgeschaltet hätte.",
      en: "The rate drops at each release of a new process although nobody switched anything off."),
    time: .state, hasCountingRule: true,
    formula: .share(sum("active", in: .processPairs), of: sum("pairs", in: .processPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Zwei Behörden, ein freigegebener Prozess, einmal aktiv",
          en: "Two Behörden, one released process, active once"),
        columns: ["gemeinde", "process", "pairs", "active"],
        rows: [
          ["A", "p1", "1", "1"],
          ["B", "p1", "1", "0"],
        ],
        numerator: 1, denominator: 2, figure: .value(0.5)),
      WorkedExample(
        title: Text(
          de: "Vor der ersten Freigabe gibt es keine Zahl",
          en: "Before the first release there is no figure"),
        columns: ["gemeinde", "process", "pairs", "active"],
        rows: [],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
