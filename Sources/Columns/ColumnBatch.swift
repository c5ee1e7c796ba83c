import Domain

/// Rows as columns: what modules hand to each other instead of single rows.
/// Usual size: ``standardRowCount`` rows.
public struct ColumnBatch: Sendable, Hashable {
  public static let standardRowCount = 65_536

  public let names: [String]
  public let columns: [ColumnVector]
  public let rowCount: Int

  /// - Precondition: one name a column, all columns of the same length.
  public init(names: [String], columns: [ColumnVector]) {
    precondition(names.count == columns.count, "\(names.count) names for \(columns.count) columns")
    rowCount = columns.first?.rowCount ?? 0
    precondition(
      columns.allSatisfy { $0.rowCount == columns[0].rowCount }, "columns of unequal length")
    self.names = names
    self.columns = columns
  }

  /// The column of that name, or `nil`.
  public subscript(name: String) -> ColumnVector? {
    names.firstIndex(of: name).map { columns[$0] }
  }

  /// A row as cells, in the order of the columns. For tests and listings.
  public func row(_ index: Int) -> [Cell] { columns.map { $0[index] } }
}
