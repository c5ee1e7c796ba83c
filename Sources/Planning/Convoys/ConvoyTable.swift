import Domain
import Indicators
import Store

/// What the tables about convoys have in common.
enum ConvoyTable {
  static func key(_ name: String, _ de: String, _ en: String) -> TableColumn {
    TableColumn(name: name, title: Text(de: de, en: en), role: .dimension)
  }

  static func measure(_ name: String, _ unit: Unit, _ de: String, _ en: String) -> TableColumn {
    TableColumn(name: name, title: Text(de: de, en: en), role: .measure, unit: unit)
  }

  static let convoy = key("convoy_id", "Konvoi", "convoy")
  static let kreis = key("kreis", "Kreis", "Kreis")

  static func day(_ day: Day?) -> TableCell { .text(day?.description ?? "") }

  static func number(_ number: Double?) -> TableCell {
    .figure(number.map { .value($0) } ?? .missing)
  }

  static func number(_ number: Int?) -> TableCell { self.number(number.map(Double.init)) }

  /// A question that does not exist where there is no number.
  static func applicable(_ number: Double?) -> TableCell {
    .figure(number.map { .value($0) } ?? .notApplicable)
  }

  /// Facts about Kommunen and their plans: no counts of citizens' actions.
  static func table(
    _ title: Text, _ columns: [TableColumn], _ rows: [[TableCell]], source: Text, cutOff: Day?,
    caveat: Text? = nil, note: Text? = nil, _ rollouts: Rollouts
  ) -> Table<Released> {
    Disclosure.withoutCountsOfCitizens(
      columns: columns, rows: rows,
      provenance: Provenance(
        title: title, source: source, cutOff: cutOff, caveat: caveat, note: note,
        isSimulated: rollouts.isSimulated, revision: rollouts.revision))
  }

  static let roadmapSource = Text(
    de: "Konvois und Meilensteine der Landkreise", en: "convoys and milestones of the Landkreise")
  static let rolloutSource = Text(
    de: "Konvois, Zuständigkeiten und Aktivierungen", en: "convoys, competence and activations")
}
