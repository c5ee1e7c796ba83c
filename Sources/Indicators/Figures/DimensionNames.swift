import Domain

/// What people read over the column of a dimension.
public enum DimensionNames {
  static func column(_ dimension: String) -> TableColumn {
    TableColumn(name: dimension, title: title(dimension), role: .dimension)
  }

  /// The name itself where there is no better one.
  public static func title(_ dimension: String) -> Text { titles[dimension] ?? .same(dimension) }

  private static let titles: [String: Text] = [
    "land": .same("Land"), "regierungsbezirk": .same("Regierungsbezirk"), "kreis": .same("Kreis"),
    "gemeinde": .same("Gemeinde"), "leistung": .same("Leistung"),
    "themenfeld": .same("Themenfeld"),
    "lage": Text(de: "Lage", en: "situation"), "ozg": .same("OZG-Leistung"),
    "leika_typ": Text(de: "LeiKa-Typ", en: "LeiKa type"), "list": Text(de: "Liste", en: "list"),
    "order_id": .same("Leistungsauftrag"), "convoy": Text(de: "Konvoi", en: "convoy"),
    "promise": Text(de: "Versprechen", en: "promise"),
    "field": Text(de: "Handlungsfeld", en: "field of action"), "feed": .same("Feed"),
    "reason": Text(de: "Grund", en: "reason"),
    "policy": Text(de: "Auslegung des § 5", en: "reading of § 5"),
    "payer": Text(de: "Kostenträger", en: "borne by"),
    "cost_kind": Text(de: "Kostenart", en: "kind of cost"),
    "year": Text(de: "Jahr", en: "year"),
    "size_class": Text(de: "Größenklasse", en: "size class"),
    "process": Text(de: "Prozess", en: "process"),
    "process_kind": Text(de: "Prozessart", en: "kind of process"),
    "step": Text(de: "Schritt", en: "step"),
    "event": Text(de: "Ereignis", en: "event"), "session": Text(de: "Besuch", en: "visit"),
    "table": Text(de: "Tabelle", en: "table"),
    "month": Text(de: "Monat", en: "month"), "channel": Text(de: "Zugangsweg", en: "channel"),
  ]
}
