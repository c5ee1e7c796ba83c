import Domain

extension IndicatorRegistry {
  /// `id, name, question, unit, direction, group, dimensions, definition_hash`, one row an
  /// indicator in the order of the catalogue. Holds no data.
  public static var listing: Table<Released> {
    let columns: [(String, Text)] = [
      ("id", Text(de: "Kennung", en: "id")), ("name", Text(de: "Name", en: "name")),
      ("question", Text(de: "Frage", en: "question")), ("unit", Text(de: "Einheit", en: "unit")),
      ("direction", Text(de: "Richtung", en: "direction")),
      ("group", Text(de: "Gruppe", en: "group")),
      ("dimensions", Text(de: "Gliederung", en: "dimensions")),
      ("definition_hash", Text(de: "Prüfsumme der Definition", en: "hash of the definition")),
    ]
    return Disclosure.withoutCountsOfCitizens(
      columns: columns.map(TableColumn.dimension),
      rows: all.map { indicator in
        [
          .key(indicator.id, label: indicator.name), .text(indicator.name.de),
          .text(indicator.question.de), .text(indicator.unit.rawValue),
          .text("\(indicator.direction.rawValue)"), .text(indicator.group.rawValue),
          .text(indicator.dimensions.filter { $0 != "session" }.joined(separator: " ")),
          .text(indicator.definitionHash),
        ]
      },
      provenance: Provenance(
        title: Text(de: "Indikatoren", en: "Indicators"),
        source: Text(de: "Katalog der Indikatoren", en: "catalogue of indicators"),
        dataState: .withoutData))
  }
}
