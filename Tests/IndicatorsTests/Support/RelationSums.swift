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
}
