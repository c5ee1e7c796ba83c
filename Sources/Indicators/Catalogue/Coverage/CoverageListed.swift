import Domain

extension Indicator {
  /// Over a named, dated list: the most important services, Fokusleistungen.
  static let coverageListed = Indicator(
    id: "coverage_listed", group: .coverage,
    name: Text(de: "Abdeckung benannter Listen", en: "coverage of named lists"),
    question: Text(
      de:
        "Welcher Anteil der Leistungen einer benannten Liste ist für die Gemeinden des Gebiets online verfügbar?",
      en:
        "What share of the Leistungen of a named list is available online for the Gemeinden of the area?"
    ),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots.and(.namedLists),
    caveat: Text(
      de:
        "Ohne Auswahl einer Liste zählen alle Listen zusammen; eine Leistung, die auf zwei Listen steht, zählt dann zweimal.",
      en:
        "Without the choice of a list all lists count together; a Leistung on two lists then counts twice."
    ),
    time: .state, hasCountingRule: true,
    formula: .share(
      sum("active", in: .listedPairs), of: sum("pairs", in: .listedPairs),
      outside: sum("not_applicable", in: .listedPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Eine Liste mit zwei Leistungen in zwei Gemeinden: drei von vier Paaren online",
          en: "A list of two Leistungen in two Gemeinden: three of four pairs online"),
        columns: ["list", "gemeinde", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["fokus", "A", "L1", "1", "1", "0"],
          ["fokus", "A", "L2", "1", "1", "0"],
          ["fokus", "B", "L1", "1", "1", "0"],
          ["fokus", "B", "L2", "1", "0", "0"],
        ],
        numerator: 3, denominator: 4, figure: .value(0.75)),
      WorkedExample(
        title: Text(
          de: "Was es in der Gemeinde nicht gibt, zählt nicht mit",
          en: "What does not exist in the Gemeinde does not count"),
        columns: ["list", "gemeinde", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["fokus", "A", "L1", "1", "0", "0"],
          ["fokus", "A", "L2", "0", "", "1"],
        ],
        numerator: 0, denominator: 1, figure: .value(0)),
      WorkedExample(
        title: Text(
          de: "Gibt es hier keine Leistung der Liste, entfällt die Frage",
          en: "Without any Leistung of the list here the question does not apply"),
        columns: ["list", "gemeinde", "leistung", "pairs", "active", "not_applicable"],
        rows: [
          ["fokus", "A", "L1", "0", "", "1"]
        ],
        numerator: 0, denominator: 0, figure: .notApplicable),
    ])
}
