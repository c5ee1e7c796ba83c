import Domain

extension Indicator {
  /// Ten principles of the Landkreise (14.11.2019): standard solutions first.
  static let standardShare = Indicator(
    id: "standard_share", group: .adoption,
    name: Text(
      de: "Anteil der Standardprozesse",
      en: "share of Standardprozesse"),
    question: Text(
      de:
        "Bei welchem Anteil der online angebotenen Leistungen nutzen die Behörden einen Standardprozess?",
      en: "For what share of the Leistungen offered online do the Behörden use a Standardprozess?"),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Wo Standard- und Universalprozess nebeneinander laufen (Doppelstrategie), zählt das Paar als Standard.",
      en:
        "Where a Standardprozess and a Universalprozess run side by side, the pair counts as standard."
    ),
    time: .state, hasCountingRule: true,
    formula: .share(sum("standard", in: .authorityPairs), of: sum("active", in: .authorityPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei aktive Paare, zwei davon mit Standardprozess",
          en: "Three active pairs, two of them with a Standardprozess"),
        columns: ["gemeinde", "leistung", "pairs", "active", "standard", "kommunal"],
        rows: [
          ["A", "L1", "1", "1", "1", "1"],
          ["A", "L2", "1", "1", "0", "1"],
          ["B", "L1", "1", "1", "1", "1"],
          ["B", "L2", "1", "0", "0", "1"],
        ],
        numerator: 2, denominator: 3, figure: .value(2.0 / 3.0)),
      WorkedExample(
        title: Text(
          de: "Nichts ist aktiv",
          en: "Nothing is active"),
        columns: ["gemeinde", "leistung", "pairs", "active", "standard", "kommunal"],
        rows: [
          ["A", "L1", "1", "0", "0", "1"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
