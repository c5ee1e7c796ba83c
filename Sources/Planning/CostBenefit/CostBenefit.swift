import Domain
import Indicators
import Store

/// What candidates and running processes are worth: Erfüllungsaufwand (Leitfaden der
/// Bundesregierung) and capital value (WiBe), with the uncertainty of every input.
public enum CostBenefit {
  /// Draws that are made where nobody asks for another number.
  public static let standardDraws = 10_000
  public static let standardSeed: UInt64 = 1

  /// The candidates that can be reckoned, drawn, and the others with what they lack.
  /// - Parameters:
  ///   - day: of wages and other figures; `nil`: the last day of the data, or the first with wages.
  ///   - rate: a discount rate instead of that of the day.
  /// - Throws: ``Fault`` for missing or contradictory parameters (with their row), for a damaged
  ///   database.
  public static func draws(
    reader: StoreReader, count: Int = standardDraws, seed: UInt64 = standardSeed,
    on day: Day? = nil, rate: Double? = nil
  ) throws -> (BenefitDraws, [NotAssessable]) {
    let facts = try BenefitFacts(reading: reader, on: day, rate: rate)
    let model = try BenefitModel(candidatesOf: facts)
    return (draws(model, count: count, seed: seed), model.notAssessable)
  }

  package static func draws(_ model: BenefitModel, count: Int, seed: UInt64) -> BenefitDraws {
    let drawn = model.draws(count: count, seed: seed)
    return BenefitDraws(
      ids: model.cases.map(\.id), count: count, capitalValues: drawn.flatMap(\.capitalValues),
      citizenHours: drawn.flatMap(\.citizenHours))
  }

  /// One candidate or running process with all that its capital value rests on.
  /// - Throws: ``Fault`` (usage) for an id that nobody has; as ``draws(reader:count:seed:on:rate:)``.
  public static func sheet(
    _ reader: StoreReader, id: String, count: Int = standardDraws, seed: UInt64 = standardSeed,
    on day: Day? = nil, rate: Double? = nil
  ) throws -> BenefitSheet {
    let facts = try BenefitFacts(reading: reader, on: day, rate: rate)
    let candidates = facts.candidates?.texts("candidate_id").compactMap { $0 } ?? []
    let model: BenefitModel? =
      candidates.contains(id)
      ? try BenefitModel(candidatesOf: facts) : try BenefitModel(process: id, of: facts)
    guard let model else {
      let known = candidates + facts.history.processes.map(\.id)
      throw Fault(
        .usage, at: id, "there is neither a candidate nor a process of that name",
        remedy: Suggestion.closest(to: id, among: known).map { "Did you mean \($0)?" }
          ?? "lagebild benefit list shows the candidates, lagebild process list the processes")
    }
    return BenefitSheet(model, id: id, count: count, seed: seed)
  }
}
