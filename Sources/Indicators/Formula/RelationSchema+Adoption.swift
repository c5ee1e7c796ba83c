import Domain

/// How processes spread among the Behörden that may use them.
extension RelationSchema {
  static let adoption: [RelationSchema] = [
    .processPairs, .assessedActivations, .waitingActivations, .releaseCohorts, .activationTimes,
  ]

  /// Released processes at the Behörden that may use them. `expected_cases`: of the process's
  /// Leistungen among the inhabitants whom the Behörde serves, a year.
  public static let processPairs = RelationSchema(
    "process_pairs",
    row: Text(
      de: "eine zuständige Behörde × ein freigegebener Prozess × ein Monat (Stand am Monatsende)",
      en: "a competent Behörde × a released process × a month (state at its end)"),
    dimensions: areaDimensions + processDimensions + ["month"],
    measures: ["pairs", "active", "expected_cases"])

  /// Active processes, with whether their use can be judged, and the applications of the last
  /// twelve months (or since activation).
  public static let assessedActivations = RelationSchema(
    "assessed_activations",
    row: Text(
      de: "ein am Monatsende aktiver Prozess einer Behörde",
      en: "a process that is active at a Behörde at the end of the month"),
    dimensions: areaDimensions + processDimensions + ["month"],
    measures: ["activations", "assessable", "dormant", "submissions"])

  /// Processes that a Behörde has, but not in use: `waiting` where it is available and not
  /// configured, `waiting_90_days` where that has been so for at least 90 days.
  public static let waitingActivations = RelationSchema(
    "waiting_activations",
    row: Text(
      de: "ein Prozess einer Behörde, der am Monatsende verfügbar, aber nicht aktiv ist",
      en: "a process of a Behörde that is available but not active at the end of the month"),
    dimensions: areaDimensions + processDimensions + ["month"],
    measures: ["waiting", "waiting_90_days"])

  /// Released processes at the Behörden that may use them, in the month that ends twelve months
  /// after the month of release, with whether they were active then.
  public static let releaseCohorts = RelationSchema(
    "release_cohorts",
    row: Text(
      de: "eine zuständige Behörde × ein Prozess, zwölf Monate nach seiner Freigabe",
      en: "a competent Behörde × a process, twelve months after its release"),
    dimensions: areaDimensions + processDimensions + ["month"],
    measures: ["pairs", "active"])

  /// Days from the release of a process to the first snapshot that shows it active, or to the end
  /// of the month where none does yet (`activated` 0). Only processes released since the first
  /// snapshot: of older ones nobody saw the activation.
  public static let activationTimes = RelationSchema(
    "activation_times",
    row: Text(
      de: "eine zuständige Behörde × ein freigegebener Prozess (Stand am Monatsende)",
      en: "a competent Behörde × a released process (state at the end of the month)"),
    dimensions: areaDimensions + processDimensions + ["month"],
    measures: ["days", "activated"])
}
