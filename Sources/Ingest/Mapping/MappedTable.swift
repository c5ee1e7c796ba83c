import Domain

/// A CSV file with columns of its own → raw rows of a feed, as a mapping says.
enum MappedTable {
  /// - Throws: ``Fault`` where the file lacks a column that the mapping names.
  static func read(
    _ bytes: [UInt8], file: String, feed: FeedSchema, mapping: Mapping,
    into collector: inout BatchCollector<some RowSink>
  ) throws {
    var scanner = try CSVScanner(bytes, file: file)
    let header = try scanner.header()
    let rules = try mapping.rows.map { try BoundRule($0, header: header, feed: feed, file: file) }
    while true {
      do {
        guard let record = try scanner.nextRecord() else { return }
        guard record.cells.count == header.count else {
          throw RowDamage(
            line: record.line, reason: .fieldCount, column: nil,
            excerpt: "\(record.cells.count) fields, the header has \(header.count)")
        }
        for rule in rules {
          if let row = rule.row(record.cells, line: record.line) { try collector.take(row) }
        }
      } catch let damage as RowDamage {
        try collector.reject(damage)
      }
    }
  }

  /// A rule with positions instead of names.
  private struct BoundRule {
    private enum Origin {
      case cell(Int, values: [[UInt8]: [UInt8]])
      case constant([UInt8])
      case between(Int, Int)
    }

    private let when: Int?
    private let origins: [Origin?]
    private let names: [String]

    init(_ rule: Mapping.RowRule, header: [String], feed: FeedSchema, file: String) throws {
      func position(_ name: String) throws -> Int {
        if let position = header.firstIndex(of: name) { return position }
        throw Fault(
          .configuration, at: "\(file), line 1",
          "the file has no column \"\(name)\" that the mapping names",
          remedy: Suggestion.hint(for: name, among: header))
      }
      when = try rule.when.map(position)
      names = feed.columns.map(\.name)
      origins = try names.map { name in
        switch rule.columns[name] {
        case nil: nil
        case .constant(let text): .constant(Array(text.utf8))
        case .between(let start, let end): .between(try position(start), try position(end))
        case .column(let column, let values):
          .cell(
            try position(column),
            values: Dictionary(
              uniqueKeysWithValues: values.map { (Array($0.key.utf8), Array($0.value.utf8)) }))
        }
      }
    }

    /// The row, or `nil` where the rule does not apply.
    func row(_ cells: [ArraySlice<UInt8>], line: Int) -> RawRow? {
      if let when, cells[when].isEmpty { return nil }
      var row = RawRow(line: line, cells: [])
      row.cells = zip(names, origins).map { name, origin -> ArraySlice<UInt8>? in
        switch origin {
        case nil: nil
        case .constant(let bytes): bytes[...]
        case .cell(let position, let values):
          values.isEmpty ? cells[position] : values[Array(cells[position])]?[...] ?? cells[position]
        case .between(let start, let end):
          span(cells[start], cells[end], name: name, &row)
        }
      }
      return row
    }

    private func span(
      _ start: ArraySlice<UInt8>, _ end: ArraySlice<UInt8>, name: String, _ row: inout RawRow
    ) -> ArraySlice<UInt8>? {
      guard let first = instant(start), let last = instant(end) else { return nil }
      guard last >= first else {
        row.warnings.append((.negativeInterval, name))
        return nil
      }
      return Array(String(last - first).utf8)[...]
    }

    /// A time that cannot be read is judged where it is a column of its own.
    private func instant(_ bytes: ArraySlice<UInt8>) -> Int64? {
      switch CellParser.timestamp(bytes) {
      case .instant(let instant): instant
      case .ambiguous(let instant): instant
      default: nil
      }
    }
  }
}
