import Domain
import Indicators

/// A table → a zip archive with everything that a stranger needs to use it: the rows as CSV, the
/// names of its keys, a description for programs (`datapackage.json`, Data Package 2.0 of
/// Frictionless) and one for people (`README.md`). The same table gives the same bytes.
public enum DataPackage {
  /// - Parameter stem: name of the package: lower-case letters, digits, `-`, `_` and `.`.
  public static func bytes<Scope>(
    _ table: Table<Scope>, stem: String, _ language: Language
  ) -> [UInt8] {
    let rows = Array(CSVWriter.text(table).utf8)
    let names = labels(table)
    let tables: [Part] =
      [Part(stem + ".csv", rows, fields: table.columns.map { field($0, table) })]
      + (names.isEmpty ? [] : [Part("names.csv", Array(csv(names).utf8), fields: Self.nameFields)])
    let description = JSON.object(members(table, stem: stem, tables)).pretty
    return StoredArchive.bytes(
      [
        ("datapackage.json", Array(description.utf8)),
        ("README.md", Array(readme(table, tables, language).utf8)),
      ] + tables.map { ($0.path, $0.content) })
  }

  /// A file with rows.
  private struct Part {
    let path: String
    let content: [UInt8]
    let fields: [JSON]

    init(_ path: String, _ content: [UInt8], fields: [JSON]) {
      self.path = path
      self.content = content
      self.fields = fields
    }
  }

  // MARK: - For programs

  private static func members<Scope>(
    _ table: Table<Scope>, stem: String, _ parts: [Part]
  ) -> [(key: String, value: JSON)] {
    let said = table.provenance
    // What the standard has no word for keeps the names that it has in every JSON of the project.
    let own = TableJSON.provenance(table).filter { $0.key != "title" && $0.key != "source" }
    return [
      ("$schema", .string("https://datapackage.org/profiles/2.0/datapackage.json")),
      ("name", .string(stem)), ("title", .string(said.title.de)),
      (
        "sources",
        .array([.object([("title", .string(said.source.de))])])
      ),
      ("resources", .array(parts.map(resource))), ("lagebild", .object(own)),
    ]
  }

  private static func resource(_ part: Part) -> JSON {
    .object([
      ("name", .string(String(part.path.dropLast(".csv".count)))), ("path", .string(part.path)),
      ("type", .string("table")), ("format", .string("csv")),
      ("mediatype", .string("text/csv")), ("encoding", .string("utf-8")),
      ("bytes", .integer(part.content.count)),
      (
        "schema",
        .object([
          ("fields", .array(part.fields)), ("missingValues", .array([.string("")])),
        ])
      ),
    ])
  }

  private static func field<Scope>(_ column: TableColumn, _ table: Table<Scope>) -> JSON {
    let place = table.index(of: column.name)!
    let isFigure = table.rows.contains { if case .figure = $0[place] { true } else { false } }
    return .object([
      ("name", .string(column.name)), ("type", .string(isFigure ? "number" : "string")),
      ("title", .string(column.title.de)), ("unit", .text(column.unit?.rawValue)),
    ])
  }

  private static let nameFields = ["column", "key", "de", "en"].map { name in
    JSON.object([("name", .string(name)), ("type", .string("string"))])
  }

  // MARK: - Names of keys

  /// `column, key, de, en` of each key that has a name, in the order of its first row.
  private static func labels<Scope>(_ table: Table<Scope>) -> [[String]] {
    table.columns.indices.flatMap { index -> [[String]] in
      var seen: Set<String> = []
      return table.rows.compactMap { row in
        guard case .key(let key, let label?) = row[index], seen.insert(key).inserted else {
          return nil
        }
        return [table.columns[index].name, key, label.de, label.en]
      }
    }
  }

  private static func csv(_ rows: [[String]]) -> String {
    ([["column", "key", "de", "en"]] + rows).map { row in
      row.map { CSVWriter.field($0) }.joined(separator: ",") + "\n"
    }.joined()
  }

  // MARK: - For people

  private static func readme<Scope>(
    _ table: Table<Scope>, _ parts: [Part], _ language: Language
  ) -> String {
    let isGerman = language == .german
    let title = table.provenance.title[language]
    var lines = ["# \(title)", ""]
    lines += ProvenanceLines.lines(table, language).dropFirst().map { "- \($0): \($1)" }
    lines += ["", isGerman ? "## Dateien" : "## Files", ""]
    let row = isGerman ? "die Zeilen" : "the rows"
    let names = isGerman ? "Namen der Schlüssel" : "names of the keys"
    lines += parts.enumerated().map { "- `\($1.path)`: \($0 == 0 ? row : names)" }
    lines.append(
      "- `datapackage.json`: "
        + (isGerman ? "Beschreibung für Programme (Frictionless)" : "description for programs"))
    lines += ["", isGerman ? "## Spalten" : "## Columns", ""]
    lines += table.columns.map { "- `\($0.name)`: \(TableWorkbook.title($0, language))" }
    return lines.joined(separator: "\n") + "\n"
  }
}
