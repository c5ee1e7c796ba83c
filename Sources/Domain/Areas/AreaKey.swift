/// The levels at which figures are shown, coarse to fine.
public enum AreaLevel: String, Sendable, CaseIterable, Comparable {
  case land, regierungsbezirk, kreis, gemeinde

  public static func < (a: AreaLevel, b: AreaLevel) -> Bool { a.depth < b.depth }
  private var depth: Int { AreaLevel.allCases.firstIndex(of: self)! }

  public var name: Text {
    switch self {
    case .land: .same("Land")
    case .regierungsbezirk: .same("Regierungsbezirk")
    case .kreis: Text(de: "Stadt- und Landkreis", en: "district")
    case .gemeinde: Text(de: "Gemeinde", en: "municipality")
    }
  }
}

/// Amtlicher Regionalschlüssel: 12 digits `LL R KK VVVV GGG` (Land, Regierungsbezirk, Kreis,
/// Gemeindeverband, Gemeinde). Text, because leading zeros count.
///
/// Areas above the Gemeinde fill the rest with zeros: the Land is `080000000000`, a
/// Regierungsbezirk `081000000000`, a Landkreis `081150000000`. A Stadtkreis has the same ARS as
/// Kreis and as Gemeinde, because it is one authority with both roles.
public struct ARS: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let digits: String

  /// `nil` unless `digits` are exactly 12 ASCII digits.
  public init?(_ digits: some StringProtocol) {
    guard digits.utf8.count == 12, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    self.digits = String(digits)
  }

  /// Fills a shorter official key (2, 3, 5 or 9 digits) with zeros.
  public init?(prefix: some StringProtocol) {
    guard [2, 3, 5, 9, 12].contains(prefix.utf8.count) else { return nil }
    self.init(prefix + String(repeating: "0", count: 12 - prefix.utf8.count))
  }

  public static func < (a: ARS, b: ARS) -> Bool { a.digits < b.digits }
  public var description: String { digits }

  public var land: ARS { ARS(prefix: digits.prefix(2))! }
  public var regierungsbezirk: ARS { ARS(prefix: digits.prefix(3))! }
  public var kreis: ARS { ARS(prefix: digits.prefix(5))! }
  /// The first five digits, the usual key of a Kreis.
  public var kreis5: String { String(digits.prefix(5)) }
  /// Digits 1–9 and `000`: the Gemeindeverband to which a Gemeinde belongs.
  public var verband: ARS { ARS(digits.prefix(9) + "000")! }
  /// Amtlicher Gemeindeschlüssel `LL R KK GGG`: the ARS without the Verband.
  public var ags8: String { String(digits.prefix(5) + digits.suffix(3)) }
}

/// Keys as the platform writes them into the `authority` column: AGS with 5 or 8 digits or ARS
/// with 12. Without a register an AGS with 8 digits cannot be turned into an ARS (it lacks the
/// Verband), but the Kreis can always be read.
public enum AuthorityKey {
  /// Only digits, 5, 8 or 12 of them.
  public static func isWellFormed(_ key: some StringProtocol) -> Bool {
    [5, 8, 12].contains(key.utf8.count) && key.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// The first five digits.
  public static func kreis5(of key: some StringProtocol) -> String { String(key.prefix(5)) }

  /// The AGS with 8 digits of the Gemeinde that the key names, or `nil` where it names a
  /// Landkreis, a Gemeindeverband or a Land. A Stadtkreis is its own Gemeinde.
  public static func gemeinde8(of key: some StringProtocol) -> String? {
    let digits = String(key)
    let candidate: String
    switch digits.utf8.count {
    case 5: candidate = digits + "000"
    case 8: candidate = digits
    case 12: candidate = String(digits.prefix(5) + digits.suffix(3))
    default: return nil
    }
    guard candidate.hasSuffix("000") else { return candidate }
    guard digits.utf8.count != 12 || digits.dropFirst(5).allSatisfy({ $0 == "0" }) else {
      return nil
    }
    return isStadtkreis(String(digits.prefix(5))) ? candidate : nil
  }

  /// Whether five digits name one of the nine Stadtkreise of Baden-Württemberg
  /// (Gemeindeverzeichnis, Destatis; unchanged since 1973).
  public static func isStadtkreis(_ kreis5: String) -> Bool { stadtkreise.contains(kreis5) }

  /// Stuttgart, Heilbronn, Baden-Baden, Karlsruhe, Heidelberg, Mannheim, Pforzheim, Freiburg, Ulm.
  public static let stadtkreise: Set<String> = [
    "08111", "08121", "08211", "08212", "08221", "08222", "08231", "08311", "08421",
  ]
}
