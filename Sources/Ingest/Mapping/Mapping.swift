import Declarations
import Domain
import Foundation

/// How a table with columns of its own becomes rows of a feed: a small text file beside the data.
///
/// ```toml
/// feed = "events"
///
/// [columns]                                   # column of the feed = where it comes from
/// process = { constant = "bauantrag" }
/// channel = { from = "channel", values = { Internet = "online", Desk = "counter" } }
///
/// [[rows]]                                    # one row of the file gives one or more rows
/// columns = { ts = "start", event = { constant = "submitted" } }
///
/// [[rows]]
/// when = "end"                                # only where this column has a value
/// columns = { ts = "end", duration_ms = { between = ["start", "end"] } }
/// ```
public struct Mapping: Sendable, Equatable {
  /// Where the value of a column comes from.
  enum Origin: Sendable, Equatable {
    /// A column of the file; values that are listed are translated, others stay as they are.
    case column(String, values: [String: String])
    case constant(String)
    /// Milliseconds between two columns with times. Empty where one of them is; where the end lies
    /// before the start it is empty too, with a warning.
    case between(start: String, end: String)
  }

  struct RowRule: Sendable, Equatable {
    /// Column of the file that must have a value; `nil`: always.
    let when: String?
    /// Column of the feed → origin.
    let columns: [String: Origin]
  }

  public let feed: FeedSchema
  let rows: [RowRule]
  public let catalogueVersion: String?
  public let catalogueDate: String?

  public static func == (a: Mapping, b: Mapping) -> Bool {
    a.feed.name == b.feed.name && a.rows == b.rows && a.catalogueVersion == b.catalogueVersion
      && a.catalogueDate == b.catalogueDate
  }

  /// Reads the text of a mapping file.
  /// - Throws: ``Fault`` or ``Faults`` (configuration) with file, line and suggestion.
  public static func parse(_ text: String, file: String) throws -> Mapping {
    try Declaration.read(text, file: file) { root in
      let names = FeedCatalogue.all.map(\.name)
      let name = root.choice("feed", among: names)
      if name == nil, !root.has("feed") {
        root.fault("feed", "is missing", remedy: "Name the feed that the rows belong to")
      }
      let feed = name.flatMap { FeedCatalogue.feed(named: $0) } ?? .events
      let common = root.table("columns").map { origins($0, feed) } ?? [:]
      let rules = root.tables("rows").map { rule in
        RowRule(
          when: rule.optionalString("when"),
          columns: common.merging(rule.table("columns").map { origins($0, feed) } ?? [:]) { $1 })
      }
      if common.isEmpty, rules.isEmpty {
        root.fault(nil, "maps no column", remedy: "Add a table [columns]")
      }
      return Mapping(
        feed: feed, rows: rules.isEmpty ? [RowRule(when: nil, columns: common)] : rules,
        catalogueVersion: root.optionalString("catalogue_version"),
        catalogueDate: root.day("catalogue_date")?.description)
    }
  }

  private static func origins(_ table: Declaration, _ feed: FeedSchema) -> [String: Origin] {
    var origins: [String: Origin] = [:]
    for name in table.keys {
      guard feed[name] != nil else {
        _ = table.raw(name)
        table.fault(
          name, "is no column of feed \(feed.name)",
          remedy: Suggestion.hint(for: name, among: feed.columns.map(\.name)))
        continue
      }
      if case .string(let column)? = table.raw(name) {
        origins[name] = .column(column, values: [:])
      } else if let parts = table.table(name) {
        origins[name] = origin(parts)
      }
    }
    return origins
  }

  private static func origin(_ table: Declaration) -> Origin? {
    if table.has("constant") { return .constant(table.string("constant")) }
    if table.has("between") {
      let ends = table.strings("between")
      guard ends.count == 2 else {
        table.fault("between", "names \(ends.count) columns", remedy: "Name start and end")
        return nil
      }
      return .between(start: ends[0], end: ends[1])
    }
    var values: [String: String] = [:]
    if let translations = table.table("values") {
      for key in translations.keys { values[key] = translations.string(key) }
    }
    return .column(table.string("from"), values: values)
  }
}
