import Domain
import Indicators

/// A table → CSV (RFC 4180: comma, LF, header line). Keys are printed, not names; a figure that is
/// no value is an empty field.
public enum CSVWriter {
  public static func write<Scope>(_ table: Table<Scope>) -> String {
    var text = table.columns.map { quoted($0.name) }.joined(separator: ",") + "\n"
    for row in table.rows {
      text += row.map { field($0) }.joined(separator: ",") + "\n"
    }
    return text
  }

  private static func field(_ cell: TableCell) -> String {
    switch cell {
    case .key(let key, _): quoted(guarded(key))
    case .text(let text): quoted(guarded(text))
    case .figure(let figure): figure.number.map(NumberText.shortest) ?? ""
    }
  }

  /// A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV
  /// injection"); numbers never do.
  private static func guarded(_ text: String) -> String {
    let first = text.drop { $0 == " " }.unicodeScalars.first
    guard let first, "=+-@\t\r\n\u{FF1D}".unicodeScalars.contains(first) else { return text }
    return "'" + text
  }

  private static func quoted(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    guard needsQuotes else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}

/// Numbers as machines read them.
public enum NumberText {
  /// Shortest text that reads back as the same number; whole numbers without a point.
  public static func shortest(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 9e15 { return String(Int64(number)) }
    return "\(number)"
  }
}
