import Domain
import Indicators
import Store

/// Every sourced figure of the project, and what the project has put in its place.
public enum Assumptions {
  /// The figures in force on a day, by id: `id, value, unit, valid_from, valid_to, source,
  /// is_assumption, delivered_by, displaced_value, displaced_source`. The last two are filled where
  /// a delivery takes the place of a figure from elsewhere.
  /// - Parameter day: `nil`: the last day of the data, or the first day with wages.
  /// - Throws: ``Fault`` for missing parameters or a row that makes no sense.
  public static func table(_ reader: StoreReader, on day: Day? = nil) throws -> Table<Released> {
    let given = try Parameters.rows(reader)
    let last = [try FactSet.cutOff(reader), Parameters.firstWageDay(given)]
    let day = day ?? last.compactMap { $0 }.max() ?? given[0].validFrom
    let parameters = try Parameters(StandardAssumptions.all + given, on: day)
    let rows = parameters.all.map { parameter -> [TableCell] in
      let displaced = parameters.displaced(by: parameter)
      return [
        .key(parameter.id, label: ParameterNames.name(of: parameter.id)),
        .figure(.value(parameter.value)), .text(parameter.unit),
        .text(parameter.validFrom.description), .text(parameter.validTo?.description ?? ""),
        .text(parameter.source), .text(parameter.isAssumption ? "yes" : "no"),
        .text(parameter.delivery),
        .applicable(displaced?.value),
        .text(displaced.map { "\($0.source) (\($0.delivery))" } ?? ""),
      ]
    }
    return Disclosure.withoutCountsOfCitizens(
      columns: columns, rows: rows,
      provenance: Provenance(
        title: Text(de: "Rechenwerte am \(day)", en: "Parameters on \(day)"),
        source: Text(de: "Rechenwerte mit Quelle", en: "sourced parameters"), cutOff: day,
        caveat: Text(
          de: "Was als Annahme bezeichnet ist, hat niemand veröffentlicht.",
          en: "What is called an assumption (Annahme) has been published by nobody."),
        dataState: try reader.dataState()))
  }

  private static let columns: [TableColumn] = {
    let names: [(String, String, String)] = [
      ("id", "Rechenwert", "Parameter"), ("value", "Wert", "Value"), ("unit", "Einheit", "Unit"),
      ("valid_from", "gültig ab", "Valid from"), ("valid_to", "gültig bis", "Valid to"),
      ("source", "Quelle", "Source"), ("is_assumption", "Annahme", "Assumption"),
      ("delivered_by", "geliefert von", "Delivered by"),
      ("displaced_value", "statt", "Instead of"),
      ("displaced_source", "verdrängte Quelle", "Displaced source"),
    ]
    return names.map { name, de, en in
      TableColumn(
        name: name, title: Text(de: de, en: en),
        role: name.hasSuffix("value") ? .measure : .dimension)
    }
  }()
}
