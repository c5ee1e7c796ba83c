import Domain

/// The facts → cases that can be reckoned, and what the others lack.
package struct BenefitModel: Sendable {
  package let facts: BenefitFacts
  /// By LeiKa key, those that lack nothing.
  package let leistungen: [String: LeistungInputs]
  /// Ascending by id.
  package let cases: [BenefitCase]
  package let notAssessable: [NotAssessable]

  /// All candidates.
  /// - Throws: ``Fault`` (bad data) for a missing wage.
  package init(candidatesOf facts: BenefitFacts) throws(Fault) {
    self = try BenefitModel(facts, CaseDraft.candidates(facts))
  }

  /// One running process.
  /// - Returns: `nil` where no process has that id.
  package init?(process id: String, of facts: BenefitFacts) throws(Fault) {
    guard let process = facts.history.processes.first(where: { $0.id == id }) else { return nil }
    self = try BenefitModel(facts, [CaseDraft.process(process, facts)])
  }

  private init(_ facts: BenefitFacts, _ drafts: [CaseDraft]) throws(Fault) {
    var known: [String: LeistungInputs] = [:]
    var cases: [BenefitCase] = []
    var notAssessable: [NotAssessable] = []
    for draft in drafts.sorted(by: { $0.id < $1.id }) {
      var missing = draft.missing
      for leika in draft.leistungen {
        let (inputs, gaps) = try Self.inputs(leika, facts, &known)
        known[leika] = inputs
        let place = draft.leistungen.count > 1 ? " (\(leika))" : ""
        missing += gaps.map { Text(de: $0.de + place, en: $0.en + place) }
      }
      if missing.isEmpty, let benefit = draft.benefit {
        cases.append(benefit)
      } else {
        notAssessable.append(NotAssessable(id: draft.id, name: draft.name, missing: missing))
      }
    }
    self.facts = facts
    self.cases = cases
    self.notAssessable = notAssessable
    leistungen = known
  }

  private static func inputs(
    _ leika: String, _ facts: BenefitFacts, _ known: inout [String: LeistungInputs]
  ) throws(Fault) -> (LeistungInputs?, [Text]) {
    if let inputs = known[leika] { return (inputs, []) }
    var gaps = facts.effort.missing(leika)
    guard let cases = facts.cases[leika] else {
      gaps.append(Text(de: "Fallzahlen", en: "case counts"))
      return (nil, gaps)
    }
    let inputs = try LeistungInputs(leika, facts.effort, cases, facts.settings, facts.parameters)
    return (inputs, gaps)
  }

  /// The Leistungen of a case.
  package func leistungen(of benefit: BenefitCase) -> [LeistungInputs] {
    benefit.leistungen.map { leistungen[$0]! }
  }

  package func draws(count: Int, seed: UInt64) -> [CaseDraws] {
    BenefitSimulation(cases, facts.settings, count: count, seed: seed).draws(cases, leistungen)
  }
}

/// A candidate or process before it is known whether it can be reckoned.
struct CaseDraft {
  let id: String
  let name: String
  let leistungen: [String]
  /// What it lacks apart from its Leistungen.
  let missing: [Text]
  /// `nil` only where something is missing.
  let benefit: BenefitCase?
}
