import Domain

extension Indicator {
  /// § 2 (2) k: quality of Universalprozesse, measured by the completion rate.
  static let universalQuality = Indicator(
    id: "universal_quality", group: .adoption,
    name: Text(
      de: "Abschlussquote der Universalprozesse im Vergleich",
      en: "completion rate of Universalprozesse in comparison"),
    question: Text(
      de:
        "Um wie viele Prozentpunkte liegt die Abschlussquote der Universalprozesse über (+) oder unter (−) der der Standardprozesse?",
      en:
        "By how many percentage points is the completion rate of Universalprozesse above (+) or below (−) that of Standardprozesse?"
    ),
    unit: .shareDifference, direction: .higherIsBetter,
    source: .usageEvents,
    caveat: Text(
      de:
        "Verglichen werden verschiedene Leistungen: ein Unterschied kann am Anliegen liegen und nicht am Baukasten.",
      en:
        "Different Leistungen are compared: a difference may lie in the matter and not in the kit."),
    time: .flow,
    formula: .gap(
      .completionRate(of: .universalProcesses), less: .completionRate(of: .standardProcesses)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Universal 4 von 8 Besuchen, Standard 6 von 8; davon einer in zwei Zellen",
          en: "Universal 4 of 8 visits, standard 6 of 8; one of them in two cells"),
        columns: [
          "table", "process_kind", "session", "sessions_started", "sessions_submitted", "started",
          "submitted",
        ],
        rows: [
          ["usage_cells", "universal", "", "8", "4", "", ""],
          ["usage_cells", "standard", "", "7", "5", "", ""],
          ["usage_spanning", "standard", "1", "", "", "1", "0"],
          ["usage_spanning", "standard", "1", "", "", "0", "1"],
        ],
        numerator: 0, denominator: nil, figure: .value(-0.25)),
      WorkedExample(
        title: Text(
          de: "Ohne Besuch eines Universalprozesses gibt es keine Zahl",
          en: "Without a visit of a Universalprozess there is no figure"),
        columns: [
          "table", "process_kind", "session", "sessions_started", "sessions_submitted", "started",
          "submitted",
        ],
        rows: [
          ["usage_cells", "standard", "", "8", "6", "", ""]
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}

extension Formula {
  /// Sessions with submission among the sessions with a start, in processes of some kind.
  fileprivate static func completionRate(of kind: Predicate) -> Formula {
    .share(
      sum("sessions_submitted", in: .usageCells, where: kind),
      sum(of: .max, "submitted", over: "session", in: .usageSpanning, where: kind),
      of: sum("sessions_started", in: .usageCells, where: kind),
      sum(of: .max, "started", over: "session", in: .usageSpanning, where: kind))
  }
}
