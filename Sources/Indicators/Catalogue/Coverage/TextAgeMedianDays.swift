import Domain

extension Indicator {
  /// From the day on which the texts of a process were last updated at a Behörde.
  static let textAgeMedianDays = Indicator(
    id: "text_age_median_days", group: .coverage,
    name: Text(de: "Alter der Texte (Median)", en: "age of the texts (median)"),
    question: Text(
      de:
        "Wie viele Tage ist es her, dass die Texte eines aktiven Prozesses zuletzt aktualisiert wurden, im Median?",
      en: "How many days ago were the texts of an active process last updated, in the median?"),
    unit: .days, direction: .lowerIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de: "Prozesse ohne gemeldetes Datum zählen nicht mit; ein alter Text kann noch richtig sein.",
      en: "Processes without a reported date do not count; an old text may still be right."),
    time: .state,
    formula: .quantile(
      percent: 50, of: "age_days", weight: "activations", in: .textAges),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei Prozesse mit 10, 40 und 400 Tage alten Texten",
          en: "Three processes with texts that are 10, 40 and 400 days old"),
        columns: ["gemeinde", "process", "activations", "age_days"],
        rows: [
          ["A", "p1", "1", "10"],
          ["A", "p2", "1", "400"],
          ["B", "p1", "1", "40"],
        ],
        numerator: 0, denominator: 3, figure: .value(40)),
      WorkedExample(
        title: Text(
          de: "Bei gerader Zahl gilt der kleinere der beiden mittleren Werte",
          en: "With an even number the smaller of the two middle values stands"),
        columns: ["gemeinde", "process", "activations", "age_days"],
        rows: [
          ["A", "p1", "1", "10"],
          ["B", "p1", "1", "40"],
        ],
        numerator: 0, denominator: 2, figure: .value(10)),
      WorkedExample(
        title: Text(
          de: "Ohne gemeldetes Datum gibt es keine Zahl",
          en: "Without a reported date there is no figure"),
        columns: ["gemeinde", "process", "activations", "age_days"],
        rows: [
          ["A", "p1", "1", ""]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
