import Domain

extension Indicator {
  /// Actual costs by who bears them, kind, process and year; benefits are negative items.
  static let costs = Indicator(
    id: "costs", group: .money,
    name: Text(
      de: "Kosten",
      en: "costs"),
    question: Text(
      de: "Was wurde ausgegeben, wofür und von wem?",
      en: "What was spent, on what and by whom?"),
    unit: .euros, direction: .neutral,
    source: Text(
      de: "gemeldete Kosten- und Nutzenposten",
      en: "reported items of costs and benefits"),
    caveat: Text(
      de:
        "Zählt gemeldete Ist-Posten, auch solche, die nicht haushaltswirksam sind; Nutzen steht als negativer Betrag darin.",
      en:
        "Counts actual items as reported, also those that are not budget-effective; benefits are negative amounts in it."
    ),
    time: .flow,
    formula: .amount(sum("actual_cents", in: .costItems), parts: 100),
    examples: [
      WorkedExample(
        title: Text(
          de: "Land und Kommunen zusammen",
          en: "Land and Kommunen together"),
        columns: ["payer", "cost_kind", "year", "actual_cents"],
        rows: [
          ["land", "development", "2025", "100050"],
          ["kommunen", "development", "2025", "100050"],
        ],
        numerator: 2_001, denominator: nil, figure: .value(2_001)),
      WorkedExample(
        title: Text(
          de: "Nur geplant ist nicht ausgegeben",
          en: "What is only planned was not spent"),
        columns: ["payer", "cost_kind", "year", "actual_cents"],
        rows: [
          ["land", "operation", "2026", ""]
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
