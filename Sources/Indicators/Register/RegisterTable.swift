import Domain

/// Tables about registers and states: facts about Kommunen, never counts of citizens' actions.
enum RegisterTable {
  static func table(
    _ title: Text, _ columns: [(name: String, title: Text)], _ rows: [[TableCell]],
    dataState: DataState, cutOff: Day? = nil
  ) -> Table<Released> {
    Disclosure.withoutCountsOfCitizens(
      columns: columns.map { TableColumn.dimension($0.name, $0.title) },
      rows: rows,
      provenance: Provenance(
        title: title, source: Text(de: "Lieferungen", en: "deliveries"), cutOff: cutOff,
        dataState: dataState))
  }

  static let ars = ("ars", Text.same("ARS"))
  static let leika = ("leika", Text(de: "LeiKa-Schlüssel", en: "LeiKa key"))
  static let leistung = ("leistung", Text.same("Leistung"))
  static let name = ("name", Text.same("Name"))
  static let kind = ("kind", Text(de: "Art", en: "kind"))
  static let rule = ("rule", Text(de: "Regel", en: "rule"))
  static let source = ("source", Text(de: "Rechtsgrundlage", en: "legal source"))
  static let authorityARS = ("authority_ars", Text(de: "ARS der Behörde", en: "ARS of authority"))
  static let authority = ("authority", Text(de: "Behörde", en: "authority"))
  static let gemeinde = ("gemeinde", Text.same("Gemeinde"))

  static func key(_ key: String?) -> TableCell { .key(key ?? "", label: nil) }
  static func text(_ text: String?) -> TableCell { .text(text ?? "") }
}
