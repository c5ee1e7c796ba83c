import Domain

/// A row of the feed `competence`.
public struct CompetenceRule: Sendable, Hashable {
  public enum Target: Sendable, Hashable {
    /// A kind of Behörde, competent everywhere.
    case kind(AuthorityKind)
    /// An exception: this Behörde, in the Gemeinden inside its area.
    case authority(ARS)
  }

  /// A LeiKa key or the beginning of LeiKa keys.
  public let leika: String
  public let target: Target
  public let validFrom: Day
  /// Last day on which the rule exists; `nil`: open.
  public let validTo: Day?
  public let source: String

  public init(
    leika: String, target: Target, validFrom: Day, validTo: Day? = nil, source: String = ""
  ) {
    self.leika = leika
    self.target = target
    self.validFrom = validFrom
    self.validTo = validTo
    self.source = source
  }

  /// Outside `validFrom`–`validTo` a rule does not exist.
  public func exists(on day: Day) -> Bool { validFrom <= day && validTo.map { day <= $0 } ?? true }

  /// Whether there is a day on which both exist.
  func overlaps(_ other: CompetenceRule) -> Bool {
    exists(on: max(validFrom, other.validFrom)) && other.exists(on: max(validFrom, other.validFrom))
  }

  public var isException: Bool { if case .authority = target { true } else { false } }

  /// Whether the rule is for one Leistung, not for all whose keys begin alike.
  public var isExact: Bool { leika.utf8.count == 14 }

  public func matches(_ leika: String) -> Bool { leika.hasPrefix(self.leika) }

  /// As people read it: `99012* untere_baurechtsbehoerde`.
  public var description: String {
    leika + (isExact ? " " : "* ") + target.description
  }
}

extension CompetenceRule.Target: CustomStringConvertible {
  /// The kind, or the ARS of an exception.
  public var description: String {
    switch self {
    case .kind(let kind): kind.rawValue
    case .authority(let ars): ars.digits
    }
  }

  /// The Behörde that the target makes competent in a Gemeinde, or `nil` outside its area.
  public func authority(for gemeinde: AreaRegister.Gemeinde) -> ARS? {
    let ars = gemeinde.ars
    switch self {
    case .authority(let authority): return Self.serves(authority, gemeinde) ? authority : nil
    case .kind(.gemeinde): return ars
    case .kind(.verwaltungsgemeinschaft): return gemeinde.verband ?? ars
    case .kind(.kreis): return gemeinde.isStadtkreis ? ars : ars.kreis
    case .kind(.untereVerwaltungsbehoerde), .kind(.untereBaurechtsbehoerde):
      return gemeinde.isStadtkreis || gemeinde.kind == .grosseKreisstadt ? ars : ars.kreis
    case .kind(.regierungspraesidium): return ars.regierungsbezirk
    case .kind(.land): return ars.land
    case .kind(.bund): return .bund
    }
  }

  /// Whether a Gemeinde lies in the area of a Behörde. A Gemeinde that changed its Verband is the
  /// same under both keys.
  private static func serves(_ authority: ARS, _ gemeinde: AreaRegister.Gemeinde) -> Bool {
    let ars = gemeinde.ars
    if authority.digits.hasSuffix("000") {
      return authority == ars || authority == ars.kreis || authority == ars.verband
        || authority == ars.regierungsbezirk || authority == ars.land || authority == .bund
    }
    return authority.ags8 == ars.ags8
  }
}

extension ARS {
  /// Key under which the Bund stands where it is competent.
  public static let bund = ARS("000000000000")!
}
