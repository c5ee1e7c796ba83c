import Columns
import Domain
import Indicators
import Store

/// A name in a list that people keep which nothing in the project has: a slip of the pen as a rule,
/// and nothing will come of its row.
public struct UnknownName: Sendable, Hashable {
  /// Of the list.
  public let feed: String
  /// Key of the row.
  public let row: String
  public let column: String
  public let name: String
  /// What it was probably meant to be.
  public let meant: String?

  /// `convoys k-1: kreis_ags5 8115 is known nowhere`
  public var sentence: String { "\(feed) \(row): \(column) \(name) is known nowhere" }
  public var remedy: String {
    meant.map { "Did you mean \($0)?" } ?? "Correct the row, or deliver what it names"
  }

  /// All of them, by list and column. A register that has not come yet knows no name, and is not asked.
  /// - Parameter feed: only of this list.
  public static func all(_ reader: StoreReader, in feed: String? = nil) throws -> [UnknownName] {
    let areas = try names(reader, .areas, "ars")
    // Regierungsbezirke and the Land have keys of the same form, which end in two zeros.
    let kreise = Set(
      areas.compactMap { ARS($0) }.filter { $0.kreis == $0 && !$0.kreis5.hasSuffix("00") }
        .map(\.kreis5))
    let processes = try names(reader, .processes, "process_id")
    let indicators = Set(IndicatorRegistry.all.map(\.id))
    let candidates = try Set(Candidate.open(reader)?.texts("candidate_id").compactMap(\.self) ?? [])
    let rules: [(list: FeedSchema, column: String, known: Set<String>)] = [
      (.candidates, "depends_on", candidates),
      (.candidates, "leika", try names(reader, .catalogue, "leika")),
      (.convoys, "kreis_ags5", kreise), (.convoys, "process_id", processes),
      (.milestones, "convoy_id", try names(reader, .convoys, "convoy_id")),
      (.milestones, "kreis_ags5", kreise),
      (.milestones, "order_id", try names(reader, .orders, "order_id")),
      (.promises, "indicator", indicators), (.promises, "process_id", processes),
      (.targets, "area_ars", areas), (.targets, "indicator", indicators),
    ]
    var found: [UnknownName] = []
    for rule in rules where !rule.known.isEmpty && feed ?? rule.list.name == rule.list.name {
      found += try strangers(rule.list, rule.column, rule.known, reader)
    }
    return feed ?? "targets" == "targets" ? found + (try targets(processes, reader)) : found
  }

  /// Targets that are for one process alone (``AdoptionTarget``), which nobody knows.
  private static func targets(
    _ processes: Set<String>, _ reader: StoreReader
  ) throws -> [UnknownName] {
    guard !processes.isEmpty, let batch = try reader.current(.targets) else { return [] }
    return zip(batch.texts("target_id"), batch.texts("indicator")).compactMap { id, indicator in
      guard indicator == "activation_rate", let id, let slash = id.firstIndex(of: "/") else {
        return nil
      }
      let name = String(id[..<slash])
      return processes.contains(name)
        ? nil
        : UnknownName(
          feed: "targets", row: id, column: "target_id", name: name,
          meant: Suggestion.closest(to: name, among: processes))
    }.sorted { $0.row < $1.row }
  }

  private static func names(
    _ reader: StoreReader, _ feed: FeedSchema, _ column: String
  ) throws -> Set<String> {
    Set(try reader.current(feed)?.texts(column).compactMap(\.self) ?? [])
  }

  private static func strangers(
    _ list: FeedSchema, _ column: String, _ known: Set<String>, _ reader: StoreReader
  ) throws -> [UnknownName] {
    guard let batch = try reader.current(list) else { return [] }
    let keys = list.key.filter { if case .key = list[$0]!.type { true } else { false } }
      .map { batch.texts($0) }
    let words = batch.words(column)
    var found: Set<UnknownName> = []
    for row in 0..<batch.rowCount {
      for name in words[row] where !known.contains(name) {
        found.insert(
          UnknownName(
            feed: list.name, row: keys.compactMap { $0[row] }.joined(separator: " "),
            column: column, name: name,
            meant: Suggestion.closest(to: name, among: known)))
      }
    }
    return found.sorted { ($0.row, $0.name) < ($1.row, $1.name) }
  }
}
