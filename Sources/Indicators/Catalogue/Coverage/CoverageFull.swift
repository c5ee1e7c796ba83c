import Domain

extension Indicator {
  /// Federal counting "flächendeckend": all or nothing.
  static let coverageFull = Indicator(
    id: "coverage_full", group: .coverage,
    name: Text(
      de: "flächendeckende Leistungen",
      en: "Leistungen with full coverage"),
    question: Text(
      de: "Welcher Anteil der Leistungen ist in allen Gemeinden des Gebiets online?",
      en: "What share of the Leistungen is online in every Gemeinde of the area?"),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de: "Alles oder nichts: fehlt eine einzige Gemeinde, zählt die Leistung als nicht erreicht.",
      en: "All or nothing: if one Gemeinde is missing, the Leistung counts as not reached."),
    time: .state, hasCountingRule: true,
    formula: .share(
      sum(of: .min, "active", over: "leistung", in: .competentPairs),
      of: sum(of: .max, "pairs", over: "leistung", in: .competentPairs),
      outside: sum("not_applicable", in: .competentPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Drei Leistungen in zwei Gemeinden: eine davon überall online",
          en: "Three Leistungen in two Gemeinden: one of them online everywhere"),
        columns: ["gemeinde", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "L1", "1", "1", "0"],
          ["B", "L1", "1", "0", "0"],
          ["A", "L2", "1", "1", "0"],
          ["B", "L2", "1", "1", "0"],
          ["A", "L3", "1", "0", "0"],
          ["B", "L3", "1", "0", "0"],
        ],
        numerator: 1, denominator: 3, figure: .value(1.0 / 3.0)),
      WorkedExample(
        title: Text(
          de: "Wo es eine Leistung nicht gibt, fehlt sie auch nicht",
          en: "Where a Leistung does not exist it is not missing either"),
        columns: ["gemeinde", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "L1", "1", "1", "0"],
          ["B", "L1", "0", "", "1"],
        ],
        numerator: 1, denominator: 1, figure: .value(1)),
    ])
}
