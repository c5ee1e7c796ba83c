import Domain

/// What was planned, promised and paid, and how the deliveries and other sources agree.
extension RelationSchema {
  static let plans: [RelationSchema] = [
    .orderStates, .milestoneStates, .budgetYears, .costItems, .promiseStates, .fieldStates,
    .federalPairs,
    .federalDifferences, .sourcePairs, .feedAges, .feedMonths, .loadedRows,
  ]

  private static let kreisDimensions = ["land", "regierungsbezirk", "kreis"]

  /// Leistungsaufträge. `planned_units`: as the Jahresplanung first had them; `accepted_units`: at
  /// most as many as were planned.
  public static let orderStates = RelationSchema(
    "order_states",
    row: Text(de: "ein Leistungsauftrag", en: "an order"),
    dimensions: ["order_id", "year"],
    measures: ["orders", "planned_units", "accepted_units", "budget_cents", "spent_cents"])

  /// Milestones that were due or done by the end of the month, by their first plan. `slip_days`:
  /// the day on which it was done, or is expected now, less the day planned.
  public static let milestoneStates = RelationSchema(
    "milestone_states",
    row: Text(
      de: "ein bis Monatsende fälliger oder erledigter Meilenstein",
      en: "a milestone that was due or done by the end of the month"),
    dimensions: kreisDimensions + ["convoy", "order_id", "month"],
    measures: ["due", "done_of_due", "rated", "slip_days"])

  /// § 5 of the agreement, year by year under the reading that the year names. Empty where no
  /// actual costs are reported.
  public static let budgetYears = RelationSchema(
    "budget_years",
    row: Text(de: "ein Haushaltsjahr", en: "a budget year"),
    dimensions: ["year", "policy"],
    measures: [
      "budget_cents", "spent_cents", "municipal_cents", "carry_cents", "operating_cents",
      "operating_municipal_cents",
    ])

  /// Items of costs, and of benefits with a negative sign; actual or planned.
  public static let costItems = RelationSchema(
    "cost_items",
    row: Text(de: "ein Kosten- oder Nutzenposten", en: "an item of costs or benefits"),
    dimensions: processDimensions + ["payer", "cost_kind", "year"],
    measures: ["actual_cents", "plan_cents"])

  /// Promises that were due by the end of the month. `kept`: the value of the indicator meets the
  /// promise; empty where the indicator gives no value.
  public static let promiseStates = RelationSchema(
    "promise_states",
    row: Text(
      de: "ein bis Monatsende fälliges Werteversprechen oder Wirkungsziel",
      en: "a promise of value or effect that was due by the end of the month"),
    dimensions: processDimensions + ["promise", "month"],
    measures: ["due", "measured", "kept"])

  /// Fields of the Koordinatoren, by the latest report up to the end of the month.
  public static let fieldStates = RelationSchema(
    "field_states",
    row: Text(
      de: "eine Kommune × ein Handlungsfeld × ein Monat (letzter Stand bis Monatsende)",
      en: "a Kommune × a field × a month (latest state up to its end)"),
    dimensions: areaDimensions + ["field", "month"],
    measures: ["reported", "done"])

  /// Statements of the federal dashboard beside the own coverage; an area that is larger than a
  /// Gemeinde is online where one of its Gemeinden is, as the dashboard counts.
  public static let federalPairs = RelationSchema(
    "federal_pairs",
    row: Text(
      de: "eine Angabe des Bundes zu einer Leistung in einem Gebiet × ein Monat",
      en: "a federal statement about a Leistung in an area × a month"),
    dimensions: areaDimensions + leistungDimensions + ["month"],
    measures: ["compared", "differs"])

  /// The statements that differ or cannot be compared, with the reason class.
  public static let federalDifferences = RelationSchema(
    "federal_differences",
    row: Text(
      de: "eine abweichende oder nicht vergleichbare Angabe des Bundes × ein Monat",
      en: "a federal statement that differs or cannot be compared × a month"),
    dimensions: areaDimensions + leistungDimensions + ["reason", "month"],
    measures: ["statements"])

  /// Digital cases as Behörden report them beside the applications that the platform counted.
  public static let sourcePairs = RelationSchema(
    "source_pairs",
    row: Text(
      de: "ein Monat × eine meldende Behörde × eine Leistung",
      en: "a month × a reporting Behörde × a Leistung"),
    dimensions: areaDimensions + leistungDimensions + ["month"],
    measures: ["platform", "reported"])

  /// How old the latest delivery is on the last day of the data.
  public static let feedAges = RelationSchema(
    "feed_ages",
    row: Text(
      de: "ein Feed × ein Kreis, der ihn je geliefert hat",
      en: "a feed × a Kreis that ever delivered it"),
    dimensions: kreisDimensions + ["feed"],
    measures: ["kreise", "age_days"])

  /// Which Kreis delivered which feed for which month, from its first delivery on.
  public static let feedMonths = RelationSchema(
    "feed_months",
    row: Text(
      de: "ein Feed × ein Kreis × ein Monat, für den geliefert werden sollte",
      en: "a feed × a Kreis × a month that should have been delivered"),
    dimensions: kreisDimensions + ["feed", "month"],
    measures: ["expected", "delivered"])

  /// The ledger of loads.
  public static let loadedRows = RelationSchema(
    "loaded_rows",
    row: Text(de: "eine geladene Datei", en: "a loaded file"),
    dimensions: ["feed"],
    measures: ["files", "rows_in", "rows_quarantined"])
}
