import Columns
import Domain

/// What the register of processes says about a process.
package struct ProcessEntry: Sendable, Hashable {
  package let id: String
  package var name: String?
  package var kind: ProcessKind?
  /// LeiKa keys of the Leistungen that it serves, the main one first.
  package var leistungen: [String]
  package var releasedOn: Day?
  /// Key of the Kommune that it belongs to, as delivered.
  var owner: String?
  var provider: String?
  var customer: String?
  /// From when on the Kommune that it belongs to lets its usage be seen beyond (§ 4 (5) of the
  /// agreement); asked of individual processes only.
  var usagePublicFrom: Day?
  /// Whether the process can pay online or reach a Fachverfahren at all; `nil`: not said.
  var epaymentPossible: Bool?
  package var middlewarePossible: Bool?
  /// Whether the register holds it; otherwise only its id is known.
  var isRegistered = true

  package init(
    id: String, name: String? = nil, kind: ProcessKind? = nil, leistungen: [String],
    releasedOn: Day? = nil
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.leistungen = leistungen
    self.releasedOn = releasedOn
  }

  /// Of a process that is in use and not registered: an id of the form of a LeiKa key says which
  /// Leistung it serves.
  init(unregistered id: String) {
    self.init(id: id, leistungen: KeyForm.leika.matches(id.utf8) ? [id] : [])
    isRegistered = false
  }

  /// The rows of the feed, in their order.
  package static func read(_ batch: ColumnBatch?) -> [ProcessEntry] {
    guard let batch else { return [] }
    let (ids, names) = (batch.texts("process_id"), batch.texts("name"))
    let (kinds, leistungen) = (batch.texts("kind"), batch.words("leika"))
    let (released, owners) = (batch.days("released_on"), batch.texts("owner_ars"))
    let (providers, customers) = (batch.texts("provider"), batch.texts("customer"))
    let usage = batch.days("usage_public_from")
    let (epayment, middleware) = (
      batch.flags("epayment_possible"), batch.flags("middleware_possible")
    )
    return (0..<batch.rowCount).compactMap { row in
      guard let id = ids[row] else { return nil }
      var entry = ProcessEntry(
        id: id, name: names[row], kind: kinds[row].flatMap(ProcessKind.init),
        leistungen: leistungen[row], releasedOn: released[row])
      (entry.owner, entry.provider, entry.customer) = (owners[row], providers[row], customers[row])
      entry.usagePublicFrom = usage[row]
      (entry.epaymentPossible, entry.middlewarePossible) = (epayment[row], middleware[row])
      return entry
    }
  }
}
