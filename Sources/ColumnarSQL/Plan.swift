import CSQLiteExtension

/// Which constraints of a query the scan takes over: chosen while SQLite plans, handed on to the
/// scan as text.
struct Plan {
  struct Term {
    /// Position in the table's columns.
    let column: Int
    let comparison: Condition.Comparison
    /// All values of an `IN` at once.
    let isList: Bool
  }

  var terms: [Term] = []

  /// `2=list` as `2:2i`; terms are separated by blanks.
  var text: String {
    terms.map { "\($0.column):\($0.comparison.rawValue)\($0.isList ? "i" : "")" }
      .joined(separator: " ")
  }

  init() {}

  init(_ text: String) {
    terms = text.split(separator: " ").compactMap { term in
      let parts = term.split(separator: ":")
      guard parts.count == 2, let column = Int(parts[0]),
        let code = Int32(parts[1].prefix { $0 != "i" }),
        let comparison = Condition.Comparison(rawValue: code)
      else { return nil }
      return Term(column: column, comparison: comparison, isList: parts[1].hasSuffix("i"))
    }
  }
}

extension Plan {
  /// Chooses the terms, and tells SQLite what the scan will cost with them.
  /// - Parameter rowCount: rows of the whole table.
  init(_ info: UnsafeMutablePointer<sqlite3_index_info>, shape: TableShape, rowCount: Int) {
    var argument: Int32 = 0
    // Share of the segments that has to be looked at, share of the rows that will be given.
    var (read, given) = (1.0, 1.0)
    var hasValue = false
    for index in 0..<Int(info.pointee.nConstraint) {
      let constraint = info.pointee.aConstraint[index]
      guard constraint.usable != 0, constraint.iColumn >= 0,
        let comparison = Condition.Comparison(rawValue: Int32(constraint.op)),
        shape.columns.indices.contains(Int(constraint.iColumn))
      else { continue }
      let column = shape.columns[Int(constraint.iColumn)]
      let position = Int32(index)
      if column.sqlType == "TEXT", comparison != .isNull, comparison != .isNotNull {
        guard let name = lagebild_collation(info, position), String(cString: name) == "BINARY"
        else { continue }
      }
      let isList = comparison == .equal && lagebild_vtab_in(info, position, 1) != 0
      argument += 1
      info.pointee.aConstraintUsage[index].argvIndex = argument
      // The scan may let too much pass.
      info.pointee.aConstraintUsage[index].omit = 0
      terms.append(
        Term(column: Int(constraint.iColumn), comparison: comparison, isList: isList))
      switch comparison {
      case .equal where isList: (read, given) = (read * 0.8, given * 0.2)
      case .equal:
        (read, given) = (read * 0.7, given * Self.shareOfOne(column, shape, rowCount))
        hasValue = true
      default: (read, given) = (read * 0.5, given * 0.3)
      }
    }
    let rows = Double(max(rowCount, 1))
    let columns = Double(min(info.pointee.colUsed.nonzeroBitCount, shape.columns.count))
    info.pointee.estimatedRows = Int64(max(1, rows * given))
    // A unit is what SQLite needs for a row. Conditions cost a tenth of it a row, decoding is done
    // once for a kept table, and an index finds the rows of a value at once.
    let isIndexed = hasValue && rowCount <= Scan.keptRows
    let scanning = terms.isEmpty ? 0.02 : isIndexed ? 0 : 0.1
    info.pointee.estimatedCost = 5 + rows * read * scanning + rows * given * (1 + 0.1 * columns)
    // Segments come by their numbers, their rows by theirs, and of both the row number is made.
    if info.pointee.nOrderBy == 1, info.pointee.aOrderBy[0].iColumn < 0,
      info.pointee.aOrderBy[0].desc == 0
    {
      info.pointee.orderByConsumed = 1
    }
    setText(info)
  }

  private func setText(_ info: UnsafeMutablePointer<sqlite3_index_info>) {
    let bytes = Array(text.utf8CString)
    guard let copy = lagebild_malloc(Int32(bytes.count)) else { return }
    copy.copyMemory(from: bytes, byteCount: bytes.count)
    info.pointee.idxStr = copy.assumingMemoryBound(to: CChar.self)
    info.pointee.needToFreeIdxStr = 1
  }

  /// Guess of the share of rows that have a certain value.
  private static func shareOfOne(
    _ column: TableShape.Column, _ shape: TableShape, _ rowCount: Int
  ) -> Double {
    // The key of a register begins with what names the row.
    if column.stored == shape.feed.key.first, column.presentation == .text {
      return 1 / Double(max(rowCount, 1))
    }
    return switch column.stored {
    case "ts", "session": 0.000_1
    case "authority", "authority_ars": 0.005
    default: 0.05
    }
  }
}
