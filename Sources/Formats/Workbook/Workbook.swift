import Domain

/// A workbook as a value: sheets of one table each, as ``WorkbookWriter`` writes them.
public struct Workbook: Sendable {
  /// What a cell holds. A text stays a text, whatever it looks like: it is never a formula.
  public enum Cell: Sendable, Hashable {
    case empty
    case text(String)
    case number(Double)
    case day(Day)
  }

  /// What people may enter into a column; the spreadsheet refuses the rest.
  public enum Rule: Sendable, Hashable {
    /// A drop-down list. All words with the commas between them have at most 255 characters: more
    /// a spreadsheet does not take.
    case list([String])
    case wholeNumber(ClosedRange<Double>)
    case number(ClosedRange<Double>)
    case day
  }

  public struct Column: Sendable {
    /// How cells are shown, those that are still empty too.
    public enum Form: String, Sendable, CaseIterable {
      case text = "@"
      case general = "General"
      case wholeNumber = "0"
      case grouped = "#,##0"
      case money = "#,##0.00"
      case share = "0.0%"
      case day = "dd.mm.yyyy"
    }

    public let title: String
    public let form: Form
    /// In characters.
    public let width: Double
    /// Whether the title stands out.
    public let isStrong: Bool
    /// Shown beside the title when it is pointed at.
    public let comment: String?
    public let rule: Rule?
    /// What the spreadsheet says where the rule is broken.
    public let advice: String

    public init(
      _ title: String, form: Form = .general, width: Double, isStrong: Bool = true,
      comment: String? = nil, rule: Rule? = nil, advice: String = ""
    ) {
      if case .list(let words)? = rule {
        precondition(
          words.joined(separator: ",").utf16.count <= 255, "\(title): a list too long to be shown")
      }
      self.title = title
      self.form = form
      self.width = width
      self.isStrong = isStrong
      self.comment = comment
      self.rule = rule
      self.advice = advice
    }
  }

  public struct Sheet: Sendable {
    /// At most 31 characters, without `[ ] : * ? / \`.
    public let name: String
    public let columns: [Column]
    /// `[row][column]`
    public let rows: [[Cell]]

    public init(_ name: String, columns: [Column], rows: [[Cell]] = []) {
      precondition(rows.allSatisfy { $0.count == columns.count }, "rows of another width")
      self.name = name
      self.columns = columns
      self.rows = rows
    }
  }

  public let title: String
  public let sheets: [Sheet]

  public init(title: String, sheets: [Sheet]) {
    self.title = title
    self.sheets = sheets
  }
}
