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

  /// By the name alone: relations are looked up often, and no two have the same name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// Whether measures stem from citizens' actions, so that figures of them need disclosure control.
  func countsCitizens(in measures: Set<String>) -> Bool {
    switch self {
    case .processReach: false
    case .sourcePairs, .promiseStates: true
    case .assessedActivations: !measures.isDisjoint(with: ["assessable", "dormant", "submissions"])
    default: Self.use.contains(self)
    }
  }

  /// Whether a row says how things stood at the end of a month.
  var isState: Bool { Self.coverage.contains(self) || Self.adoption.contains(self) }

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
    "leika_typ", "leistung", "process", "process_kind", "list", "order_id", "convoy", "promise",
    "field", "feed", "reason", "policy", "payer", "cost_kind", "step", "year", "month",
  ]
}
