import Domain

extension Indicator {
  /// Nearest-rank quantile of the time from the start of a visit to the application, to 1 %.
  ///
  /// - Parameters:
  ///   - percent: which one, 1…99.
  ///   - ofTen: its value, in minutes, where ten applications took 1, 1, 1, 1, 1, 2, 2, 2, 2 and 10
  ///     minutes: the worked example.
  static func timeToSubmission(
    id: String, percent: Int64, name: Text, question: Text, ofTen: Double
  ) -> Indicator {
    Indicator(
      id: id, group: .use, name: name, question: question,
      unit: .minutes, direction: .lowerIsBetter,
      source: .usageEvents,
      caveat: Text(
        de:
          "Zählt nur eingereichte Anträge, nicht die abgebrochenen; Pausen während des Besuchs zählen mit, und der Wert ist auf 1 % genau.",
        en:
          "Counts only applications that were submitted, not those given up; breaks within the visit count, and the value is right to 1%."
      ),
      time: .flow,
      formula: .quantile(
        percent: percent, of: "milliseconds", weight: "events", in: .durationCounts,
        where: Predicate("event", in: ["submitted"]), parts: BerlinTime.millisecondsPerMinute),
      examples: [
        WorkedExample(
          title: Text(
            de: "Zehn Anträge: fünf nach einer Minute, vier nach zwei, einer nach zehn",
            en: "Ten applications: five after one minute, four after two, one after ten"),
          columns: ["process", "event", "milliseconds", "events"],
          rows: [
            ["p1", "submitted", "60000", "5"],
            ["p1", "submitted", "120000", "4"],
            ["p2", "submitted", "600000", "1"],
            ["p2", "completed", "86400000", "9"],
          ],
          numerator: 0, denominator: 10, figure: .value(ofTen)),
        WorkedExample(
          title: Text(de: "Ein einziger Antrag", en: "A single application"),
          columns: ["process", "event", "milliseconds", "events"],
          rows: [
            ["p1", "submitted", "60000", "1"]
          ],
          numerator: 0, denominator: 1, figure: .value(1)),
        WorkedExample(
          title: Text(de: "Niemand hat eingereicht: keine Zahl", en: "Nobody submitted: no figure"),
          columns: ["process", "event", "milliseconds", "events"],
          rows: [
            ["p2", "completed", "86400000", "9"]
          ],
          numerator: 0, denominator: 0, figure: .missing),
      ])
  }
}
