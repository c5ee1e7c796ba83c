import Columns
import Domain

/// A named, dated list of Leistungen (the most important services, Fokusleistungen).
struct NamedList: Sendable {
  let id: String
  let name: String
  /// Before this day the list does not exist.
  let decidedOn: Day
  /// LeiKa keys that it names, and numbers of bundles of which it names all Leistungen.
  let leika: Set<String>
  let ozg: Set<String>

  /// The lists of the feed `lists`, by id.
  static func all(_ batch: ColumnBatch?) -> [NamedList] {
    guard let batch else { return [] }
    let (id, name) = (batch.texts("list_id"), batch.texts("name"))
    let (leika, ozg) = (batch.texts("leika"), batch.texts("ozg_id"))
    let decidedOn = batch.days("decided_on")
    let rows = (0..<batch.rowCount).filter { id[$0] != nil && decidedOn[$0] != nil }
    return Dictionary(grouping: rows) { id[$0]! }.sorted { $0.key < $1.key }.map { key, rows in
      NamedList(
        id: key, name: name[rows[0]] ?? key, decidedOn: rows.map { decidedOn[$0]! }.min()!,
        leika: Set(rows.compactMap { leika[$0] }), ozg: Set(rows.compactMap { ozg[$0] }))
    }
  }

  /// Numbers of its Leistungen, ascending. Of a bundle those that can be applied for; a bare object
  /// only where the list names it.
  func leistungen(_ registers: Registers) -> [Int] {
    registers.leistungen.indices.filter { number in
      let row = registers.leistungen[number]
      return leika.contains(row.key) || row.isCountable && row.ozg.map(ozg.contains) ?? false
    }
  }
}
