import Columns
import Cryptography
import Domain
import Store

/// Registers, the ledger and the quarantine as tables. They hold no counts of citizens' actions.
public enum Listings {
  /// `ars, ags, name, kind, parent_ars, population, area_km2`, by level, then ARS.
  /// - Parameter level: `nil` for all four levels.
  public static func areas(_ reader: StoreReader, level: AreaLevel?) throws -> Table<Released> {
    try self.areas(registeredAreas(reader), reader, level: level)
  }

  static func areas(
    _ all: [Area], _ reader: StoreReader, level: AreaLevel?
  ) throws -> Table<Released> {
    let areas = all.filter { area in
      area.level != nil && (level == nil || area.level == level)
    }
    let rows = areas.map { area -> [TableCell] in
      [
        .key(area.ars.digits, label: nil), .key(area.ags, label: nil), .text(area.name),
        .text(area.kind.rawValue), .key(area.parent?.digits ?? "", label: nil),
        .number(area.population.map(Double.init)),
        .number(area.areaKm2),
      ]
    }
    return try table(
      Text(de: "Gebiete", en: "Areas"),
      ["ars", "ags", "name", "kind", "parent_ars", "population", "area_km2"], rows, reader)
  }

  /// One row a process, by id.
  public static func processes(_ reader: StoreReader) throws -> Table<Released> {
    let names = ["process_id", "name", "kind", "leika", "released_on", "provider", "customer"]
    let batch = try reader.current(.processes)
    let rows = (0..<(batch?.rowCount ?? 0)).map { row in
      names.map { name -> TableCell in
        switch batch![name]![row] {
        case .integer(let day): .text(Day(number: Int32(day)).description)
        case .text(let text):
          if name == "kind", let kind = ProcessKind(rawValue: text) {
            .key(text, label: kind.name)
          } else if name == "customer", let customer = customers[text] {
            .key(text, label: customer)
          } else {
            .text(text)
          }
        default: .text("")
        }
      }
    }
    return try table(
      Text(de: "Prozesse", en: "Processes"), names,
      rows.sorted { text($0[0]) < text($1[0]) }, reader)
  }

  /// The ledger: one row a load, oldest first.
  public static func loads(_ reader: StoreReader) throws -> Table<Released> {
    let rows = try reader.loads().map { load -> [TableCell] in
      [
        .key(String(load.loadID), label: nil), .key(load.feed, label: nil), .text(load.source),
        .text(load.file), .text(Hex.encode(load.sha256)), count(load.rowsIn),
        count(load.rowsLoaded), count(load.rowsDuplicate), count(load.rowsQuarantined),
        .text(
          summed(load.warnings).map { warning in
            let place = warning.column.map { " " + $0 } ?? ""
            return "\(warning.reason.rawValue)\(place): \(warning.rows)"
          }.joined(separator: "; ")),
        .text(load.period ?? ""), .text(BerlinTime.day(ofInstant: load.loadedAt).description),
      ]
    }
    return try table(
      Text(de: "Datenstände", en: "Loads"),
      [
        "load_id", "feed", "source", "file", "sha256", "rows_in", "rows_loaded",
        "rows_duplicate", "rows_quarantined", "warnings", "period", "loaded_on",
      ], rows, reader)
  }

  /// What was odd about rows that were loaded, and what was repaired in hand-kept files.
  /// - Parameter load: number of a load; `nil` for all.
  public static func warnings(_ reader: StoreReader, load: Int64?) throws -> Table<Released> {
    let rows = try reader.loads().filter { load == nil || $0.loadID == load }.flatMap { load in
      load.warnings.map { warning -> [TableCell] in
        [
          .key(String(load.loadID), label: nil), .text(load.file), count(warning.firstLine),
          .text(warning.column ?? ""), .key(warning.reason.rawValue, label: warning.reason.meaning),
          count(warning.rows), .text(warning.excerpt),
        ]
      }
    }
    return try table(
      Text(de: "Hinweise und Reparaturen", en: "Warnings and repairs"),
      ["load_id", "file", "line", "column", "reason", "rows", "excerpt"], rows, reader)
  }

