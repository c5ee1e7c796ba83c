import Columns

/// The rows of a table, the cells of many rows in one piece of memory: a table may have hundreds of
/// thousands.
public struct TableRows: RandomAccessCollection, Sendable, Hashable {
  public var startIndex: Int { 0 }
  public let endIndex: Int
  /// Cells of a row; 0 where there are no rows.
  let width: Int
  /// So many rows each, the last one perhaps fewer.
  private let pieces: [[TableCell]]
  /// The memory of a whole long table would come from the kernel each time; that of pieces is used
  /// again.
  private static let pieceRows = 1 << 14

  /// - Precondition: rows are of equal length.
  init(_ rows: [[TableCell]]) {
    let width = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == width }, "a row with another number of cells")
    self.init(width: width, count: rows.count, cells: rows.joined())
  }

  /// - Parameter cells: row by row.
  init(width: Int, count: Int, cells: some Sequence<TableCell>) {
    var builder = Builder(width: width)
    for cell in cells { builder.append(cell) }
    self = builder.finish(count: count)
  }

  /// Rows that are made piece by piece, several at the same time.
  /// - Parameters:
  ///   - threads: how many at the same time at most; `nil`: as many as there are cores.
  ///   - append: appends the cells of some rows, row by row.
  init(
    width: Int, count: Int, threads: Int?,
    _ append: @Sendable (Range<Int>, inout [TableCell]) -> Void
  ) {
    let pieceCount = Swift.max(1, (count + Self.pieceRows - 1) / Self.pieceRows)
    let pieces = Parallel.map(pieceCount, threads: threads) { piece in
      let start = piece * Self.pieceRows
      let rows = start..<Swift.min(start + Self.pieceRows, count)
      var cells: [TableCell] = []
      cells.reserveCapacity(rows.count * width)
      append(rows, &cells)
      precondition(cells.count == rows.count * width, "cells that fill no row")
      return cells
    }
    self.init(width: width, count: count, pieces: pieces)
  }

  private init(width: Int, count: Int, pieces: [[TableCell]]) {
    self.width = width
    endIndex = count
    self.pieces = pieces
  }

  public subscript(row: Int) -> TableRow {
    precondition(indices.contains(row), "no such row")
    return TableRow(
      cells: pieces[row / Self.pieceRows], start: row % Self.pieceRows * width, count: width)
  }

  /// Takes the cells one by one.
  struct Builder {
    private let width: Int
    private let limit: Int
    private var pieces: [[TableCell]] = []
    private var last: [TableCell] = []

    init(width: Int) {
      self.width = width
      limit = TableRows.pieceRows * width
    }

    /// - Parameter cell: the next one, row by row.
    mutating func append(_ cell: TableCell) {
      if last.count == limit { finishPiece() }
      last.append(cell)
    }

    private mutating func finishPiece() {
      pieces.append(last)
      last = []
      last.reserveCapacity(limit)
    }

    /// - Precondition: the cells of so many rows have come.
    consuming func finish(count: Int) -> TableRows {
      precondition(pieces.count * limit + last.count == width * count, "cells that fill no row")
      return TableRows(width: width, count: count, pieces: pieces + [last])
    }
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
