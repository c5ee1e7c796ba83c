import Domain
import Indicators
import Store

extension CostBenefit {
  /// What a running process is worth: the columns of ``table(_:count:seed:on:rate:)``, with the id of
  /// the process in `candidate_id`. One row, or none for a process that is not known.
  static func table(
    _ reader: StoreReader, process id: String, count: Int = standardDraws,
    seed: UInt64 = standardSeed
  ) throws -> Table<Exact> {
    let facts = try BenefitFacts(reading: reader, on: nil, rate: nil)
    let model = try BenefitModel(process: id, of: facts)
    let rows = model.map { model -> [[TableCell]] in
      let values = model.draws(count: count, seed: seed).map { DrawSummary($0.capitalValues) }
      return zip(model.cases, values).map { row($0, $1, model) }
        + model.notAssessable.map { row(lacking: $0, facts) }
    }
    return Disclosure.exact(
      columns: columns, rows: rows ?? [],
      provenance: provenance(
        Text(de: "Kosten und Nutzen", en: "Costs and benefits"), settings: facts.settings,
        draws: count, seed: seed, day: facts.parameters.day, dataState: facts.dataState))
  }
}
