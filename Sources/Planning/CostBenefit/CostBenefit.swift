import Domain
import Indicators
import Store

/// What candidates and running processes are worth: Erfüllungsaufwand (Leitfaden der
/// Bundesregierung) and capital value (WiBe), with the uncertainty of every input.
public enum CostBenefit {
  /// Draws that are made where nobody asks for another number.
  public static let standardDraws = 10_000
  public static let standardSeed: UInt64 = 1

  /// One candidate or running process with all that its capital value rests on.
  /// - Parameters:
  ///   - day: of wages and other figures; `nil`: the last day of the data, or the first with wages.
  ///   - rate: a discount rate instead of that of the day.
  /// - Throws: ``Fault`` (usage) for an id that nobody has, (bad data) for missing or contradictory
  ///   parameters (with their row) and for a damaged database.
  public static func sheet(
    _ reader: StoreReader, id: String, count: Int = standardDraws, seed: UInt64 = standardSeed,
    on day: Day? = nil, rate: Double? = nil
  ) throws -> BenefitSheet {
    let facts = try BenefitFacts(reading: reader, on: day, rate: rate)
    let candidates = facts.candidates.map(\.id)
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
