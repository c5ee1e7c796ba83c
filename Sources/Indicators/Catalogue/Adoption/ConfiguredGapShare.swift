import Domain

extension Indicator {
  /// Among all that is available and not configured.
  static let configuredGapShare = Indicator(
    id: "configured_gap_share", group: .adoption,
    name: Text(
      de: "Anteil seit 90 Tagen nicht parametrisiert", en: "share not configured for 90 days"),
    question: Text(
      de:
        "Welcher Anteil der verfügbaren, nicht parametrisierten Prozesse wartet seit mindestens 90 Tagen?",
      en:
        "What share of the processes that are available and not configured has been waiting for at least 90 days?"
    ),
    unit: .share, direction: .lowerIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Der Nenner sind nur wartende Prozesse; er sagt nicht, welcher Teil aller Prozesse wartet.",
      en:
        "The denominator are waiting processes only; it does not say which part of all processes waits."
    ),
    time: .state,
    formula: .share(
      sum("waiting_90_days", in: .waitingActivations),
      of: sum("waiting", in: .waitingActivations)),
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
        numerator: 1, denominator: 2, figure: .value(0.5)),
      WorkedExample(
        title: Text(de: "Niemand wartet: keine Zahl", en: "Nobody waits: no figure"),
        columns: ["gemeinde", "process", "waiting", "waiting_90_days"],
        rows: [
          ["A", "p1", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
