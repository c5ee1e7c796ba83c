import Domain

extension Indicator {
  /// Available but not configured for 90 days or more.
  static let configuredGap = Indicator(
    id: "configured_gap", group: .adoption,
    name: Text(
      de: "verfügbar, seit 90 Tagen nicht parametrisiert",
      en: "available, not configured for 90 days"),
    question: Text(
      de:
        "Wie viele verfügbare Prozesse haben Behörden seit mindestens 90 Tagen nicht parametrisiert?",
      en: "How many available processes have Behörden not configured for at least 90 days?"),
    unit: .count, direction: .lowerIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Jeder Prozess zählt bei jeder Behörde einmal; ob die Behörde ihn bewusst nicht will, sagt die Zahl nicht.",
      en:
        "Each process counts once at each Behörde; whether the Behörde does not want it on purpose the figure does not say."
    ),
    time: .state,
    formula: .total(sum("waiting_90_days", in: .waitingActivations)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Zwei Behörden warten, eine davon länger als 90 Tage",
          en: "Two Behörden wait, one of them for more than 90 days"),
        columns: ["gemeinde", "process", "waiting", "waiting_90_days"],
        rows: [
          ["A", "p1", "1", "1"],
          ["B", "p1", "1", "0"],
        ],
        numerator: 1, denominator: nil, figure: .value(1)),
      WorkedExample(
        title: Text(
          de: "Alle warten kürzer als 90 Tage: eine Null",
          en: "All wait for less than 90 days: a zero"),
        columns: ["gemeinde", "process", "waiting", "waiting_90_days"],
        rows: [
          ["A", "p1", "1", "0"]
        ],
        numerator: 0, denominator: nil, figure: .value(0)),
      WorkedExample(
        title: Text(de: "Nichts ist gemeldet: keine Zahl", en: "Nothing is reported: no figure"),
        columns: ["gemeinde", "process", "waiting", "waiting_90_days"],
        rows: [],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
