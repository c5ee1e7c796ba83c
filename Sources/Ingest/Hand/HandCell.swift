import Domain

/// A cell of a table that people keep, as the file gives it.
enum HandCell: Hashable {
  case empty
  case text(String)
  /// A number cell of a workbook: the decimal number as it is stored, exponent and all.
  case number(String)
  /// A number cell that is formatted as a day; `hasTime`: it has a time of day too.
  case day(Day, hasTime: Bool)
  case flag(Bool)
  /// `#REF!` and the like.
  case failure(String)
  /// A formula that no program has calculated yet.
  case formula

  /// Whether nothing is to be seen in the cell.
  var isBlank: Bool {
    switch self {
    case .empty: true
    case .text(let text): HandText.trimmed(text).isEmpty
    default: false
    }
  }

  /// The cell as people see it, for messages.
  var shown: String {
    switch self {
    case .empty: ""
    case .text(let text), .number(let text), .failure(let text): text
    case .day(let day, _): day.description
    case .flag(let flag): flag ? "TRUE" : "FALSE"
    case .formula: "a formula without a value"
    }
  }
}
