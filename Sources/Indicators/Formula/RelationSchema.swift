import Domain

/// A named table over which formulas sum: what one row is, by which dimensions it can be grouped,
/// which whole numbers it carries. The engine and the SQL text read the same declaration.
public struct RelationSchema: Sendable, Hashable {
  /// Name of the table in SQL.
  public let name: String
  /// What one row is.
  public let row: Text
  /// Columns that hold keys (text), by which rows are grouped and filtered. A row without a key in
  /// a dimension that is asked for takes no part in the answer.
  public let dimensions: [String]
  /// Columns that hold whole numbers; a row may lack a value.
  public let measures: [String]
  /// Name of the same relation with one row more for each kind of process, or `nil`. It stands in
  /// as soon as `process_kind` is asked for; otherwise a pair served by two kinds counts once.
  public let splitByKind: String?

  public init(
    _ name: String, row: Text, dimensions: [String], measures: [String],
    splitByKind: String? = nil
  ) {
    self.name = name
    self.row = row
    self.dimensions = dimensions
    self.measures = measures
    self.splitByKind = splitByKind
  }

  /// The dimensions that a question may name, `process_kind` of the split variant included.
  public var askable: [String] {
    splitByKind == nil ? dimensions : dimensions + [Self.processKind]
  }

  /// The table that answers a question that names `dimensions`.
  func tableName(for dimensions: some Sequence<String>) -> String {
    guard let splitByKind, dimensions.contains(Self.processKind) else { return name }
    return splitByKind
  }

  static let processKind = "process_kind"

  /// What a question may name, in the order in which it is offered.
  static let questionDimensions = [
    "land", "regierungsbezirk", "kreis", "gemeinde", "size_class", "themenfeld", "lage", "ozg",
    "leika_typ", "leistung", "process", "process_kind", "list", "cohort", "step", "field",
    "month",
  ]
}

/// The relations of coverage, adoption and use.
extension RelationSchema {
  static let areaDimensions = ["land", "regierungsbezirk", "kreis", "gemeinde", "size_class"]

  /// All relations that formulas may name.
  public static let all: [RelationSchema] = [
    .competentPairs, .authorityPairs, .processPairs, .assessedActivations, .processReach,
    .usageCells, .usageSpanning, .caseCounts,
  ]

  public static func named(_ name: String) -> RelationSchema? {
    all.first { $0.name == name || $0.splitByKind == name }
  }

  /// Coverage as residents see it: the competent Behörde may be the Gemeinde, its Verband, the
  /// Kreis, the Regierungspräsidium, the Land or the Bund.
  public static let competentPairs = RelationSchema(
    "competent_pairs",
    row: Text(
      de: "eine Gemeinde × eine Leistung × ein Monat (Stand am Monatsende)",
      en: "a Gemeinde × a Leistung × a month (state at its end)"),
    dimensions: areaDimensions + ["themenfeld", "leistung", "month"],
    measures: ["pairs", "active", "not_applicable", "population", "expected_cases"],
    splitByKind: "competent_pairs_by_kind")

  /// Coverage as Behörden see it: each competent Behörde once a Leistung.
  public static let authorityPairs = RelationSchema(
    "authority_pairs",
    row: Text(
      de: "eine zuständige Behörde × eine Leistung × ein Monat (Stand am Monatsende)",
      en: "a competent Behörde × a Leistung × a month (state at its end)"),
    dimensions: areaDimensions + ["themenfeld", "leistung", "month"],
    measures: ["pairs", "active", "standard", "kommunal"],
    splitByKind: "authority_pairs_by_kind")

  /// Released processes at the Behörden that may use them.
  public static let processPairs = RelationSchema(
    "process_pairs",
    row: Text(
      de: "eine zuständige Behörde × ein freigegebener Prozess × ein Monat (Stand am Monatsende)",
      en: "a competent Behörde × a released process × a month (state at its end)"),
    dimensions: areaDimensions + ["themenfeld", "leistung", "process", "process_kind", "month"],
    measures: ["pairs", "active"])

  /// Active processes, with whether their use can be judged.
  public static let assessedActivations = RelationSchema(
    "assessed_activations",
    row: Text(
      de: "ein am Monatsende aktiver Prozess einer Behörde",
      en: "a process that is active at a Behörde at the end of the month"),
    dimensions: areaDimensions + ["themenfeld", "leistung", "process", "process_kind", "month"],
    measures: ["activations", "assessable", "dormant"])

  /// Where a process can be used.
  public static let processReach = RelationSchema(
    "process_reach",
    row: Text(
      de: "eine Gemeinde × ein dort am Monatsende aktiver Prozess × ein Monat",
      en: "a Gemeinde × a process active there at the end of the month × a month"),
    dimensions: areaDimensions + ["themenfeld", "leistung", "process", "process_kind", "month"],
    measures: ["population"])

  /// The usage cube.
  public static let usageCells = RelationSchema(
    "usage_cells",
    row: Text(
      de: "ein Monat × ein Prozess × eine Behörde × ein Zugangsweg",
      en: "a month × a process × a Behörde × a channel"),
    dimensions: areaDimensions
      + ["themenfeld", "leistung", "process", "process_kind", "month", "channel"],
    measures: EventKind.allCases.map(\.rawValue)
      + ["sessions", "sessions_started", "sessions_submitted", "rating_sum", "rating_count"])

  /// Sessions that lie in more than one cell of the cube: one row for each such cell.
  public static let usageSpanning = RelationSchema(
    "usage_spanning",
    row: Text(
      de: "ein Besuch, der mehrere Zellen berührt × eine dieser Zellen",
      en: "a visit that touches several cells × one of these cells"),
    dimensions: usageCells.dimensions + ["session"],
    measures: ["visit", "started", "submitted"])

  /// Case counts of all channels, as Behörden report them.
  public static let caseCounts = RelationSchema(
    "case_counts",
    row: Text(
      de: "ein Monat × eine Behörde × eine Leistung × ein Zugangsweg",
      en: "a month × a Behörde × a Leistung × a channel"),
    dimensions: areaDimensions + ["themenfeld", "leistung", "month", "channel"],
    measures: ["cases"])
}
