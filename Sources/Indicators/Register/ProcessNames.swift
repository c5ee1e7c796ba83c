import Domain

/// What processes are called where nothing but their name stands there. Several may bear one name,
/// as a Standardprozess and what another Land made for the same Leistung; then their kind tells
/// them apart, and where that is the same too, their id.
package struct ProcessNames: Sendable {
  private let names: [String: Text]

  package init(_ processes: [(id: String, name: String?, kind: ProcessKind?)]) {
    let known = processes.compactMap { process in
      process.name.map { (id: process.id, name: $0, kind: process.kind) }
    }
    let byName = Dictionary(grouping: known, by: \.name)
    names = Dictionary(
      known.map { process in
        let alike = byName[process.name]!
        guard alike.contains(where: { $0.id != process.id }) else {
          return (process.id, Text.same(process.name))
        }
        let isOnly = alike.count { $0.kind == process.kind } == 1
        guard isOnly, let kind = process.kind?.name else {
          return (process.id, Text.same("\(process.name) (\(process.id))"))
        }
        return (
          process.id,
          Text(de: "\(process.name) (\(kind.de))", en: "\(process.name) (\(kind.en))")
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  package init(_ entries: [ProcessEntry]) {
    self.init(entries.map { ($0.id, $0.name, $0.kind) })
  }

  /// `nil`: it has no name.
  package subscript(process: String) -> Text? { names[process] }
}
