import Columns
import Domain

/// Who is competent for a Leistung in a Gemeinde.
public enum Competence: Sendable, Hashable {
  /// The competent Behörde.
  case authority(ARS)
  /// Rules exist, but none reaches this Gemeinde: the Leistung does not exist here.
  case notApplicable
  /// No rule says anything about the Leistung on that day: figures are `missing`.
  case unknown
}

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

  public var isException: Bool { if case .authority = target { true } else { false } }
}

/// The rules of competence with their precedence (data contracts, `competence`): an exception
/// beats a rule by kind; an exact key beats a prefix, a longer prefix a shorter. Among equals the
/// smaller area wins, then the later `valid_from`, then the smaller key.
public struct CompetenceRules: Sendable {
  private let ofKey: [String: [CompetenceRule]]

  public init(_ rules: [CompetenceRule]) {
    ofKey = Dictionary(grouping: rules, by: \.leika)
  }

  public init(_ batch: ColumnBatch?) {
    guard let batch else {
      self.init([])
      return
    }
    let leika = batch.texts("leika")
    let prefix = batch.texts("leika_prefix")
    let kind = batch.texts("authority_kind")
    let authority = batch.texts("authority_ars")
    let from = batch.days("valid_from")
    let to = batch.days("valid_to")
    let source = batch.texts("source")
    self.init(
      (0..<batch.rowCount).compactMap { row -> CompetenceRule? in
        guard let key = leika[row] ?? prefix[row], let from = from[row] else { return nil }
        let target: CompetenceRule.Target
        if let ars = authority[row].flatMap({ ARS($0) }) {
          target = .authority(ars)
        } else if let kind = kind[row].flatMap(AuthorityKind.init) {
          target = .kind(kind)
        } else {
          return nil
        }
        return CompetenceRule(
          leika: key, target: target, validFrom: from, validTo: to[row], source: source[row] ?? "")
      })
  }

  public var isEmpty: Bool { ofKey.isEmpty }

  /// Keys of Leistungen that have a rule of their own (prefixes left out), sorted.
  public var exactKeys: [String] { ofKey.keys.filter { $0.utf8.count == 14 }.sorted() }

  /// The rules for a Leistung that exist on a day, the strongest first.
  public func rules(for leika: String, on day: Day) -> [CompetenceRule] {
    (2...14).compactMap { ofKey[String(leika.prefix($0))] }.joined()
      .filter { $0.exists(on: day) }
      .sorted { Self.precedes($0, $1) }
  }

  /// First days of periods in which no rule begins or ends, ascending.
  var changeDays: [Day] {
    Set(ofKey.values.joined().flatMap { [$0.validFrom] + ($0.validTo.map { [$0 + 1] } ?? []) })
      .sorted()
  }

  /// The competent Behörde.
  public func competence(
    for leika: String, in gemeinde: AreaRegister.Gemeinde, on day: Day
  ) -> Competence {
    explain(leika, in: gemeinde, on: day).competence
  }

  /// The competent Behörde and the rule that decides it; `nil` where no rule does.
  public func explain(
    _ leika: String, in gemeinde: AreaRegister.Gemeinde, on day: Day
  ) -> (competence: Competence, rule: CompetenceRule?) {
    let rules = rules(for: leika, on: day)
    if rules.isEmpty { return (.unknown, nil) }
    for rule in rules {
      if let authority = rule.target.authority(for: gemeinde) {
        return (.authority(authority), rule)
      }
    }
    return (.notApplicable, nil)
  }

  private static func precedes(_ a: CompetenceRule, _ b: CompetenceRule) -> Bool {
    if a.isException != b.isException { return a.isException }
    if a.leika.utf8.count != b.leika.utf8.count { return a.leika.utf8.count > b.leika.utf8.count }
    if a.target.reach != b.target.reach { return a.target.reach < b.target.reach }
    if a.validFrom != b.validFrom { return a.validFrom > b.validFrom }
    return a.target.sortKey < b.target.sortKey
  }
}

extension CompetenceRule.Target {
  /// The Behörde that the target makes competent in a Gemeinde, or `nil` outside its area.
  public func authority(for gemeinde: AreaRegister.Gemeinde) -> ARS? {
    let ars = gemeinde.ars
    switch self {
    case .authority(let authority):
      let serves =
        authority == ars || (!gemeinde.isStadtkreis && authority == ars.kreis)
        || (gemeinde.verband ?? ars.verband) == authority || authority == ars.regierungsbezirk
        || authority == ars.land
      return serves ? authority : nil
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

  /// How large the area of an exception is; rules by kind reach everywhere.
  fileprivate var reach: Int {
    guard case .authority(let ars) = self else { return 5 }
    if ars == ars.land { return 4 }
    if ars == ars.regierungsbezirk { return 3 }
    if ars == ars.kreis { return AuthorityKey.isStadtkreis(ars.kreis5) ? 0 : 2 }
    return ars == ars.verband ? 1 : 0
  }

  fileprivate var sortKey: String {
    switch self {
    case .kind(let kind): kind.rawValue
    case .authority(let ars): ars.digits
    }
  }
}

extension ARS {
  /// Key under which the Bund stands where it is competent.
  public static let bund = ARS("000000000000")!
}
