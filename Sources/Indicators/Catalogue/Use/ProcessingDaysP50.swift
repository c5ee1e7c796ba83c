import Domain

extension Indicator {
  /// Footnote 4: accepted and processed. From the application to `completed`, to 1 %.
  static let processingDaysP50 = Indicator(
    id: "processing_days_p50", group: .use,
    name: Text(de: "Bearbeitungsdauer (Median)", en: "processing time (median)"),
    question: Text(
      de:
        "Innerhalb wie vieler Tage nach dem Antrag ist die Hälfte der abgeschlossenen Vorgänge abgeschlossen?",
      en: "Within how many days after the application is half of the completed cases completed?"),
    unit: .days, direction: .lowerIsBetter,
    source: .usageEvents,
    caveat: Text(
      de:
        "Zählt nur abgeschlossene Vorgänge, deren Abschluss service-bw erfährt; was noch offen ist, fehlt.",
      en:
        "Counts only cases whose completion service-bw learns of; what is still open is not in it."),
    time: .flow,
    formula: .quantile(
      percent: 50, of: "milliseconds", weight: "events", in: .durationCounts,
      where: Predicate("event", in: ["completed"]), parts: BerlinTime.millisecondsPerDay),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei Vorgänge: einer nach einem Tag, zwei nach fünf (432.000.000 ms)",
          en: "Three cases: one after a day, two after five (432,000,000 ms)"),
        columns: ["process", "event", "milliseconds", "events"],
        rows: [
          ["p1", "completed", "86400000", "1"],
          ["p1", "completed", "432000000", "2"],
          ["p1", "submitted", "60000", "9"],
        ],
        numerator: 0, denominator: 3, figure: .value(5)),
      WorkedExample(
        title: Text(de: "Halbe Tage bleiben halbe Tage", en: "Half days stay half days"),
        columns: ["process", "event", "milliseconds", "events"],
        rows: [
          ["p1", "completed", "43200000", "1"]
        ],
        numerator: 0, denominator: 1, figure: .value(0.5)),
      WorkedExample(
        title: Text(
          de: "Nichts ist abgeschlossen: keine Zahl", en: "Nothing is completed: no figure"),
        columns: ["process", "event", "milliseconds", "events"],
        rows: [
          ["p1", "submitted", "60000", "9"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
