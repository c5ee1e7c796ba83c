/// The rows of a table, all cells in one piece of memory: a table may have hundreds of thousands.
public struct TableRows: RandomAccessCollection, Sendable, Hashable {
  public let startIndex = 0
  public let endIndex: Int
  /// Cells of a row; 0 where there are no rows.
  let width: Int
  private let cells: [TableCell]

  /// - Precondition: rows are of equal length.
  init(_ rows: [[TableCell]]) {
    let width = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == width }, "a row with another number of cells")
    self.init(width: width, count: rows.count, cells: rows.flatMap { $0 })
  }

  /// - Parameter cells: row by row.
  init(width: Int, count: Int, cells: [TableCell]) {
    precondition(cells.count == width * count, "cells that fill no row")
    self.width = width
    endIndex = count
    self.cells = cells
  }

  public subscript(row: Int) -> TableRow {
    precondition(indices.contains(row), "no such row")
    return TableRow(cells: cells, start: row * width, count: width)
  }
}

/// One row of a table, a cell a column.
public struct TableRow: RandomAccessCollection, Sendable {
  fileprivate let cells: [TableCell]
  fileprivate let start: Int
  public let count: Int

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  public subscript(column: Int) -> TableCell {
    precondition(indices.contains(column), "no such column")
    return cells[start + column]
  }
}

extension TableRow: Hashable {
  public static func == (a: TableRow, b: TableRow) -> Bool { a.elementsEqual(b) }

  public func hash(into hasher: inout Hasher) {
    for cell in self { hasher.combine(cell) }
  }
}
