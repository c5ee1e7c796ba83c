import Domain

extension Indicator {
  /// Among active pairs whose link was checked.
  static let portalReachableShare = Indicator(
    id: "portal_reachable_share", group: .coverage,
    name: Text(de: "erreichbare Links", en: "links that can be reached"),
    question: Text(
      de:
        "Bei welchem Anteil der online angebotenen Leistungen führte der geprüfte Link zum Angebot?",
      en:
        "For what share of the Leistungen offered online did the link that was checked lead to the offer?"
    ),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Gezählt ist die letzte gemeldete Prüfung; einen Ausfall zwischen zwei Prüfungen sieht die Zahl nicht.",
      en:
        "What counts is the last check reported; the figure does not see a failure between two checks."
    ),
    time: .state,
    formula: .share(sum("url_ok", in: .activePairs), of: sum("url_ok_known", in: .activePairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei von vier geprüften Links führen zum Ziel; der fünfte ist nicht geprüft",
          en: "Three of four links that were checked lead there; the fifth was not checked"),
        columns: ["gemeinde", "leistung", "pairs", "url_ok", "url_ok_known"],
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
        columns: ["gemeinde", "leistung", "pairs", "url_ok", "url_ok_known"],
        rows: [
          ["A", "L1", "1", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
