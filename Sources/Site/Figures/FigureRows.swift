import Domain
import Indicators

/// One row of an indicator's table, taken apart.
struct FigureRow: Sendable {
  /// In the order of `by`.
  let keys: [String]
  let labels: [Text?]
  let figure: Figure
  let numerator: Double?
  let denominator: Double?
}

extension IndicatorDescription {
  /// Whether it can be asked by a dimension.
  func hasDimension(_ name: String) -> Bool { dimensions.contains(name) }
}

extension Table {
  /// Rows of a table with the columns of ``FigureSource``: dimensions, then `value, numerator,
  /// denominator, status`.
  var figureRows: [FigureRow] {
    let dimensions = columns.indices.filter { columns[$0].role == .dimension }
    let value = index(of: "value")
    let numerator = index(of: "numerator")
    let denominator = index(of: "denominator")
    func figure(_ row: TableRow, _ column: Int?) -> Figure {
      guard let column, case .figure(let figure) = row[column] else { return .missing }
      return figure
    }
    return rows.map { row in
      var keys: [String] = []
      var labels: [Text?] = []
      for dimension in dimensions {
        switch row[dimension] {
        case .key(let key, let label):
          keys.append(key)
          labels.append(label)
        case .text(let text):
          keys.append(text)
          labels.append(nil)
        case .figure: preconditionFailure("a dimension holds keys, not figures")
        }
      }
      return FigureRow(
        keys: keys, labels: labels, figure: figure(row, value),
        numerator: figure(row, numerator).number, denominator: figure(row, denominator).number)
    }
  }

  /// A cell of a listing as text; empty for anything that is no text.
  func text(_ row: TableRow, _ column: String) -> String {
    guard let index = index(of: column) else { return "" }
    switch row[index] {
    case .text(let text): return text
    case .key(let key, _): return key
    case .figure(let figure): return figure.number.map { String(Int64($0)) } ?? ""
    }
  }

  /// A cell that is no figure, or a column that is not there, is missing.
  func figure(_ row: TableRow, _ column: String) -> Figure {
    guard let index = index(of: column), case .figure(let figure) = row[index] else {
      return .missing
    }
    return figure
  }

  func number(_ row: TableRow, _ column: String) -> Double? { figure(row, column).number }

  /// The label of a key cell, or its text.
  func label(_ row: TableRow, _ column: String, _ language: Language) -> String {
    guard let index = index(of: column) else { return "" }
    if case .key(_, let label?) = row[index] { return label[language] }
    return text(row, column)
  }
}