  /// One a reason and column, in the order in which they came.
  private static func summed(
    _ warnings: [LoadWarning]
  ) -> [(reason: ReasonCode, column: String?, rows: Int)] {
    var sums: [(reason: ReasonCode, column: String?, rows: Int)] = []
    for warning in warnings {
      let index = sums.firstIndex { $0.reason == warning.reason && $0.column == warning.column }
      if let index {
        sums[index].rows += warning.rows
      } else {
        sums.append((warning.reason, warning.column, warning.rows))
      }
    }
    return sums
  }

  /// The refused rows with place and reason.
  public static func quarantine(_ reader: StoreReader) throws -> Table<Released> {
    let rows = try reader.quarantine().map { entry -> [TableCell] in
      [
        .key(String(entry.loadID), label: nil), .text(entry.rejection.file),
        count(entry.rejection.line), .text(entry.rejection.column ?? ""),
        .text(entry.rejection.reason.rawValue), .text(entry.rejection.excerpt),
      ]
    }
    return try table(
      Text(de: "Quarantäne", en: "Quarantine"),
      ["load_id", "file", "line", "column", "reason", "excerpt"], rows, reader)
  }

  /// The areas of the register as it stands, the latest delivery of each counting.
  public static func registeredAreas(_ reader: StoreReader) throws -> [Area] {
    AreaRegister(try reader.current(.areas)).areas
  }

  private static let customers: [String: Text] = [
    "citizen": Text(de: "Bürgerinnen und Bürger", en: "citizens"),
    "business": Text(de: "Unternehmen", en: "businesses"),
    "administration": Text(de: "Verwaltung", en: "administration"),
  ]

  /// What people read over the columns.
  private static let titles: [String: Text] = [
    "ars": .same("ARS"), "ags": .same("AGS"), "name": Text(de: "Name", en: "Name"),
    "kind": Text(de: "Art", en: "Kind"), "parent_ars": Text(de: "gehört zu", en: "Part of"),
    "population": Text(de: "Einwohner", en: "Inhabitants"),
    "area_km2": Text(de: "Fläche (km²)", en: "Area (km²)"),
    "process_id": Text(de: "Kennung", en: "Id"),
    "leika": Text(de: "LeiKa-Schlüssel", en: "LeiKa key"),
    "released_on": Text(de: "freigegeben am", en: "Released on"),
    "provider": Text(de: "Anbieter", en: "Provider"),
    "customer": Text(de: "Zielgruppe", en: "Customer"),
    "load_id": Text(de: "Nr.", en: "No."), "feed": Text(de: "Feed", en: "Feed"),
    "source": Text(de: "Quelle", en: "Source"), "file": Text(de: "Datei", en: "File"),
    "sha256": .same("SHA-256"), "rows_in": Text(de: "Zeilen", en: "Rows"),
    "rows_loaded": Text(de: "geladen", en: "Loaded"),
    "rows_duplicate": Text(de: "doppelt", en: "Duplicate"),
    "rows_quarantined": Text(de: "Quarantäne", en: "Quarantine"),
    "warnings": Text(de: "Hinweise", en: "Warnings"),
    "period": Text(de: "Zeitraum", en: "Period"),
    "loaded_on": Text(de: "geladen am", en: "Loaded on"), "line": Text(de: "Zeile", en: "Line"),
    "column": Text(de: "Spalte", en: "Column"), "reason": Text(de: "Grund", en: "Reason"),
    "excerpt": Text(de: "Auszug", en: "Excerpt"), "rows": Text(de: "Zeilen", en: "Rows"),
  ]

  private static func count(_ number: Int) -> TableCell { .figure(.value(Double(number))) }

  private static func text(_ cell: TableCell) -> String {
    if case .text(let text) = cell { text } else { "" }
  }

  private static func table(
    _ title: Text, _ names: [String], _ rows: [[TableCell]], _ reader: StoreReader
  ) throws -> Table<Released> {
    Disclosure.withoutCountsOfCitizens(
      columns: names.map {
        TableColumn(name: $0, title: titles[$0] ?? .same($0), role: .dimension)
      }, rows: rows,
      provenance: Provenance(
        title: title, source: Text(de: "Lieferungen", en: "deliveries"),
        dataState: try reader.dataState()))
  }
}
