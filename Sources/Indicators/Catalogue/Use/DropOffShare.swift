import Domain

extension Indicator {
  /// Visits for which a step is the last one among those that come as far.
  static let dropOffShare = Indicator(
    id: "drop_off_share", group: .use,
    name: Text(
      de: "Abbruchquote nach Schritt",
      en: "drop-off rate by step"),
    question: Text(
      de: "Welcher Anteil der Besuche, die so weit kommen, endet nach diesem Schritt ohne Antrag?",
      en: "What share of the visits that come as far ends after this step without an application?"),
    unit: .share, direction: .lowerIsBetter,
    source: .usageEvents,
    caveat: Text(
      de:
        "Gezählt wird wie bei den Abbrüchen nach Schritt; ohne Gliederung nach Schritt ist es der "
        + "Anteil an allen erreichten Schritten, nicht der Anteil der abgebrochenen Besuche.",
      en:
        "Counted as for the drop-off by step; without a breakdown by step it is the share of all "
        + "steps that were reached, not the share of visits that drop off."),
    time: .flow,
    formula: .share(sum("ended", in: .funnelSteps), of: sum("reached", in: .funnelSteps)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Acht Besuche kommen bis Schritt 2, zwei enden dort",
          en: "Eight visits come as far as step 2, two end there"),
        columns: ["kreis", "step", "reached", "ended"],
        rows: [
          ["08115", "2", "8", "2"]
        ],
        numerator: 2, denominator: 8, figure: .value(0.25)),
      WorkedExample(
        title: Text(
          de: "Zwei Kreise zählen zusammen",
          en: "Two Kreise count together"),
        columns: ["kreis", "step", "reached", "ended"],
        rows: [
          ["08115", "1", "6", "3"],
          ["08116", "1", "4", "0"],
        ],
        numerator: 3, denominator: 10, figure: .value(0.3)),
    ])
}
