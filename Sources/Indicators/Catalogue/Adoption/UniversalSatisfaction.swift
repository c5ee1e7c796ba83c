import Domain

extension Indicator {
  /// § 2 (2) k. Each side as the satisfaction is computed: (mean rating − 1) / 4, at least
  /// 5 ratings.
  static let universalSatisfaction = Indicator(
    id: "universal_satisfaction", group: .adoption,
    name: Text(
      de: "Zufriedenheit mit Universalprozessen im Vergleich",
      en: "satisfaction with Universalprozesse in comparison"),
    question: Text(
      de:
        "Um wie viele Prozentpunkte liegt die Zufriedenheit mit Universalprozessen über (+) oder unter (−) der mit Standardprozessen?",
      en:
        "By how many percentage points is the satisfaction with Universalprozesse above (+) or below (−) that with Standardprozesse?"
    ),
    unit: .shareDifference, direction: .higherIsBetter,
    source: .usageEvents,
    caveat: Text(
      de:
        "Nur wer bewertet, zählt; hat eine der beiden Arten weniger als fünf Bewertungen, bleibt die Zahl leer.",
      en:
        "Only those who rate count; with fewer than five ratings of either kind there is no figure."
    ),
    time: .flow,
    formula: .gap(
      .satisfaction(with: .universalProcesses), less: .satisfaction(with: .standardProcesses)),
    examples: [
      WorkedExample(
        title: Text(
          de:
            "Universal: fünf Bewertungen, 15 Punkte (Mittel 3); Standard: fünf, 20 Punkte (Mittel 4)",
          en: "Universal: five ratings, 15 points (mean 3); standard: five, 20 points (mean 4)"),
        columns: ["process_kind", "rating_sum", "rating_count"],
        rows: [
          ["universal", "15", "5"],
          ["standard", "20", "5"],
        ],
        numerator: 0, denominator: nil, figure: .value(-0.25)),
      WorkedExample(
        title: Text(de: "Vier Bewertungen sind zu wenige", en: "Four ratings are too few"),
        columns: ["process_kind", "rating_sum", "rating_count"],
        rows: [
          ["universal", "20", "4"],
          ["standard", "20", "5"],
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}

extension Formula {
  /// (mean rating − 1) / 4 of processes of some kind.
  fileprivate static func satisfaction(with kind: Predicate) -> Formula {
    .share(
      sum(.column("rating_sum") - .column("rating_count"), in: .usageCells, where: kind),
      of: sum(4 * .column("rating_count"), in: .usageCells, where: kind),
      minimumDenominator: 20)
  }
}
