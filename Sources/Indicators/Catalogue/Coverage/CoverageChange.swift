import Domain

extension Indicator {
  /// Change over twelve months on the constant panel: pairs of Behörde and Leistung that were
  /// there at both dates.
  static let coverageChange = Indicator(
    id: "coverage_change", group: .coverage,
    name: Text(de: "Veränderung in zwölf Monaten", en: "change over twelve months"),
    question: Text(
      de:
        "Um wie viele Prozentpunkte hat sich der Anteil der Leistungen, die zuständige Behörden online anbieten, in zwölf Monaten verändert?",
      en:
        "By how many percentage points has the share of Leistungen that competent Behörden offer online changed over twelve months?"
    ),
    unit: .shareDifference, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Zählt nur Behörden und Leistungen, die es schon vor zwölf Monaten gab; Neues und Weggefallenes bleibt außen vor.",
      en:
        "Counts only Behörden and Leistungen that were there twelve months before; what is new or has gone is left out."
    ),
    time: .state, hasCountingRule: true,
    formula: .gap(
      .share(sum("active", in: .authorityPanel), of: sum("pairs", in: .authorityPanel)),
      less: .share(sum("active_before", in: .authorityPanel), of: sum("pairs", in: .authorityPanel))
    ),
    examples: [
      WorkedExample(
        title: Text(
          de: "Vier Paare: vor einem Jahr eines online, heute drei",
          en: "Four pairs: one online a year ago, three today"),
        columns: ["gemeinde", "leistung", "pairs", "active", "active_before"],
        rows: [
          ["A", "L1", "1", "1", "1"],
          ["A", "L2", "1", "1", "0"],
          ["B", "L1", "1", "1", "0"],
          ["B", "L2", "1", "0", "0"],
        ],
        numerator: 0, denominator: nil, figure: .value(0.5)),
      WorkedExample(
        title: Text(de: "Ein Angebot wurde abgeschaltet", en: "An offer was switched off"),
        columns: ["gemeinde", "leistung", "pairs", "active", "active_before"],
        rows: [
          ["A", "L1", "1", "0", "1"],
          ["A", "L2", "1", "1", "1"],
        ],
        numerator: 0, denominator: nil, figure: .value(-0.5)),
      WorkedExample(
        title: Text(
          de: "Vor einem Jahr war noch nichts erfasst: keine Zahl",
          en: "Nothing was recorded a year ago: no figure"),
        columns: ["gemeinde", "leistung", "pairs", "active", "active_before"],
        rows: [],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
