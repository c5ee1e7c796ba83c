import Domain

/// Which Behörde is competent for a Leistung in a Gemeinde on a day, and why.
public struct CompetenceExplanation: Sendable {
  /// An area with the name and kind that it has on the day.
  public struct Place: Sendable, Hashable {
    public let ars: ARS
    public let name: String
    /// `nil` for the Bund, and where the register does not know the area.
    public let kind: AreaKind?
  }

  /// What becomes of a rule that is made for the Leistung.
  public enum Outcome: Sendable, Hashable {
    case decides
    /// It reaches the Gemeinde, but so does a stronger one (position in ``steps``).
    case beaten(by: Int, because: Precedence)
    /// An exception for another area.
    case outsideItsArea
    case notInForce
  }

  public struct Step: Sendable, Hashable {
    public let rule: CompetenceRule
    /// The Behörde that the rule names here; `nil` outside its area.
    public let authority: Place?
    public let outcome: Outcome
  }

  public let leika: String
  public let catalogue: CatalogueEntry?
  public let gemeinde: AreaRegister.Gemeinde
  public let day: Day
  public let competence: Competence
  /// The rules for the Leistung: those in force by rank, then the others.
  public let steps: [Step]
  /// Gemeinde → Verwaltungsgemeinschaft → Kreis → Regierungsbezirk → Land → Bund: whoever is
  /// competent above serves the Gemeinde as well. A Stadtkreis stands there once.
  public let chain: [Place]

  public var deciding: Step? { steps.first { $0.outcome == .decides } }
  public var authority: Place? { deciding?.authority }

  init(
    _ leika: String, in gemeinde: AreaRegister.Gemeinde, on day: Day, rules: CompetenceRules,
    areas: AreaRegister, catalogue: CatalogueEntry?
  ) {
    self.leika = leika
    self.catalogue = catalogue
    self.gemeinde = gemeinde
    self.day = day
    competence = rules.competence(for: leika, in: gemeinde, on: day)
    let place = { (ars: ARS) in Place(ars, areas, day) }
    steps = Self.steps(
      rules.candidates(for: leika).sorted(by: Precedence.precedes), gemeinde, day, place)
    let ars = gemeinde.ars
    let above: [ARS?] = [
      gemeinde.verband, gemeinde.isStadtkreis ? nil : ars.kreis, ars.regierungsbezirk, ars.land,
      .bund,
    ]
    chain =
      [Place(ars: ars, name: gemeinde.name, kind: gemeinde.kind)]
      + above.compactMap { $0 }.map(place)
  }

  private static func steps(
    _ rules: [CompetenceRule], _ gemeinde: AreaRegister.Gemeinde, _ day: Day,
    _ place: (ARS) -> Place
  ) -> [Step] {
    var winner: (position: Int, rule: CompetenceRule)?
    var steps: [Step] = []
    for rule in rules where rule.exists(on: day) {
      let authority = rule.target.authority(for: gemeinde).map(place)
      let outcome: Outcome
      if authority == nil {
        outcome = .outsideItsArea
      } else if let winner {
        outcome = .beaten(
          by: winner.position, because: Precedence.between(winner.rule, rule).because)
      } else {
        outcome = .decides
        winner = (steps.count, rule)
      }
      steps.append(Step(rule: rule, authority: authority, outcome: outcome))
    }
    return steps
      + rules.filter { !$0.exists(on: day) }.map { rule in
        Step(
          rule: rule, authority: rule.target.authority(for: gemeinde).map(place),
          outcome: .notInForce)
      }
  }
}

extension CompetenceExplanation.Place {
  init(_ ars: ARS, _ areas: AreaRegister, _ day: Day) {
    let area = areas.area(ars, on: day)
    self.init(ars: ars, name: area?.name ?? (ars == .bund ? "Bund" : ars.digits), kind: area?.kind)
  }

  /// `Böblingen, Landkreis (081150000000)`
  public var text: String {
    let named = kind.map { $0.rawValue == name ? name : "\(name), \($0.rawValue)" } ?? name
    return name == ars.digits ? "\(name), not in the register" : "\(named) (\(ars))"
  }
}

extension CompetenceRule.Target {
  /// How a rule comes to its Behörde in a Gemeinde.
  func way(in gemeinde: AreaRegister.Gemeinde) -> Text {
    switch self {
    case .authority:
      return authority(for: gemeinde) == nil
        ? Text(de: "die Gemeinde liegt außerhalb", en: "the Gemeinde lies outside its area")
        : Text(de: "die Gemeinde liegt in ihrem Gebiet", en: "the Gemeinde lies in its area")
    case .kind(.gemeinde):
      return Text(de: "jede Gemeinde für sich", en: "each Gemeinde for itself")
    case .kind(.verwaltungsgemeinschaft):
      return gemeinde.verband == nil
        ? Text(
          de: "in keiner Verwaltungsgemeinschaft, also die Gemeinde selbst",
          en: "in no Verwaltungsgemeinschaft, so the Gemeinde itself")
        : Text(de: "ihre Verwaltungsgemeinschaft", en: "its Verwaltungsgemeinschaft")
    case .kind(.kreis):
      return gemeinde.isStadtkreis
        ? Self.stadtkreis : Text(de: "ihr Landkreis", en: "its Landkreis")
    case .kind(.untereVerwaltungsbehoerde), .kind(.untereBaurechtsbehoerde):
      if gemeinde.isStadtkreis { return Self.stadtkreis }
      return gemeinde.kind == .grosseKreisstadt
        ? Text(
          de: "eine Große Kreisstadt für ihr Gebiet", en: "a Große Kreisstadt for its own area")
        : Text(
          de: "weder Stadtkreis noch Große Kreisstadt, also ihr Landkreis",
          en: "neither Stadtkreis nor Große Kreisstadt, so its Landkreis")
    case .kind(.regierungspraesidium):
      return Text(de: "ihr Regierungspräsidium", en: "its Regierungspräsidium")
    case .kind(.land): return Text(de: "das Land für alle", en: "the Land for all")
    case .kind(.bund): return Text(de: "der Bund für alle", en: "the Bund for all")
    }
  }

  private static var stadtkreis: Text {
    Text(
      de: "ein Stadtkreis ist Kreis und Gemeinde zugleich",
      en: "a Stadtkreis is Kreis and Gemeinde in one")
  }
}
