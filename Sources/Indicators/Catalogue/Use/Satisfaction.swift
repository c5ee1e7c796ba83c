import Domain

extension Indicator {
  /// (mean rating − 1) / 4, at least 5 ratings: the numerator is the sum of (rating − 1), the
  /// denominator four times the number of ratings.
  static let satisfaction = Indicator(
    id: "satisfaction", group: .use,
    name: Text(
      de: "Zufriedenheit",
      en: "satisfaction"),
    question: Text(
      de: "Wie zufrieden sind die Menschen, die eine Bewertung abgeben, von 0 bis 1?",
      en: "How satisfied are the people who leave a rating, from 0 to 1?"),
    unit: .share, direction: .higherIsBetter,
    source: .usageEvents,
    caveat: Text(
      de:
        "Nur wer bewertet, zählt; unter fünf Bewertungen bleibt die Zahl leer. Der Nenner ist das Vierfache der Zahl der Bewertungen.",
      en:
        "Only those who rate count; below five ratings there is no figure. The denominator is four times the number of ratings."
    ),
    time: .flow, countsOneByOne: false,
    formula: .share(
      sum(.column("rating_sum") - .column("rating_count"), in: .usageCells),
      of: sum(4 * .column("rating_count"), in: .usageCells), minimumDenominator: 20),
    examples: [
      WorkedExample(
        title: Text(
          de: "Fünf Bewertungen mit zusammen 20 Punkten (Mittel 4)",
          en: "Five ratings with 20 points together (mean 4)"),
        columns: ["kreis", "rating_sum", "rating_count"],
        rows: [
          ["08115", "14", "3"],
          ["08116", "6", "2"],
        ],
        numerator: 15, denominator: 20, figure: .value(0.75)),
      WorkedExample(
        title: Text(
          de: "Vier Bewertungen sind zu wenige",
          en: "Four ratings are too few"),
        columns: ["kreis", "rating_sum", "rating_count"],
        rows: [
          ["08115", "20", "4"]
        ],
        numerator: 16, denominator: 16, figure: .missing),
    ])
}
