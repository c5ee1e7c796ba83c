import Domain

/// What people do with the processes, and what Behörden report of cases.
extension RelationSchema {
  static let use: [RelationSchema] = [
    .processReach, .usageCells, .usageSpanning, .funnelSteps, .quarterCells, .durationCounts,
    .caseCounts, .backlogCounts, .transactionCosts,
  ]

  /// Where a process can be used.
  public static let processReach = RelationSchema(
    "process_reach",
    row: Text(
      de: "eine Gemeinde × ein dort am Monatsende aktiver Prozess × ein Monat",
      en: "a Gemeinde × a process active there at the end of the month × a month"),
    dimensions: areaDimensions + processDimensions + ["month"],
    measures: ["population"])

  /// The usage cube.
  public static let usageCells = RelationSchema(
    "usage_cells",
    row: Text(
      de: "ein Monat × ein Prozess × eine Behörde × ein Zugangsweg",
      en: "a month × a process × a Behörde × a channel"),
    dimensions: areaDimensions + processDimensions + ["month", "channel"],
    measures: EventKind.allCases.map(\.rawValue)
      + [
        "sessions", "sessions_started", "sessions_submitted", "rating_sum", "rating_count",
        "submitted_off_hours", "handed_over_postbox",
      ])

  /// Sessions that lie in more than one cell of the cube: one row for each such cell.
  public static let usageSpanning = RelationSchema(
    "usage_spanning",
    row: Text(
      de: "ein Besuch, der mehrere Zellen berührt × eine dieser Zellen",
      en: "a visit that touches several cells × one of these cells"),
    dimensions: usageCells.dimensions + ["session"],
    measures: ["visit", "started", "submitted"])

  /// How many visits came as far as a step of a process, with or without an application in the end,
  /// and for how many of them it was the last one and no application followed. Step 0 is the start.
  /// A visit belongs to the furthest step that it completed and to the month in which it began; to
  /// several processes or Behörden (as delivered) it is one each.
  public static let funnelSteps = RelationSchema(
    "funnel_steps",
    row: Text(
      de: "ein Monat × ein Prozess × ein Kreis × ein Schritt",
      en: "a month × a process × a Kreis × a step"),
    dimensions: ["land", "regierungsbezirk", "kreis"] + processDimensions + ["step", "month"],
    measures: ["reached", "ended"])

  /// Applications by closed quarter, under its last month, beside those of the quarter before and
  /// of the same quarter a year before; empty where the data does not reach back so far.
  public static let quarterCells = RelationSchema(
    "quarter_cells",
    row: Text(
      de: "ein abgeschlossenes Quartal × ein Prozess × eine Behörde",
      en: "a closed quarter × a process × a Behörde"),
    dimensions: areaDimensions + processDimensions + ["month"],
    measures: ["submitted", "quarter_before", "year_before"])

  /// How many events took how long, in 1 % buckets: `submitted` since the start of the visit,
  /// `completed` since the application.
  public static let durationCounts = RelationSchema(
    "duration_counts",
    row: Text(
      de: "ein Monat × ein Prozess × eine Dauer (auf 1 % genau)",
      en: "a month × a process × a duration (to 1%)"),
    dimensions: processDimensions + ["month", "event"],
    measures: ["milliseconds", "events"])

  /// Case counts of all channels, as Behörden report them; `digital`: those online or mobile.
  public static let caseCounts = RelationSchema(
    "case_counts",
    row: Text(
      de: "ein Monat × eine Behörde × eine Leistung × ein Zugangsweg",
      en: "a month × a Behörde × a Leistung × a channel"),
    dimensions: areaDimensions + leistungDimensions + ["month", "channel"],
    measures: ["cases", "digital"])

  /// Handling of applications, as Behörden report it.
  public static let backlogCounts = RelationSchema(
    "backlog_counts",
    row: Text(
      de: "ein Monat × eine Behörde × eine Leistung",
      en: "a month × a Behörde × a Leistung"),
    dimensions: areaDimensions + leistungDimensions + ["month"],
    measures: ["received", "accepted", "completed", "open", "open_over_30_days"])

  /// What cases cost in the twelve months that end with the month, where all of them have case
  /// counts: handling of cases whose minutes are reported, and for digital ones their part of what
  /// the processes cost.
  public static let transactionCosts = RelationSchema(
    "transaction_costs",
    row: Text(
      de: "eine Leistung × ein Monat (die zwölf Monate, die mit ihm enden)",
      en: "a Leistung × a month (the twelve months that end with it)"),
    dimensions: leistungDimensions + ["month"],
    measures: ["digital_cents", "digital_cases", "other_cents", "other_cases"])
}
