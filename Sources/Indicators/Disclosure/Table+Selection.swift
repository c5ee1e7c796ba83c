/// Less of a table is no less protected: its scope stays what it was.
extension Table {
  /// The rows in which a dimension has a key, without the column of that dimension.
  package func rows(where dimension: String, is key: String) -> Table {
    guard let column = index(of: dimension) else {
      preconditionFailure("a table without the dimension \(dimension)")
    }
    return selecting(
      rows.filter { if case .key(key, _) = $0[column] { true } else { false } }, without: column)
  }

  /// All rows without the column of a dimension that has one key only.
  package func without(_ dimension: String) -> Table {
    guard let column = index(of: dimension) else {
      preconditionFailure("a table without the dimension \(dimension)")
    }
    return selecting(Array(rows), without: column)
  }

  private func selecting(_ rows: [TableRow], without column: Int) -> Table {
    Table(
      columns: columns.indices.filter { $0 != column }.map { columns[$0] },
      rows: TableRows(
        width: columns.count - 1, count: rows.count,
        cells: rows.flatMap { row in row.indices.filter { $0 != column }.map { row[$0] } }),
      provenance: provenance)
  }
}
