import Domain
import Indicators
import Planning

/// What a page or a drawing is about, looked up by its key.
extension Stage.Subject {
  /// By the key in a page's path; ``none`` for a page about nothing in particular.
  /// - Throws: ``Problem`` (404) for a key that nobody knows.
  init(of page: PageDeclaration, _ call: Call, _ desk: ReleasedDesk) throws {
    guard let kind = page.subject, let key = call.pathValues[kind] else {
      self = .none
      return
    }
    try self.init(kind, key, desk)
  }

  /// - Parameter kind: one of ``PageDeclaration/subjects``.
  /// - Throws: ``Problem`` (404) for a key that nobody knows.
  init(_ kind: String, _ key: String, _ desk: ReleasedDesk) throws {
    switch kind {
    case "kreis":
      guard let area = desk.names.area(.kreis, key), key.utf8.count == 5 else {
        throw Problem.notFound("There is no Kreis with the key \"\(key)\".")
      }
      self = .kreis(area)
    case "process":
      let table = try desk.processListing()
      guard let row = table.rows.first(where: { table.text($0, "process_id") == key }) else {
        throw Problem.notFound("There is no process with the id \"\(key)\".")
      }
      self = .process(id: key, name: table.text(row, "name"))
    case "candidate":
      let table = try desk.plan(PlanQuestion(.candidates))
      if let row = table.rows.first(where: { table.text($0, "candidate_id") == key }) {
        self = .candidate(id: key, name: table.text(row, "name"))
        return
      }
      let processes = try desk.processListing()
      guard let row = processes.rows.first(where: { processes.text($0, "process_id") == key })
      else {
        throw Problem.notFound("There is neither a candidate nor a process with the id \"\(key)\".")
      }
      self = .candidate(id: key, name: processes.text(row, "name"))
    case "convoy":
      let table = try desk.plan(PlanQuestion(.convoys))
      guard let row = table.rows.first(where: { table.text($0, "convoy_id") == key }) else {
        throw Problem.notFound("There is no convoy with the id \"\(key)\".")
      }
      self = .convoy(id: key, name: table.text(row, "name"))
    default:
      guard let indicator = desk.indicator(key) else {
        throw Problem.notFound(
          "There is no indicator \"\(key)\". "
            + Suggestion.hint(for: key, among: desk.indicators.map(\.id)))
      }
      self = .indicator(indicator)
    }
  }
}
