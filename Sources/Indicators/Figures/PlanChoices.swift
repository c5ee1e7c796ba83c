import Domain

/// The five fields of the Koordinatoren (Einsatzkonzept).
enum CoordinationField: String, CaseIterable {
  case ozg
  case serviceBW = "service_bw"
  case dms
  case eAkte = "e_akte"
  case eRechnung = "e_rechnung"

  var name: Text {
    switch self {
    case .ozg: .same("OZG")
    case .serviceBW: .same("service-bw")
    case .dms: .same("DMS")
    case .eAkte: .same("E-Akte")
    case .eRechnung: .same("E-Rechnung")
    }
  }
}

/// Who bears a cost (feed `costs`).
enum Payer: String, CaseIterable {
  case land, kommunen, bund, other

  var name: Text {
    switch self {
    case .land: .same("Land")
    case .kommunen: .same("Kommunen")
    case .bund: .same("Bund")
    case .other: Text(de: "andere", en: "others")
    }
  }
}

/// What money is spent on (feed `costs`).
enum CostKind: String, CaseIterable {
  case development, operation, maintenance, support, training, other

  var name: Text {
    switch self {
    case .development: Text(de: "Entwicklung", en: "development")
    case .operation: Text(de: "Betrieb", en: "operation")
    case .maintenance: Text(de: "Pflege", en: "maintenance")
    case .support: Text(de: "Betreuung", en: "support")
    case .training: Text(de: "Schulung", en: "training")
    case .other: Text(de: "Sonstiges", en: "other")
    }
  }
}
