import Domain

/// A CSV file with columns of its own → raw rows of a feed, as a mapping says.
enum MappedTable {
  /// - Throws: ``Fault`` where the file lacks a column that the mapping names.
  static func read(
    _ scanner: CSVScanner, file: String, feed: FeedSchema, mapping: Mapping,
    into collector: inout BatchCollector<some RowSink>
  ) throws {
    var scanner = scanner
    let header = try scanner.header()
    let rules = try mapping.rows.map { try BoundRule($0, header: header, feed: feed, file: file) }
    let empty = Set(mapping.empty.map { Array($0.utf8) })
    while true {
      do {
        guard let record = try scanner.nextRecord() else { return }
        guard record.cells.count == header.count else {
          throw RowDamage(
            line: record.line, reason: .fieldCount, column: nil,
            excerpt: "\(record.cells.count) fields, the header has \(header.count)")
        }
        var cells = record.cells
        if !empty.isEmpty {
          for index in cells.indices where empty.contains(Array(cells[index])) { cells[index] = [] }
        }
        for rule in rules {
          if let row = rule.row(cells, line: record.line) { try collector.take(row) }
        }
      } catch let damage as RowDamage {
        try collector.reject(damage)
      }
    }
  }

  /// A rule with positions instead of names.
  private struct BoundRule {
    private enum Origin {
      case cell(Int, Translation)
      case constant([UInt8])
      case between(Int, Int, TimePattern?)
    }

    private let when: Int?
    private let origins: [Origin?]
    private let columns: [FeedColumn]

    init(_ rule: Mapping.RowRule, header: [String], feed: FeedSchema, file: String) throws {
      func position(_ name: String) throws -> Int {
        if let position = header.firstIndex(of: name) { return position }
        throw Fault(
          .configuration, at: "\(file), line 1",
          "the file has no column \"\(name)\" that the mapping names",
          remedy: Suggestion.hint(for: name, among: header))
      }
      when = try rule.when.map(position)
      columns = feed.columns
      origins = try columns.map { column in
        switch rule.columns[column.name] {
        case nil: nil
        case .constant(let text): .constant(Array(text.utf8))
        case .between(let start, let end, let time):
          .between(try position(start), try position(end), time)
        case .column(let name, let values, let otherwise, let time):
          .cell(
            try position(name),
            Translation(
              values: Dictionary(
                uniqueKeysWithValues: values.map { (Array($0.key.utf8), Array($0.value.utf8)) }),
              otherwise: otherwise.map { Array($0.utf8) }, time: time))
        }
      }
    }

    /// The row, or `nil` where the rule does not apply.
    func row(_ cells: [ArraySlice<UInt8>], line: Int) -> RawRow? {
      if let when, cells[when].isEmpty { return nil }
      var row = RawRow(line: line, cells: [])
      row.cells = zip(columns, origins).map { column, origin -> ArraySlice<UInt8>? in
        switch origin {
        case nil: nil
        case .constant(let bytes): bytes[...]
        case .cell(let position, let translation):
          translation.cell(cells[position], for: column.type)
        case .between(let start, let end, let time):
          span(cells[start], cells[end], time, name: column.name, &row)
        }
      }
      return row
    }

    private func span(
      _ start: ArraySlice<UInt8>, _ end: ArraySlice<UInt8>, _ time: TimePattern?, name: String,
      _ row: inout RawRow
    ) -> ArraySlice<UInt8>? {
      func standard(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        time?.standard(cell, for: .timestamp) ?? cell
      }
      guard let first = instant(standard(start)), let last = instant(standard(end)) else {
        return nil
      }
      guard last >= first else {
        row.warnings.append((.negativeInterval, name, ""))
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

  /// What becomes of a cell on its way into a column.
  private struct Translation {
    let values: [[UInt8]: [UInt8]]
    let otherwise: [UInt8]?
    let time: TimePattern?

    func cell(_ cell: ArraySlice<UInt8>, for type: ColumnType) -> ArraySlice<UInt8> {
      if !values.isEmpty, let value = values[Array(cell)] { return value[...] }
      if cell.isEmpty { return cell }
      if let otherwise { return otherwise[...] }
      return time?.standard(cell, for: type) ?? cell
    }
  }
}
