import Columns
import Indicators

/// Rows of a relation, those with the same keys added up: two ways to cut the same facts into rows
/// give the same sums.
struct RelationSums {
  /// Keys, then the sum of each measure; a measure that no row has a value of is empty.
  let lines: Set<String>

  /// - Parameters:
  ///   - measures: what is added up.
  ///   - apart: measures that tell rows apart.
  init(
    _ relation: RelationSchema, _ measures: [String], apart: [String] = [],
    of rows: [[String: Cell]]
  ) {
    let apart = relation.dimensions + apart
    func text(_ cell: Cell?) -> String { cell?.text ?? cell?.integer.map(String.init) ?? "–" }
    let groups = Dictionary(grouping: rows) { row in
      apart.map { "\($0)=\(text(row[$0]))" }.joined(separator: " ")
    }
    lines = Set(
      groups.map { keys, rows in
        let sums = measures.map { measure -> String in
          let values = rows.compactMap { $0[measure]?.integer }
          return "\(measure)=\(values.isEmpty ? "–" : String(values.reduce(0, +)))"
        }
        return ([keys] + sums).joined(separator: " ")
      })
  }

  /// The rows of a relation as one of its indicators reads them, over all months or years.
  /// - Parameter byKind: once for each kind of process.
  static func rows(
    of relation: RelationSchema, _ figures: ProjectFigures, rule: String? = nil,
    byKind: Bool = false
  ) throws -> [PlainRelations.Row] {
    let indicator = IndicatorRegistry.all.first { indicator in
      indicator.formula.relations.contains(relation)
        && (rule == nil || indicator.hasCountingRule)
        && (!byKind || indicator.dimensions.contains("process_kind"))
    }!
    let by = ["month", "year"].filter(indicator.dimensions.contains).prefix(1)
    let request = FigureRequest(
      indicator.id, by: by + (byKind ? ["process_kind"] : []), rule: rule)
    let name = byKind ? relation.splitByKind! : relation.name
    let table = try figures.rows(for: request).first { $0.table == name }!
    var rows: [PlainRelations.Row] = []
    table.forEach { cells in
      var row: PlainRelations.Row = [:]
      for (name, cell) in zip(table.columns, cells) {
        guard let cell else { continue }
        row[name] = relation.measures.contains(name) ? .integer(Int64(cell)!) : .text(cell)
      }
      rows.append(row)
    }
    return rows
  }
}
