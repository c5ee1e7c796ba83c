import Domain

extension Indicator {
  /// By cohort of release; the plain rate drops at each release, this one does not.
  /// The month is the one in which the twelve months end.
  static let activationRate12m = Indicator(
    id: "activation_rate_12m", group: .adoption,
    name: Text(de: "Verbreitung nach zwölf Monaten", en: "adoption after twelve months"),
    question: Text(
      de:
        "Welcher Anteil der zuständigen Behörden hatte einen Prozess zwölf Monate nach seiner Freigabe aktiv geschaltet?",
      en:
        "What share of the competent Behörden had switched on a process twelve months after its release?"
    ),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots.and(.processRegister),
    caveat: Text(
      de:
        "Der Monat ist der, in dem die zwölf Monate enden; jüngere Freigaben sind noch nicht enthalten.",
      en: "The month is the one in which the twelve months end; later releases are not in it yet."),
    time: .flow, hasCountingRule: true,
    formula: .share(sum("active", in: .releaseCohorts), of: sum("pairs", in: .releaseCohorts)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Zwei Freigaben: nach zwölf Monaten drei von vier Behörden aktiv",
          en: "Two releases: three of four Behörden active after twelve months"),
        columns: ["gemeinde", "process", "month", "pairs", "active"],
        rows: [
          ["A", "p1", "2025-03", "1", "1"],
          ["B", "p1", "2025-03", "1", "1"],
          ["A", "p2", "2025-06", "1", "1"],
          ["B", "p2", "2025-06", "1", "0"],
        ],
        numerator: 3, denominator: 4, figure: .value(0.75)),
      WorkedExample(
        title: Text(
          de: "Vor Ablauf der zwölf Monate gibt es keine Zahl",
          en: "Before the twelve months are over there is no figure"),
        columns: ["gemeinde", "process", "month", "pairs", "active"],
        rows: [],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
