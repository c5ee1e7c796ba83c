import Declarations
import Domain

/// Text of a mapping file → mapping.
extension Mapping {
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
      let hasRows = root.has("rows")
      if name != nil, hasRows {
        for (number, rule) in rules.enumerated() {
          noteMissing(feed, rule, root, at: "rows[\(number + 1)]")
        }
      } else if name != nil {
        noteMissing(feed, RowRule(when: nil, columns: common), root, at: "columns")
      }
      return Mapping(
        feed: feed, rows: rules.isEmpty ? [RowRule(when: nil, columns: common)] : rules,
        empty: Set(root.optionalStrings("empty") ?? []),
        catalogueVersion: root.optionalString("catalogue_version"),
        catalogueDate: root.day("catalogue_date")?.description)
    }
  }

  /// A rule without a column that the feed requires would give bad rows only.
  private static func noteMissing(
    _ feed: FeedSchema, _ rule: RowRule, _ root: Declaration, at key: String
  ) {
    let missing = feed.columns.filter { !$0.isOptional && rule.columns[$0.name] == nil }
    guard !missing.isEmpty else { return }
    root.fault(
      key, "gives no \(missing.map(\.name).joined(separator: ", "))",
      remedy: "Feed \(feed.name) requires it: map a column or a constant to it")
  }

  /// A column that is named but cannot be read stays in the rule, so that it is told once.
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
        origins[name] = .column(column, values: [:], otherwise: nil, time: nil)
      } else {
        origins[name] = table.table(name).flatMap(origin) ?? .constant("")
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
      return .between(start: ends[0], end: ends[1], time: time(table))
    }
    var values: [String: String] = [:]
    if let translations = table.table("values") {
      for key in translations.keys {
        if case .string("")? = translations.raw(key) {
          values[key] = ""
        } else {
          values[key] = translations.string(key)
        }
      }
    }
    return .column(
      table.string("from"), values: values, otherwise: table.optionalString("otherwise"),
      time: time(table))
  }

  private static func time(_ table: Declaration) -> TimePattern? {
    guard let text = table.optionalString("time") else { return nil }
    if let pattern = TimePattern(text) { return pattern }
    table.fault(
      "time", "is \"\(text)\"",
      remedy: "Write it with YYYY, MM, DD, hh, mm and ss, such as DD.MM.YYYY hh:mm")
    return nil
  }
}
