import Domain

/// What people read over the column of a dimension.
enum DimensionNames {
  static func column(_ dimension: String) -> TableColumn {
    TableColumn(name: dimension, title: title[dimension] ?? .same(dimension), role: .dimension)
  }

  private static let title: [String: Text] = [
    "land": .same("Land"), "regierungsbezirk": .same("Regierungsbezirk"), "kreis": .same("Kreis"),
    "gemeinde": .same("Gemeinde"), "leistung": .same("Leistung"),
    "themenfeld": .same("Themenfeld"),
    "size_class": Text(de: "Größenklasse", en: "size class"),
    "process": Text(de: "Prozess", en: "process"),
    "process_kind": Text(de: "Prozessart", en: "kind of process"),
    "month": Text(de: "Monat", en: "month"), "channel": Text(de: "Zugangsweg", en: "channel"),
  ]
}
