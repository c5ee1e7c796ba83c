import Domain

/// Why one of two rules for the same Leistung decides where both reach, the strongest reason first
/// (data contracts, `competence`). The last three only make the order complete.
public enum Precedence: String, Sendable, CaseIterable {
  case exceptionBeforeKind = "exception_before_kind"
  case exactBeforePrefix = "exact_before_prefix"
  case longerPrefix = "longer_prefix"
  case smallerArea = "smaller_area"
  case laterBeginning = "later_valid_from"
  case alphabet

  public var name: Text {
    switch self {
    case .exceptionBeforeKind:
      Text(de: "Ausnahme vor Regel nach Behördenart", en: "an exception before a rule by kind")
    case .exactBeforePrefix:
      Text(
        de: "vollständiger Schlüssel vor Schlüsselanfang", en: "a whole key before a beginning")
    case .longerPrefix:
      Text(de: "längerer Schlüsselanfang vor kürzerem", en: "a longer beginning before a shorter")
    case .smallerArea:
      Text(de: "kleineres Gebiet vor größerem", en: "a smaller area before a larger")
    case .laterBeginning:
      Text(de: "spätere Regel vor früherer", en: "a later rule before an earlier")
    case .alphabet:
      Text(de: "gleichrangig, nach dem Alphabet", en: "of equal rank, in alphabetical order")
    }
  }

  static func precedes(_ a: CompetenceRule, _ b: CompetenceRule) -> Bool {
    between(a, b).isFirst
  }

  /// Whether `a` comes before `b`, and why.
  static func between(
    _ a: CompetenceRule, _ b: CompetenceRule
  ) -> (isFirst: Bool, because: Precedence) {
    if a.isException != b.isException { return (a.isException, .exceptionBeforeKind) }
    let (lengthA, lengthB) = (a.leika.utf8.count, b.leika.utf8.count)
    if lengthA != lengthB {
      return (lengthA > lengthB, a.isExact || b.isExact ? .exactBeforePrefix : .longerPrefix)
    }
    let (reachA, reachB) = (a.target.reach, b.target.reach)
    if reachA != reachB { return (reachA < reachB, .smallerArea) }
    if a.validFrom != b.validFrom { return (a.validFrom > b.validFrom, .laterBeginning) }
    return (a.target.description < b.target.description, .alphabet)
  }
}

extension CompetenceRule.Target {
  /// How large the area of an exception is; rules by kind reach everywhere.
  fileprivate var reach: Int {
    guard case .authority(let ars) = self else { return 6 }
    if ars == .bund { return 5 }
    if ars == ars.land { return 4 }
    if ars == ars.regierungsbezirk { return 3 }
    if ars == ars.kreis { return AuthorityKey.isStadtkreis(ars.kreis5) ? 0 : 2 }
    return ars == ars.verband ? 1 : 0
  }
}
