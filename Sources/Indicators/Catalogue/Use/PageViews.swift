import Domain

extension Indicator {
  /// Views of pages.
  static let pageViews = Indicator(
    id: "page_views", group: .use,
    name: Text(
      de: "Seitenaufrufe",
      en: "page views"),
    question: Text(
      de: "Wie oft wurden Seiten der Prozesse aufgerufen?",
      en: "How often were pages of the processes viewed?"),
    unit: .count, direction: .neutral,
    source: .usageEvents,
    caveat: Text(
      de: "Seitenaufrufe zählen jedes Neuladen mit und sagen nichts über erledigte Anliegen.",
      en: "Page views count each reload and say nothing about business done."),
    time: .flow,
    formula: .total(sum("page_view", in: .usageCells)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Zwei Zellen zählen zusammen",
          en: "Two cells add up"),
        columns: ["kreis", "month", "page_view"],
        rows: [
          ["08115", "2025-03", "4"],
          ["08115", "2025-04", "3"],
        ],
        numerator: 7, denominator: nil, figure: .value(7)),
      WorkedExample(
        title: Text(
          de: "Eine gemeldete Null ist eine Null",
          en: "A reported zero is a zero"),
        columns: ["kreis", "month", "page_view"],
        rows: [
          ["08115", "2025-03", "0"]
        ],
        numerator: 0, denominator: nil, figure: .value(0)),
    ])
}
