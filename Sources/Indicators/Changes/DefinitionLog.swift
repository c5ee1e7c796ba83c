import Domain

/// Since when which definition of an indicator holds in a project: a text with one line
/// `day,indicator,definition_hash` for each change, oldest first. Definitions come with the
/// program, so the log is the only trace of an update in the data of a project.
public struct DefinitionLog: Sendable, Hashable {
  private struct Entry: Sendable, Hashable {
    let day: Day
    let id: String
    /// Empty: the indicator is gone.
    let hash: String
  }

  private static let header = "day,indicator,definition_hash"
  private var entries: [Entry]

  /// - Throws: ``Fault`` (bad data) for a line that is no entry.
  public init(_ text: String, at place: String) throws(Fault) {
    entries = []
    for (number, line) in text.split(separator: "\n").enumerated() where number > 0 {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count == 3, let day = Day(cells[0]) else {
        throw Fault(
          .badData, at: "\(place), line \(number + 1)", "that is no entry of the log",
          remedy: "Delete the file; it is written anew with the next run")
      }
      entries.append(Entry(day: day, id: String(cells[1]), hash: String(cells[2])))
    }
  }

  public var text: String {
    ([Self.header] + entries.map { "\($0.day),\($0.id),\($0.hash)" }).map { $0 + "\n" }.joined()
  }

  /// Adds what differs from the last entries.
  /// - Parameter definitions: id and hash of each indicator as it is now.
  /// - Returns: whether anything does.
  public mutating func note(_ definitions: [(id: String, hash: String)], on day: Day) -> Bool {
    var last = latest
    let count = entries.count
    for definition in definitions {
      if last.removeValue(forKey: definition.id) != definition.hash {
        entries.append(Entry(day: day, id: definition.id, hash: definition.hash))
      }
    }
    for (id, hash) in last.sorted(by: { $0.key < $1.key }) where !hash.isEmpty {
      entries.append(Entry(day: day, id: id, hash: ""))
    }
    return entries.count > count
  }

  /// The log as it was at the end of a day.
  public func until(_ day: Day) -> DefinitionLog {
    var log = self
    log.entries.removeAll { $0.day > day }
    return log
  }

  /// The changes after a day. What the log begins with was no change.
  public func changes(since day: Day) -> [Change] {
    guard let first = entries.first?.day else { return [] }
    var known: Set<String> = []
    return entries.compactMap { entry in
      let isKnown = !known.insert(entry.id).inserted
      guard entry.day > day, entry.day > first || isKnown else { return nil }
      let what =
        entry.hash.isEmpty
        ? Text(de: "Indikator entfallen", en: "indicator gone")
        : isKnown
          ? Text(de: "Definition geändert", en: "definition changed")
          : Text(de: "Indikator neu", en: "indicator new")
      let name = IndicatorRegistry.all.first { $0.id == entry.id }?.name ?? .same(entry.id)
      return Change(.definition, entry.id, name: name, what, day: entry.day)
    }
  }

  private var latest: [String: String] {
    entries.reduce(into: [:]) { $0[$1.id] = $1.hash }
  }
}
