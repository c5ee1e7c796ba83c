import Domain
import Indicators
import Store

/// The feed `candidates` as it was delivered: plans and estimates of cost, no counts of citizens.
enum CandidateRegister {
  /// `candidate_id, name, themenfeld, cost_eur_min, cost_eur, cost_eur_max, care_eur_a_year,
  /// kommunen_interested, legal_deadline, depends_on, efa_available`, by id.
  static func table(_ reader: StoreReader) throws -> Table<Released> {
    var rows: [[TableCell]] = []
    if let batch = try reader.current(.candidates) {
      let ids = batch.texts("candidate_id")
      let texts = ["name", "themenfeld"].map { batch.texts($0) }
      let money = costs.map { batch.integers($0) }
      let interested = batch.integers("kommunen_interested")
      let (deadlines, needs) = (batch.days("legal_deadline"), batch.texts("depends_on"))
      let efa = batch.integers("efa_available")
      rows = (0..<batch.rowCount).sorted { ids[$0]! < ids[$1]! }.map { row in
        [.key(ids[row]!, label: texts[0][row].map(Text.same))]
          + texts.map { .text($0[row] ?? "") }
          + money.map { .figure($0[row].map { .value(Double($0) / 100) } ?? .missing) }
          + [
            .figure(interested[row].map { .value(Double($0)) } ?? .missing),
            .text(deadlines[row]?.description ?? ""), .text(needs[row] ?? ""),
            efa[row].map { Self.flag($0 == 1) } ?? .text(""),
          ]
      }
    }
    return Disclosure.withoutCountsOfCitizens(
      columns: columns, rows: rows,
      provenance: Provenance(
        title: Text(de: "Kandidaten für Standardprozesse", en: "Candidates for Standardprozesse"),
        source: FeedSchema.candidates.row,
        isSimulated: try reader.meta("origin") == ProjectOrigin.simulated.rawValue,
        revision: try reader.revision()))
  }

  private static let costs = ["cost_eur_min", "cost_eur", "cost_eur_max", "care_eur_a_year"]

  private static func flag(_ isSet: Bool) -> TableCell {
    isSet
      ? .key("yes", label: Text(de: "ja", en: "yes"))
      : .key("no", label: Text(de: "nein", en: "no"))
  }

  private static let columns: [TableColumn] = {
    let names =
      ["candidate_id", "name", "themenfeld"] + costs
      + ["kommunen_interested", "legal_deadline", "depends_on", "efa_available"]
    return names.map { name in
      TableColumn(
        name: name, title: FeedSchema.candidates[name]!.meaning,
        role: name == "candidate_id" ? .dimension : .measure,
        unit: costs.contains(name) ? .euros : name == "kommunen_interested" ? .count : nil)
    }
  }()
}
