import Domain
import Store

/// The candidates of a project with many draws of what each is worth: ranking, selection and listing
/// of costs and benefits rest on the same ones.
package struct DrawnCandidates: Sendable {
  let model: BenefitModel
  /// Of those that can be reckoned.
  package let draws: BenefitDraws
  let seed: UInt64

  var facts: BenefitFacts { model.facts }
  package var notAssessable: [NotAssessable] { model.notAssessable }

  /// - Throws: ``Fault`` (bad data) for a missing wage.
  package init(
    _ facts: BenefitFacts, count: Int = CostBenefit.standardDraws,
    seed: UInt64 = CostBenefit.standardSeed
  ) throws(Fault) {
    model = try BenefitModel(candidatesOf: facts)
    let drawn = model.draws(count: count, seed: seed)
    draws = BenefitDraws(
      ids: model.cases.map(\.id), count: count, capitalValues: drawn.flatMap(\.capitalValues),
      citizenHours: drawn.flatMap(\.citizenHours))
    self.seed = seed
  }

  /// For what makes no sense without any candidate.
  /// - Throws: ``Fault`` (input missing).
  package func mustHaveCandidates() throws(Fault) {
    guard facts.candidates.isEmpty else { return }
    throw Fault(
      .inputMissing, at: "feed candidates",
      Text(de: "Es sind keine Kandidaten geliefert", en: "the project has no candidates"),
      remedy: Text(
        de: "Füllen Sie die Vorlage candidates aus (lagebild feed template) und laden Sie sie",
        en: "Fill in lagebild feed template candidates and load it"))
  }

  /// Capital values of the n-th case.
  func capitalValues(_ index: Int) -> ArraySlice<Double> {
    draws.capitalValues[index * draws.count..<(index + 1) * draws.count]
  }
}
