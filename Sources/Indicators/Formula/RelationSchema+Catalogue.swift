import Domain

/// The relations that formulas may name.
extension RelationSchema {
  static let areaDimensions = ["land", "regierungsbezirk", "kreis", "gemeinde", "size_class"]
  static let leistungDimensions = ["themenfeld", "lage", "ozg", "leika_typ", "leistung"]
  static let processDimensions = leistungDimensions + ["process", "process_kind"]

  public static let all: [RelationSchema] = coverage + adoption + use + plans

  public static func named(_ name: String) -> RelationSchema? {
    all.first { $0.name == name || $0.splitByKind == name }
  }
}
