import Domain

/// Why a federal statement and the own coverage do not agree.
enum FederalReason: String, CaseIterable {
  case oursOnly = "ours_only"
  case federalOnly = "federal_only"
  case maturity
  case elsewhere
  case unknownKey = "unknown_key"

  var name: Text {
    switch self {
    case .oursOnly:
      Text(de: "hier online, beim Bund nicht", en: "online here, not in the federal dashboard")
    case .federalOnly:
      Text(de: "beim Bund online, hier nicht", en: "online in the federal dashboard, not here")
    case .maturity:
      Text(de: "aktiv, aber unter dem Reifegrad", en: "active, but below the maturity level")
    case .elsewhere:
      Text(de: "online außerhalb von service-bw", en: "online outside service-bw")
    case .unknownKey:
      Text(de: "Schlüssel oder Zuständigkeit unbekannt", en: "unknown key or competence")
    }
  }
}

/// A federal statement beside the own coverage.
struct FederalStatement: Sendable {
  /// Number of a Behörde that lies where the statement is about.
  let place: Int?
  let leistung: Int?
  /// `nil`: cannot be compared.
  let differs: Bool?
  let reason: FederalReason?
}

/// The frames of the comparison with the federal dashboard.
extension ProjectState {
  func federalPairs(_ month: Month, _ rule: CountingRule) -> Frame? {
    guard let statements = federalStatements(month, rule) else { return nil }
    var rows = FrameRows(.federalPairs, dimensions, subject: .leistung)
    for statement in statements {
      guard let differs = statement.differs else { continue }
      rows.add(
        place: statement.place, subject: statement.leistung,
        keys: [dimensions.monthCode(month)], [1, differs ? 1 : 0])
    }
    return rows.frame
  }

  func federalDifferences(_ month: Month, _ rule: CountingRule) -> Frame? {
    guard let statements = federalStatements(month, rule) else { return nil }
    var rows = FrameRows(.federalDifferences, dimensions, subject: .leistung)
    for statement in statements {
      guard let reason = statement.reason else { continue }
      rows.add(
        place: statement.place, subject: statement.leistung,
        keys: [code("reason", reason.rawValue), dimensions.monthCode(month)], [1])
    }
    return rows.frame
  }

  /// As ``federalStatements(_:_:)``, which keeps them.
  func makeFederalStatements(_ month: Month, _ rule: CountingRule) -> [FederalStatement]? {
    guard let batch = facts.plans.federal, isRated(month, rule) else { return nil }
    let today = day(of: month)
    let (leistungen, areas) = (batch.texts("leika"), batch.texts("ars"))
    let (online, days) = (batch.integers("online_status"), batch.days("as_of"))
    struct Pair: Hashable {
      let leika: String
      let ars: String
    }
    var latest: [Pair: Int] = [:]
    for row in 0..<batch.rowCount {
      guard let leika = leistungen[row], let ars = areas[row], let day = days[row], day <= today
      else { continue }
      // A Gemeinde is the same under each key that it had.
      let pair = Pair(leika: leika, ars: registers.areas.canonicalAuthority(ars))
      if let known = latest[pair], days[known]! > day { continue }
      latest[pair] = row
    }
    guard !latest.isEmpty else { return nil }
    let own = OwnCoverage(self, month, rule)
    return latest.sorted { $0.value < $1.value }.map { pair, row in
      own.statement(leika: pair.leika, ars: pair.ars, isOnline: online[row] == 1)
    }
  }
}

/// What is online by the own data, as far as a federal statement can be held against it.
private struct OwnCoverage {
  private let state: ProjectState
  private let competence: CompetenceMap
  private let served: ServedLeistungen
  private let active: ServedLeistungen
  /// Under the level from which the Bund counts a Leistung as online, by model.
  private let federallyRated: [ServedLeistungen]
  private let gemeindenOfArea: [String: [Int]]

  init(_ state: ProjectState, _ month: Month, _ rule: CountingRule) {
    self.state = state
    competence = state.competence(in: month)
    served = state.served(month, rule)
    active = state.served(month, .active)
    federallyRated = [CountingRule.maturity(.v1, 2), .maturity(.v2, 4)].map {
      state.served(month, $0)
    }
    var gemeinden: [String: [Int]] = [:]
    for (index, gemeinde) in state.registers.areas.gemeinden.enumerated() {
      let ars = gemeinde.ars
      // A Stadtkreis is its own Kreis and Verband.
      let areas = [ars.verband, ars.kreis, ars.regierungsbezirk, ars.land].map(\.digits)
      for key in Set(areas + [state.registers.areas.canonicalAuthority(ars.digits)]) {
        gemeinden[key, default: []].append(index)
      }
    }
    gemeindenOfArea = gemeinden
  }

  func statement(leika: String, ars: String, isOnline: Bool) -> FederalStatement {
    let registers = state.registers
    let place = registers.knownAuthority(ars)
    let leistung = registers.leistungCode[leika]
    func made(_ differs: Bool?, _ reason: FederalReason?) -> FederalStatement {
      FederalStatement(place: place, leistung: leistung, differs: differs, reason: reason)
    }
    guard let leistung, let gemeinden = gemeindenOfArea[ars],
      let map = competence.authorities[leistung]
    else { return made(nil, .unknownKey) }
    let authorities = Set(gemeinden.map { map[$0] }).subtracting([CompetenceMap.notApplicable])
      .map { Int($0) }.sorted()
    // Nobody is competent there, so there is nothing to compare.
    guard !authorities.isEmpty else { return made(nil, nil) }
    func isServed(_ served: ServedLeistungen) -> Bool {
      authorities.contains { served.cell($0, leistung).counts(ServedLeistungen.anyKind) }
    }
    let isOurs = isServed(served)
    if !isOurs,
      authorities.contains(where: {
        served.cell($0, leistung).isUnknown(ServedLeistungen.anyKind)
      })
    {
      return made(nil, nil)
    }
    guard isOurs != isOnline else { return made(false, nil) }
    if isOurs {
      return made(true, federallyRated.contains(where: isServed) ? .oursOnly : .maturity)
    }
    if isServed(active) { return made(true, .maturity) }
    let isElsewhere = authorities.contains {
      served.cell($0, leistung).isElsewhere
    }
    return made(true, isElsewhere ? .elsewhere : .federalOnly)
  }
}
