import Domain
import Indicators

extension CaseDraft {
  /// The feed `candidates`.
  static func candidates(_ facts: BenefitFacts) -> [CaseDraft] {
    let leistungenOf = Dictionary(
      facts.candidates.map { ($0.id, $0.leistungen) }, uniquingKeysWith: { first, _ in first })
    return facts.candidates.map { candidate in
      // What needs a candidate for the same Leistungen extends its process.
      let isExtension = candidate.dependsOn.contains { leistungenOf[$0] == candidate.leistungen }
      return draft(candidate, isExtension: isExtension, facts)
    }
  }

  private static func draft(
    _ candidate: Candidate, isExtension: Bool, _ facts: BenefitFacts
  ) -> CaseDraft {
    let (id, name, leistungen) = (candidate.id, candidate.name, candidate.leistungen)
    let settings = facts.settings
    guard let path = facts.pooledPath else {
      return CaseDraft(
        id: id, name: name, leistungen: leistungen,
        missing: [
          Text(
            de: "Verbreitung und Online-Quote freigegebener Standardprozesse",
            en: "adoption and take-up of released Standardprozesse")
        ], benefit: nil)
    }
    let share = facts.parameters["benefit_share/\(id)"]
    let (connected, connectedSource) = facts.connected(facts.standardConnected)
    let kommunen = settings.costShareKommunen
    var shares = [Double](repeating: 0, count: Bearer.allCases.count)
    shares[Bearer.kommunen.rawValue] = kommunen
    shares[Bearer.land.rawValue] = 1 - kommunen
    return CaseDraft(
      id: id, name: name, leistungen: leistungen, missing: [],
      benefit: BenefitCase(
        id: id, name: name, kind: .candidate, leistungen: leistungen,
        costs: .init(
          making: Pert(euros: candidate.cost), later: [], care: Double(candidate.careCents) / 100,
          makingShares: shares, careShares: shares,
          makingBudgetShare: 1, careBudgetShare: 1, source: "Kandidatenliste (feed candidates)"),
        effect: share?.value ?? (isExtension ? settings.extensionShare : 1),
        effectSource: share?.source
          ?? (isExtension
            ? facts.parameters["benefit_share_extension"]?.source ?? ""
            : "eigener Prozess: die ganze Ersparnis"),
        isExtension: isExtension, countsCurrentShare: true, path: path, connected: connected,
        connectedSource: connectedSource))
  }
}

extension Pert {
  fileprivate init(euros cost: Candidate.Cost) {
    self.init(
      low: Double(cost.lowCents) / 100, mode: Double(cost.cents) / 100,
      high: Double(cost.highCents) / 100)
  }
}

extension BenefitFacts {
  /// Share of the digital cases that reach the Fachverfahren by themselves, with its source.
  func connected(_ seen: Double?) -> (Double, String) {
    if let seen { return (seen, "Aktivierungen mit Angabe zum Fachverfahren (feed activations)") }
    return (settings.connectedShare, parameters["fachverfahren_share"]?.source ?? "")
  }
}
