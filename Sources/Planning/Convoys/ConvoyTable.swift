import Domain
import Indicators
import Store

/// What the tables about convoys have in common.
enum ConvoyTable {
  static let convoy = TableColumn.dimension("convoy_id", Text(de: "Konvoi", en: "convoy"))
  static let kreis = TableColumn.dimension("kreis", .same("Kreis"))

  /// Facts about Kommunen and their plans: no counts of citizens' actions.
  static func table(
    _ title: Text, _ columns: [TableColumn], _ rows: [[TableCell]], source: Text, cutOff: Day?,
    caveat: Text? = nil, note: Text? = nil, _ rollouts: Rollouts
  ) -> Table<Released> {
    Disclosure.withoutCountsOfCitizens(
      columns: columns, rows: rows,
      provenance: Provenance(
        title: title, source: source, cutOff: cutOff, caveat: caveat, note: note,
        dataState: rollouts.dataState))
  }

  static let roadmapSource = Text(
    de: "Konvois und Meilensteine der Landkreise", en: "convoys and milestones of the Landkreise")
  static let rolloutSource = Text(
    de: "Konvois, Zuständigkeiten und Aktivierungen", en: "convoys, competence and activations")
}
