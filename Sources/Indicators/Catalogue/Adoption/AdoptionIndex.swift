import Domain

extension Indicator {
  /// Mean over released Standardprozesse of the share of competent Behörden that have switched them
  /// on, weighted by expected cases. Numerator and denominator are printed in whole cases a year.
  static let adoptionIndex = Indicator(
    id: "adoption_index", group: .adoption,
    name: Text(
      de: "Verbreitungsindex der Standardprozesse", en: "adoption index of the Standardprozesse"),
    question: Text(
      de:
        "Welcher Anteil der zuständigen Behörden hat einen freigegebenen Standardprozess im Mittel aktiv geschaltet, wenn häufig gebrauchte mehr zählen?",
      en:
        "What share of the competent Behörden has switched on a released Standardprozess on average, if those often needed count more?"
    ),
    unit: .share, direction: .higherIsBetter,
    source: .activationSnapshots.and(.authorityCases),
    caveat: Text(
      de:
        "Gewichtet mit den Fällen, die nach dem Landesschnitt je Einwohner zu erwarten sind (unter denen, für die eine meldende Behörde zuständig ist); Prozesse ohne Fallzahlen zählen nicht mit.",
      en:
        "Weighted by the cases to be expected from the Land's rate per inhabitant (among those for whom a reporting Behörde is competent); processes without case counts do not count."
    ),
    time: .state, hasCountingRule: true, countsOneByOne: false,
    formula: .meanShare(
      .column("active"), of: .column("pairs"), weight: .column("expected_cases"),
      over: "process", in: .processPairs, where: .standardProcesses),
    examples: [
      WorkedExample(
        title: Text(
          de: "Ein Prozess zur Hälfte verbreitet (200 Fälle), einer ganz (600 Fälle)",
          en: "One process half adopted (200 cases), one wholly (600 cases)"),
        columns: ["gemeinde", "process", "process_kind", "pairs", "active", "expected_cases"],
        rows: [
          ["A", "p1", "standard", "1", "1", "100"],
          ["B", "p1", "standard", "1", "0", "100"],
          ["A", "p2", "standard", "1", "1", "600"],
          ["A", "p3", "universal", "1", "0", "900"],
        ],
        numerator: 700, denominator: 800, figure: .value(0.875)),
      WorkedExample(
        title: Text(
          de: "Ohne Standardprozess gibt es keine Zahl",
          en: "Without a Standardprozess there is no figure"),
        columns: ["gemeinde", "process", "process_kind", "pairs", "active", "expected_cases"],
        rows: [
          ["A", "p3", "universal", "1", "1", "900"]
        ],
        numerator: 0, denominator: nil, figure: .missing),
      WorkedExample(
        title: Text(
          de: "Ohne Fallzahlen gibt es keine Zahl", en: "Without case counts there is no figure"),
        columns: ["gemeinde", "process", "process_kind", "pairs", "active", "expected_cases"],
        rows: [
          ["A", "p1", "standard", "1", "1", ""]
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
