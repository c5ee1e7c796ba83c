import Domain

extension Indicator {
  /// Hand-overs happen to a case, days after the visit.
  static let handoverShare = Indicator(
    id: "handover_share", group: .use,
    name: Text(de: "Anteil übergebener Anträge", en: "share of applications handed over"),
    question: Text(
      de: "Wie viele übergebene Anträge kommen auf einen eingereichten?",
      en: "How many applications handed over are there for each submitted?"),
    unit: .share, direction: .higherIsBetter,
    source: .usageEvents,
    caveat: Text(
      de:
        "Ein Antrag kann in einem späteren Monat übergeben werden: in kurzen Zeiträumen sind auch Werte über 100 % möglich.",
      en:
        "An application may be handed over in a later month: over short periods values above 100% are possible."
    ),
    time: .flow, countsOneByOne: false,
    formula: .share(sum("handed_over", in: .usageCells), of: sum("submitted", in: .usageCells)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei von vier Anträgen sind übergeben",
          en: "Three of four applications are handed over"),
        columns: ["kreis", "month", "submitted", "handed_over"],
        rows: [
          ["08115", "2025-03", "3", "2"],
          ["08115", "2025-04", "1", "1"],
        ],
        numerator: 3, denominator: 4, figure: .value(0.75)),
      WorkedExample(
        title: Text(
          de: "Übergeben, was im Monat davor eingereicht wurde: keine Zahl",
          en: "Handed over what was submitted in the month before: no figure"),
        columns: ["kreis", "month", "submitted", "handed_over"],
        rows: [
          ["08115", "2025-04", "0", "2"]
        ],
        numerator: 2, denominator: 0, figure: .missing),
    ])
}
