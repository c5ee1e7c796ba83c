import Domain

extension Indicator {
  /// What the Kommunen offer themselves, each competent Behörde once.
  static let coverageAuthority = Indicator(
    id: "coverage_authority", group: .coverage,
    name: Text(
      de: "eigenes Angebot der Kommunen",
      en: "own offer of the Kommunen"),
    question: Text(
      de: "Welchen Anteil ihrer eigenen Leistungen bieten die Kommunen online an?",
      en: "What share of their own Leistungen do the Kommunen offer online?"),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Zählt nur eigene Zuständigkeiten von Gemeinden, Verwaltungsgemeinschaften und Kreisen; was Land und Bund anbieten, fehlt hier.",
      en:
        "Counts only own tasks of Gemeinden, Verwaltungsgemeinschaften and Kreise; what Land and Bund offer is not in it."
    ),
    time: .state, hasCountingRule: true,
    formula: .share(
      sum(.column("active") * .column("kommunal"), in: .authorityPairs),
      of: sum(.column("pairs") * .column("kommunal"), in: .authorityPairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Landkreis und Gemeinde zuständig, nur der Landkreis ist aktiv; das Land zählt nicht",
          en:
            "Landkreis and Gemeinde competent, only the Landkreis is active; the Land does not count"
        ),
        columns: ["gemeinde", "leistung", "pairs", "active", "standard", "kommunal"],
        rows: [
          ["", "L1", "1", "1", "1", "1"],
          ["A", "L2", "1", "0", "0", "1"],
          ["", "L3", "1", "1", "1", "0"],
        ],
        numerator: 1, denominator: 2, figure: .value(0.5)),
      WorkedExample(
        title: Text(
          de: "Ein Stadtkreis ist eine Behörde für beide Aufgaben",
          en: "A Stadtkreis is one Behörde for both tasks"),
        columns: ["gemeinde", "leistung", "pairs", "active", "standard", "kommunal"],
        rows: [
          ["S", "L1", "1", "1", "0", "1"],
          ["S", "L2", "1", "1", "0", "1"],
        ],
        numerator: 2, denominator: 2, figure: .value(1)),
    ])
}
