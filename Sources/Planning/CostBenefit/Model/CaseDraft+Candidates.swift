import Columns
import Domain
import Indicators

extension CaseDraft {
  /// The feed `candidates`.
  /// - Throws: ``Fault`` (bad data) where the costs of a row are in disorder.
  static func candidates(_ facts: BenefitFacts) throws(Fault) -> [CaseDraft] {
    guard let batch = facts.candidates else { return [] }
    let (ids, names) = (batch.texts("candidate_id"), batch.texts("name"))
    let needs = batch.texts("depends_on").map { $0?.split(separator: " ").map(String.init) ?? [] }
    let leika = batch.texts("leika").map { $0?.split(separator: " ").map(String.init) ?? [] }
    let costs = ["cost_eur_min", "cost_eur", "cost_eur_max", "care_eur_a_year"].map {
      batch.integers($0).map { Double($0 ?? 0) / 100 }
    }
    let leistungenOf = Dictionary(
      zip(ids, leika).map { ($0 ?? "", $1) }, uniquingKeysWith: { first, _ in first })
    var drafts: [CaseDraft] = []
    for row in 0..<batch.rowCount {
      guard let id = ids[row] else { continue }
      let (low, mode, high) = (costs[0][row], costs[1][row], costs[2][row])
      guard low <= mode, mode <= high else {
        throw Fault(
          .badData, at: "feed candidates, row \(id)",
          "cost_eur \(mode) does not lie between cost_eur_min \(low) and cost_eur_max \(high)",
          remedy: "Deliver the row anew")
      }
      // What needs a candidate for the same Leistungen extends its process.
      let isExtension = needs[row].contains { leistungenOf[$0] == leika[row] }
      drafts.append(
        candidate(
          id, names[row] ?? id, leika[row], isExtension: isExtension,
          making: Pert(low: low, mode: mode, high: high), care: costs[3][row], facts))
    }
    return drafts
  }

  private static func candidate(
    _ id: String, _ name: String, _ leistungen: [String], isExtension: Bool, making: Pert,
    care: Double, _ facts: BenefitFacts
  ) -> CaseDraft {
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
          making: making, later: [], care: care, makingShares: shares, careShares: shares,
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

extension BenefitFacts {
  /// Share of the digital cases that reach the Fachverfahren by themselves, with its source.
  func connected(_ seen: Double?) -> (Double, String) {
    if let seen { return (seen, "Aktivierungen mit Angabe zum Fachverfahren (feed activations)") }
    return (settings.connectedShare, parameters["fachverfahren_share"]?.source ?? "")
  }
}
