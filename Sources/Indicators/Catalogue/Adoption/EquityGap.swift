import Domain

extension Indicator {
  /// Own tasks that Gemeinden below 5,000 and from 20,000 inhabitants both have.
  static let equityGap = Indicator(
    id: "equity_gap", group: .adoption,
    name: Text(
      de: "Abstand kleiner zu großer Gemeinden", en: "gap between small and large Gemeinden"),
    question: Text(
      de:
        "Um wie viele Prozentpunkte liegt das eigene Online-Angebot der Gemeinden unter 5.000 Einwohnern über (+) oder unter (−) dem der Gemeinden ab 20.000 Einwohnern?",
      en:
        "By how many percentage points is the own online offer of Gemeinden below 5,000 inhabitants above (+) or below (−) that of Gemeinden from 20,000 inhabitants on?"
    ),
    unit: .shareDifference, direction: .neutral,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Zählt nur Aufgaben, für die Gemeinden beider Größen selbst zuständig sind; ein Kreis ohne eine der beiden Größen hat keine Zahl.",
      en:
        "Counts only tasks for which Gemeinden of both sizes are competent themselves; a Kreis without one of the two has no figure."
    ),
    time: .state, hasCountingRule: true,
    formula: .gap(
      .sharedOffer(of: [.under2000, .under5000]),
      less: .sharedOffer(of: [.under50000, .under100000, .from100000])),
    examples: [
      WorkedExample(
        title: Text(
          de: "Kleine Gemeinden bieten eines von vier an, große drei von vier",
          en: "Small Gemeinden offer one of four, large ones three of four"),
        columns: ["gemeinde", "size_class", "leistung", "pairs", "active", "shared"],
        rows: [
          ["A", "0-1999", "L1", "1", "0", "1"],
          ["A", "0-1999", "L2", "1", "0", "1"],
          ["B", "2000-4999", "L1", "1", "1", "1"],
          ["B", "2000-4999", "L2", "1", "0", "1"],
          ["C", "20000-49999", "L1", "1", "1", "1"],
          ["C", "20000-49999", "L2", "1", "1", "1"],
          ["D", "100000+", "L1", "1", "1", "1"],
          ["D", "100000+", "L2", "1", "0", "1"],
          ["D", "100000+", "L3", "1", "1", "0"],
        ],
        numerator: 0, denominator: nil, figure: .value(-0.5)),
      WorkedExample(
        title: Text(
          de: "Ohne große Gemeinden gibt es keine Zahl",
          en: "Without large Gemeinden there is no figure"),
        columns: ["gemeinde", "size_class", "leistung", "pairs", "active", "shared"],
        rows: [
          ["A", "0-1999", "L1", "1", "1", "1"]
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}

extension Formula {
  /// The share of tasks that both sizes have which Gemeinden of some size classes offer online.
  fileprivate static func sharedOffer(of sizes: [SizeClass]) -> Formula {
    let gemeinden = Predicate("size_class", in: sizes.map(\.key))
    return .share(
      sum(.column("active") * .column("shared"), in: .authorityPairs, where: gemeinden),
      of: sum(.column("pairs") * .column("shared"), in: .authorityPairs, where: gemeinden))
  }
}
