import Domain
import Indicators
import Store

extension Candidate {
  /// The feed `candidates` as it was delivered, which holds no counts of citizens: `candidate_id,
  /// name, themenfeld, cost_eur_min, cost_eur, cost_eur_max, care_eur_a_year, kommunen_interested,
  /// legal_deadline, depends_on, efa_available`, by id.
  /// - Throws: as ``all(_:)``.
  static func table(_ reader: StoreReader) throws -> Table<Released> {
    let rows = try all(reader).map { candidate -> [TableCell] in
      [
        .key(candidate.id, label: .same(candidate.name)), .text(candidate.name),
        .text(candidate.themenfeld ?? ""), .euros(cents: candidate.cost.lowCents),
        .euros(cents: candidate.cost.cents), .euros(cents: candidate.cost.highCents),
        .euros(cents: candidate.careCents), .number(candidate.interestedKommunen.map(Double.init)),
        .day(candidate.legalDeadline), .text(candidate.dependsOn.joined(separator: " ")),
        candidate.hasEfA.map(flag) ?? .text(""),
      ]
    }
    return Disclosure.withoutCountsOfCitizens(
      columns: columns, rows: rows,
      provenance: Provenance(
        title: Text(de: "Kandidaten für Standardprozesse", en: "Candidates for Standardprozesse"),
        source: FeedSchema.candidates.row,
        dataState: try reader.dataState()))
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
