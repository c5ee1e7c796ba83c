import Columns
import Domain

/// A named, dated list of Leistungen (the most important services, Fokusleistungen).
struct NamedList: Sendable {
  let id: String
  let name: String
  /// LeiKa key, or number of a bundle of which it names all Leistungen → the day from which on.
  private let leika: [String: Day]
  private let ozg: [String: Day]

  /// The lists of the feed `lists`, by id.
  static func all(_ batch: ColumnBatch?) -> [NamedList] {
    guard let batch else { return [] }
    let (id, name) = (batch.texts("list_id"), batch.texts("name"))
    let (leika, ozg) = (batch.texts("leika"), batch.texts("ozg_id"))
    let decidedOn = batch.days("decided_on")
    let rows = (0..<batch.rowCount).filter { id[$0] != nil && decidedOn[$0] != nil }
    return Dictionary(grouping: rows) { id[$0]! }.sorted { $0.key < $1.key }.map { key, rows in
      func members(_ keys: [String?]) -> [String: Day] {
        Dictionary(
          rows.compactMap { row in keys[row].map { ($0, decidedOn[row]!) } },
          uniquingKeysWith: min)
      }
      return NamedList(
        id: key, name: name[rows[0]] ?? key, leika: members(leika), ozg: members(ozg))
    }
  }

  /// Numbers of its Leistungen on a day, ascending: what is decided later joins then, and changes
  /// no figure of the time before. Of a bundle those that can be applied for; a bare object only
  /// where the list names it.
  func leistungen(_ registers: Registers, on day: Day) -> [Int] {
    func isNamed(_ key: String, _ members: [String: Day]) -> Bool {
      members[key].map { $0 <= day } ?? false
    }
    return registers.leistungen.indices.filter { number in
      let row = registers.leistungen[number]
      return isNamed(row.key, leika)
        || row.isCountable && row.ozg.map { isNamed($0, ozg) } ?? false
    }
  }
}
