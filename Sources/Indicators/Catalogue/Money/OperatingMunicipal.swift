import Domain

extension Indicator {
  /// min(half of the operating costs, 200,000 EUR) a year, § 5 (3), until a flat rate is agreed.
  static let operatingMunicipal = Indicator(
    id: "operating_municipal", group: .money,
    name: Text(
      de: "Betriebskosten der Kommunen",
      en: "operating costs of the Kommunen"),
    question: Text(
      de: "Wie viel der Betriebskosten tragen die Kommunen?",
      en: "How much of the operating costs do the Kommunen bear?"),
    unit: .euros, direction: .neutral,
    source: Text(
      de: "Haushaltsjahre und gemeldete Kosten",
      en: "budget years and reported costs"),
    caveat: Text(
      de:
        "Die Hälfte, höchstens 200.000 Euro im Jahr (§ 5 Abs. 3, vorläufig bis zu einer Pauschale); ohne gemeldete Kosten gilt der Plan.",
      en:
        "One half, at most 200,000 EUR a year (§ 5 (3), interim until a flat rate); without reported costs the plan stands."
    ),
    time: .flow,
    formula: .amount(sum("operating_municipal_cents", in: .budgetYears), parts: 100),
    examples: [
      WorkedExample(
        title: Text(
          de: "Zwei Jahre, eines an der Obergrenze",
          en: "Two years, one at the cap"),
        columns: ["year", "policy", "operating_cents", "operating_municipal_cents"],
        rows: [
          ["2024", "B", "30000000", "15000000"],
          ["2025", "B", "45000000", "20000000"],
        ],
        numerator: 350_000, denominator: nil, figure: .value(350_000)),
      WorkedExample(
        title: Text(
          de: "Kein Haushaltsjahr ist bekannt",
          en: "No budget year is known"),
        columns: ["year", "policy", "operating_municipal_cents"],
        rows: [
          ["2025", "B", ""]
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
