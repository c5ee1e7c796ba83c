import Domain

extension Indicator {
  /// Its own state, not a gap: online at another place than service-bw.
  static let elsewhereShare = Indicator(
    id: "elsewhere_share", group: .coverage,
    name: Text(de: "online an anderer Stelle", en: "online elsewhere"),
    question: Text(
      de: "Welcher Anteil der Leistungen ist nicht auf service-bw, aber an anderer Stelle online?",
      en: "What share of the Leistungen is not on service-bw, but online elsewhere?"),
    unit: .share, direction: .neutral,
    source: .activationSnapshots.and(.elsewhereList),
    caveat: Text(
      de:
        "Zählt nur Angebote, die mit Quelle gemeldet sind; was niemand meldet, erscheint als Lücke.",
      en:
        "Counts only offers that are reported with a source; what nobody reports appears as a gap."),
    time: .state, hasCountingRule: true,
    formula: .share(
      sum("elsewhere", in: .competentPairs), of: sum("pairs", in: .competentPairs),
      outside: sum("not_applicable", in: .competentPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Vier Paare: eines auf service-bw, eines an anderer Stelle, zwei gar nicht online",
          en: "Four pairs: one on service-bw, one elsewhere, two not online at all"),
        columns: ["gemeinde", "leistung", "pairs", "active", "elsewhere", "not_applicable"],
        rows: [
          ["A", "L1", "1", "0", "1", "0"],
          ["A", "L2", "1", "1", "0", "0"],
          ["B", "L1", "1", "0", "0", "0"],
          ["B", "L2", "1", "0", "0", "0"],
        ],
        numerator: 1, denominator: 4, figure: .value(0.25)),
      WorkedExample(
        title: Text(
          de: "Gibt es hier keine der Leistungen, entfällt die Frage",
          en: "If none of the Leistungen exists here the question does not apply"),
        columns: ["gemeinde", "leistung", "pairs", "active", "elsewhere", "not_applicable"],
        rows: [
          ["A", "L1", "0", "", "", "1"]
        ],
        numerator: 0, denominator: 0, figure: .notApplicable),
    ])
}
