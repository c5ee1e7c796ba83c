import Domain

extension Indicator {
  /// Among active pairs for which payment online is possible.
  static let epaymentShare = Indicator(
    id: "epayment_share", group: .coverage,
    name: Text(de: "Bezahlen online", en: "payment online"),
    question: Text(
      de:
        "Bei welchem Anteil der online angebotenen Leistungen, für die es möglich ist, kann man die Gebühr online bezahlen?",
      en:
        "For what share of the Leistungen offered online where it is possible can the fee be paid online?"
    ),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots.and(.processRegister),
    caveat: Text(
      de:
        "Zählt nur, wo Bezahlen online möglich und gemeldet ist; wie oft online bezahlt wird, sagt die Zahl nicht.",
      en:
        "Counts only where payment online is possible and reported; how often people pay online the figure does not say."
    ),
    time: .state,
    formula: .share(sum("epayment", in: .activePairs), of: sum("epayment_known", in: .activePairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei von vier Paaren erlauben das Bezahlen online; beim fünften ist nichts gemeldet",
          en: "Three of four pairs allow payment online; nothing is reported of the fifth"),
        columns: ["gemeinde", "leistung", "pairs", "epayment", "epayment_known"],
        rows: [
          ["A", "L1", "1", "1", "1"],
          ["A", "L2", "1", "0", "1"],
          ["B", "L1", "1", "1", "1"],
          ["B", "L2", "1", "1", "1"],
          ["C", "L1", "1", "0", "0"],
        ],
        numerator: 3, denominator: 4, figure: .value(0.75)),
      WorkedExample(
        title: Text(de: "Nichts gemeldet: keine Zahl", en: "Nothing reported: no figure"),
        columns: ["gemeinde", "leistung", "pairs", "epayment", "epayment_known"],
        rows: [
          ["A", "L1", "1", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
