import Domain
import Indicators

/// A table becomes JSON: what a reader needs to trust it, the columns, then the rows as objects.
public enum TableJSON {
  /// `{title, …provenance, columns: [...], labels: {dimension: {key: {de, en}}}, rows: [...]}`.
  /// A figure that is no value is `null`; a table with one figure has its reason in `status`, a
  /// table with several says it in `<column>_status`.
  public static func json<Scope>(_ table: Table<Scope>) -> JSON {
    let saysStatus = table.index(of: "status") != nil
    let rows = table.rows.map { row in
      var members: [(key: String, value: JSON)] = []
      for (column, cell) in zip(table.columns, row) {
        switch cell {
        case .key(let key, _): members.append((column.name, .string(key)))
        case .text(let text): members.append((column.name, .string(text)))
        case .figure(let figure):
          members.append((column.name, figure.number.map(JSON.number) ?? .null))
          if !saysStatus, figure.number == nil {
            members.append((column.name + "_status", .string(figure.status)))
          }
        }
      }
      return JSON.object(members)
    }
    return .object(
      provenance(table) + [
        ("columns", .array(table.columns.map(column))), ("labels", labels(table)),
        ("rows", .array(rows)),
      ])
  }

  /// Title, source, rule, catalogue version, cut-off, caveat, hash, revision, scope: the same
  /// members in every JSON of the project.
  public static func provenance<Scope>(_ table: Table<Scope>) -> [(key: String, value: JSON)] {
    let said = table.provenance
    return [
      ("title", text(said.title)), ("source", text(said.source)), ("rule", .string(said.rule)),
      ("catalogue_version", .text(said.catalogueVersion)),
      ("cut_off", .text(said.cutOff?.description)), ("caveat", said.caveat.map(text) ?? .null),
      ("note", said.note.map(text) ?? .null),
      ("definition_hash", .text(said.definitionHash)),
      ("simulated", .bool(said.dataState.isSimulated)),
      ("mark", Scope.mark.map(text) ?? .null), ("revision", .string(said.dataState.revision)),
    ]
  }

  public static func text(_ text: Text) -> JSON {
    .object([("de", .string(text.de)), ("en", .string(text.en))])
  }

  private static func column(_ column: TableColumn) -> JSON {
    .object([
      ("name", .string(column.name)), ("title", text(column.title)),
      ("role", .string(column.role.rawValue)), ("unit", .text(column.unit?.rawValue)),
    ])
  }

  private static func labels<Scope>(_ table: Table<Scope>) -> JSON {
    var members: [(key: String, value: JSON)] = []
    for (index, column) in table.columns.enumerated() {
      var seen: Set<String> = []
      var names: [(key: String, value: JSON)] = []
      for row in table.rows {
        if case .key(let key, let label?) = row[index], seen.insert(key).inserted {
          names.append((key, text(label)))
        }
      }
      if !names.isEmpty { members.append((column.name, .object(names))) }
    }
    return .object(members)
  }
}
