import Domain
import Indicators

/// A table becomes JSON-stat 2.0 (json-stat.org/full), class `dataset`: the dimensions, then one
/// dimension of role `metric` for the measures; values as a dense cube in row-major order with
/// `null` where there is no number, and `status` for the cells that are no value.
public enum JSONStat {
  public static func json<Scope>(_ table: Table<Scope>, language: Language = .german) -> JSON {
    let dimensions = table.columns.indices.filter { table.columns[$0].role == .dimension }
    let measures = table.columns.indices.filter { index in
      table.columns[index].role == .measure
        && table.rows.allSatisfy { if case .figure = $0[index] { true } else { false } }
    }
    let categories = dimensions.map { Category(table, column: $0, language) }
    let size = categories.map(\.keys.count) + [measures.count]
    let cells = size.reduce(1, *)
    var values = [JSON](repeating: .null, count: cells)
    var status: [(key: Int, value: String)] = []
    for row in table.rows {
      var offset = 0
      for (category, column) in zip(categories, dimensions) {
        offset = offset * category.keys.count + category.position[keyText(row[column])]!
      }
      for (place, column) in measures.enumerated() {
        guard case .figure(let figure) = row[column] else { continue }
        let cell = offset * measures.count + place
        values[cell] = figure.number.map(JSON.number) ?? .null
        if figure.number == nil { status.append((cell, figure.status)) }
      }
    }
    let metric: (key: String, value: JSON) = ("metric", metricDimension(table, measures, language))
    let names = dimensions.map { JSON.string(table.columns[$0].name) } + [.string("metric")]
    let times = dimensions.map { table.columns[$0].name }.filter { $0 == "month" }
    let places = dimensions.map { table.columns[$0].name }.filter { AreaLevel(rawValue: $0) != nil }
    var role: [(key: String, value: JSON)] = []
    if !times.isEmpty { role.append(("time", .array(times.map(JSON.string)))) }
    if !places.isEmpty { role.append(("geo", .array(places.map(JSON.string)))) }
    role.append(("metric", .array([.string("metric")])))
    let said = table.provenance
    return .object([
      ("version", .string("2.0")), ("class", .string("dataset")),
      ("label", .string(said.title[language])), ("source", .string(said.source[language])),
      ("updated", .text(said.cutOff?.description)), ("id", .array(names)),
      ("size", .array(size.map(JSON.integer))), ("role", .object(role)),
      (
        "dimension",
        .object(
          zip(dimensions, categories).map { (table.columns[$0].name, $1.json) } + [metric])
      ),
      ("value", .array(values)),
      (
        "status",
        .object(status.sorted { $0.key < $1.key }.map { (String($0.key), .string($0.value)) })
      ),
      ("extension", .object([("lagebild", .object(TableJSON.provenance(table)))])),
    ])
  }

  private static func metricDimension<Scope>(
    _ table: Table<Scope>, _ measures: [Int], _ language: Language
  ) -> JSON {
    let columns = measures.map { table.columns[$0] }
    return .object([
      ("label", .string(language == .german ? "Messgröße" : "measure")),
      (
        "category",
        .object([
          ("index", .array(columns.map { .string($0.name) })),
          ("label", .object(columns.map { ($0.name, .string($0.title[language])) })),
          (
            "unit",
            .object(
              columns.compactMap { column in
                column.unit.map { (column.name, .object([("base", .string($0.rawValue))])) }
              })
          ),
        ])
      ),
    ])
  }

  private static func keyText(_ cell: TableCell) -> String {
    switch cell {
    case .key(let key, _): key
    case .text(let text): text
    case .figure: preconditionFailure("a dimension holds keys, not figures")
    }
  }

  /// The keys of one dimension in the order in which the rows bring them.
  private struct Category {
    private(set) var keys: [String] = []
    private(set) var position: [String: Int] = [:]
    let json: JSON

    init<Scope>(_ table: Table<Scope>, column: Int, _ language: Language) {
      var labels: [(key: String, value: JSON)] = []
      for row in table.rows {
        let key = keyText(row[column])
        guard position[key] == nil else { continue }
        position[key] = keys.count
        keys.append(key)
        if case .key(_, let label?) = row[column] { labels.append((key, .string(label[language]))) }
      }
      var members: [(key: String, value: JSON)] = [("index", .array(keys.map(JSON.string)))]
      if !labels.isEmpty { members.append(("label", .object(labels))) }
      json = .object([
        ("label", .string(table.columns[column].title[language])), ("category", .object(members)),
      ])
    }
  }
}
