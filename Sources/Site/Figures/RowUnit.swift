import Domain
import Formats
import Indicators

/// Sourced figures have each a unit of its own, which stands beside it in the row: a share reads as
/// percent there as everywhere, 0,9 % and not 0,009.
enum RowUnit {
  /// The columns whose figures are in the unit that the row names.
  private static let columns: Set<String> = ["value", "displaced_value", "at_zero", "at_one"]

  /// The cell in the unit of its row, with all its digits.
  /// - Returns: `nil` where the bare number says the same.
  static func text<Scope>(
    _ index: Int, of table: Table<Scope>, _ row: TableRow, _ language: Language
  ) -> String? {
    let column = table.columns[index]
    guard column.unit == nil, columns.contains(column.name),
      let place = table.columns.firstIndex(where: { $0.name == "unit" }),
      word(row[place]) == Unit.share.rawValue,
      case .figure(let figure) = row[index], let share = figure.number
    else { return nil }
    let number = NumberText.scaled(share, unit: .share)
    return NumberText.decimal(number, digits: TableView.digits(number), language)
      + NumberText.percentSign(language)
  }

  private static func word(_ cell: TableCell) -> String? {
    switch cell {
    case .text(let text): text
    case .key(let key, _): key
    case .figure: nil
    }
  }
}
