import Domain

extension Indicator {
  /// Mean over the Leistungen of bundles of the share of Gemeinden in which each is online.
  /// Asked for by `ozg` it is the depth of each bundle.
  static let ozgDepth = Indicator(
    id: "ozg_depth", group: .coverage,
    name: Text(de: "Tiefe der OZG-Leistungen", en: "depth of the OZG-Leistungen"),
    question: Text(
      de:
        "In welchem Anteil der Gemeinden ist eine Leistung aus einer OZG-Leistung im Mittel online?",
      en: "In what share of the Gemeinden is a Leistung of a bundle online on average?"),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Jede Leistung zählt gleich viel, ob sie oft oder selten gebraucht wird; eine OZG-Leistung mit vielen Leistungen wiegt mehr.",
      en:
        "Each Leistung counts the same whether it is needed often or seldom; a bundle of many Leistungen weighs more."
    ),
    time: .state, hasCountingRule: true, countsOneByOne: false,
    formula: .meanShare(
      .column("active"), of: .column("pairs"), over: "ozg", "leistung", in: .competentPairs,
      outside: sum(of: .max, "not_applicable", over: "ozg", in: .competentPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de:
            "Eine Leistung in einer von zwei Gemeinden, die andere in beiden: im Mittel drei Viertel",
          en: "One Leistung in one of two Gemeinden, the other in both: three quarters on average"),
        columns: ["gemeinde", "ozg", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "o1", "L1", "1", "1", "0"],
          ["B", "o1", "L1", "1", "0", "0"],
          ["A", "o1", "L2", "1", "1", "0"],
          ["B", "o1", "L2", "1", "1", "0"],
        ],
        numerator: 1.5, denominator: 2, figure: .value(0.75)),
      WorkedExample(
        title: Text(
          de: "Eine Leistung, die es hier nicht gibt, zählt nicht in das Mittel",
          en: "A Leistung that does not exist here is not part of the mean"),
        columns: ["gemeinde", "ozg", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "o1", "L1", "1", "1", "0"],
          ["A", "o1", "L2", "0", "", "1"],
        ],
        numerator: 1, denominator: 1, figure: .value(1)),
      WorkedExample(
        title: Text(
          de: "Gibt es hier keine Leistung eines Bündels, entfällt die Frage",
          en: "Without any Leistung of a bundle here the question does not apply"),
        columns: ["gemeinde", "ozg", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "o1", "L1", "0", "", "1"]
        ],
        numerator: 0, denominator: nil, figure: .notApplicable),
      WorkedExample(
        title: Text(
          de: "Ohne OZG-Bündel gibt es keine Zahl", en: "Without bundles there is no figure"),
        columns: ["gemeinde", "ozg", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["A", "", "L9", "1", "1", "0"]
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
