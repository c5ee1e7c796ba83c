import Domain

extension Indicator {
  /// Footnote 4: applications are to be accepted. Both counts add up over months.
  static let acceptedShare = Indicator(
    id: "accepted_share", group: .use,
    name: Text(de: "angenommene Anträge", en: "accepted applications"),
    question: Text(
      de: "Wie viele angenommene Anträge kommen auf einen eingegangenen?",
      en: "How many accepted applications are there for each received?"),
    unit: .share, direction: .higherIsBetter,
    source: .authorityBacklog,
    caveat: Text(
      de:
        "Ein Antrag kann in einem späteren Monat angenommen werden: in kurzen Zeiträumen sind auch Werte über 100 % möglich.",
      en:
        "An application may be accepted in a later month: over short periods values above 100% are possible."
    ),
    time: .flow, countsOneByOne: false,
    formula: .share(sum("accepted", in: .backlogCounts), of: sum("received", in: .backlogCounts)),
    examples: [
      WorkedExample(
        title: Text(
          de: "In zwei Monaten 90 von 100 Anträgen angenommen",
          en: "90 of 100 applications accepted in two months"),
        columns: ["kreis", "month", "received", "accepted"],
        rows: [
          ["08115", "2025-03", "60", "50"],
          ["08115", "2025-04", "40", "40"],
        ],
        numerator: 90, denominator: 100, figure: .value(0.9)),
      WorkedExample(
        title: Text(de: "Nichts ist eingegangen", en: "Nothing was received"),
        columns: ["kreis", "month", "received", "accepted"],
        rows: [
          ["08115", "2025-03", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
