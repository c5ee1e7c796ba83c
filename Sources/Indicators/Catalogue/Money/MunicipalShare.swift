import Domain

extension Indicator {
  /// Borne by the Kommunen / spent under § 5 (2), by the reading that each year names.
  static let municipalShare = Indicator(
    id: "municipal_share", group: .money,
    name: Text(
      de: "Anteil der Kommunen",
      en: "share of the Kommunen"),
    question: Text(
      de: "Welchen Anteil der Ausgaben nach § 5 Abs. 2 tragen die Kommunen?",
      en: "What share of the spending under § 5 (2) is borne by the Kommunen?"),
    unit: .share, direction: .neutral,
    source: Text(
      de: "Haushaltsjahre und gemeldete Kosten",
      en: "budget years and reported costs"),
    caveat: Text(
      de:
        "Folgt der Auslegung des § 5 Abs. 2, die das Haushaltsjahr nennt: A Kommunen zuerst, B je zur Hälfte, beide mit Obergrenze.",
      en:
        "Follows the reading of § 5 (2) that the budget year names: A Kommunen first, B half and half, both with the cap."
    ),
    time: .flow, countsOneByOne: false,
    formula: .share(
      sum("municipal_cents", in: .budgetYears), of: sum("spent_cents", in: .budgetYears), parts: 100
    ),
    examples: [
      WorkedExample(
        title: Text(
          de: "Auslegung A: 1,5 Mio. Euro von 2 Mio. Euro",
          en: "Reading A: 1.5 of 2 million EUR"),
        columns: ["year", "policy", "spent_cents", "municipal_cents"],
        rows: [
          ["2025", "A", "200000000", "150000000"]
        ],
        numerator: 1_500_000, denominator: 2_000_000, figure: .value(0.75)),
      WorkedExample(
        title: Text(
          de: "Auslegung B: die Hälfte",
          en: "Reading B: one half"),
        columns: ["year", "policy", "spent_cents", "municipal_cents"],
        rows: [
          ["2025", "B", "200000000", "100000000"]
        ],
        numerator: 1_000_000, denominator: 2_000_000, figure: .value(0.5)),
    ])
}
