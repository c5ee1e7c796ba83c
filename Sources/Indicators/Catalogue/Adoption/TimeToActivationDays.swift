import Domain

extension Indicator {
  /// Kaplan–Meier median; Behörden that have not activated yet count as long as they have waited.
  static let timeToActivationDays = Indicator(
    id: "time_to_activation_days", group: .adoption,
    name: Text(de: "Tage bis zur Aktivierung (Median)", en: "days to activation (median)"),
    question: Text(
      de:
        "Nach wie vielen Tagen hat die Hälfte der zuständigen Behörden einen freigegebenen Prozess aktiv geschaltet?",
      en: "After how many days has half of the competent Behörden switched on a released process?"),
    unit: .days, direction: .lowerIsBetter,
    source: .activationSnapshots.and(.processRegister),
    caveat: Text(
      de:
        "Der Tag der Aktivierung ist der des ersten Stands, der sie zeigt, also etwas zu spät; hat noch nicht die Hälfte aktiviert, gibt es keine Zahl.",
      en:
        "The day of activation is that of the first snapshot that shows it, so a little late; until half have activated there is no figure."
    ),
    time: .state,
    formula: .survivalMedian(time: "days", event: "activated", in: .activationTimes),
    examples: [
      WorkedExample(
        title: Text(
          de:
            "Fünf Behörden: aktiv nach 20, 40 und 60 Tagen, zwei warten seit 30 und 90 Tagen (übrig: 4/5, dann 4/5 × 2/3, dann halb so viel)",
          en:
            "Five Behörden: active after 20, 40 and 60 days, two waiting for 30 and 90 days (left: 4/5, then 4/5 × 2/3, then half of that)"
        ),
        columns: ["gemeinde", "process", "days", "activated"],
        rows: [
          ["A", "p1", "20", "1"],
          ["B", "p1", "30", "0"],
          ["C", "p1", "40", "1"],
          ["D", "p1", "60", "1"],
          ["E", "p1", "90", "0"],
        ],
        numerator: 0, denominator: 5, figure: .value(60)),
      WorkedExample(
        title: Text(
          de: "Noch nicht die Hälfte hat aktiviert: keine Zahl",
          en: "Not half have activated yet: no figure"),
        columns: ["gemeinde", "process", "days", "activated"],
        rows: [
          ["A", "p1", "20", "1"],
          ["B", "p1", "50", "0"],
          ["C", "p1", "50", "0"],
        ],
        numerator: 0, denominator: 3, figure: .missing),
      WorkedExample(
        title: Text(de: "Nichts wurde freigegeben", en: "Nothing was released"),
        columns: ["gemeinde", "process", "days", "activated"],
        rows: [],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
