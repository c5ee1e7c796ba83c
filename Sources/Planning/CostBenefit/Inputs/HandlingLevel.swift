import Domain

/// Who bears the work of a case, and its cost.
public enum Bearer: Int, Sendable, CaseIterable {
  case kommunen, land, bund, other

  public var key: String { "\(self)" }

  public var name: Text {
    switch self {
    case .kommunen: .same("Kommunen")
    case .land: .same("Land")
    case .bund: .same("Bund")
    case .other: Text(de: "Sonstige", en: "others")
    }
  }
}

/// Where a case is handled: decides wages, the way to the counter and who bears the work. What a
/// Landratsamt does as untere Verwaltungsbehörde is done by people whom the Landkreis pays.
package enum HandlingLevel: Int, Sendable, CaseIterable {
  case gemeinde, kreis, land, bund

  /// A Stadtkreis is its own Gemeinde: nobody travels to a Kreisstadt.
  package init(_ ars: ARS) {
    let digits = ars.digits
    if digits.hasPrefix("00") {
      self = .bund
    } else if digits.dropFirst(3).allSatisfy({ $0 == "0" }) {
      self = .land
    } else if digits.dropFirst(5).allSatisfy({ $0 == "0" }) {
      self = AuthorityKey.isStadtkreis(ars.kreis5) ? .gemeinde : .kreis
    } else {
      self = .gemeinde
    }
  }

  package var bearer: Bearer {
    switch self {
    case .gemeinde, .kreis: .kommunen
    case .land: .land
    case .bund: .bund
    }
  }

  /// Parameter of an hour of work; without grade the mean of all.
  func wage(_ grade: CareerGrade) -> String { "wage_\(bearer.key)_\(grade.rawValue)" }

  /// Parameters of the way: minutes, and EUR.
  var travel: (minutes: String, cost: String) {
    let level = self == .bund ? "land" : "\(self)"
    return ("travel_minutes_\(level)", "travel_cost_\(level)")
  }
}

/// Laufbahngruppe, as the wages of the administration are told apart.
package enum CareerGrade: String, Sendable, CaseIterable {
  /// Einfacher und mittlerer, gehobener, höherer Dienst.
  case lower = "ed_md"
  case upper = "gd"
  case highest = "hd"
  /// Where a work step does not say.
  case mean
}
