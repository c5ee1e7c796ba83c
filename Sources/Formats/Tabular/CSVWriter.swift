import Domain
import Indicators

/// A table becomes CSV (RFC 4180): a header, one row a line, keys instead of names.
public enum CSVWriter {
  public enum Dialect: String, Sendable, CaseIterable {
    /// Comma, decimal point, LF.
    case standard = "rfc4180"
    /// What a German Excel opens by double click: byte order mark, semicolon, decimal comma, CRLF.
    case excelGerman = "excel-de"
  }

  /// The measure columns of an indicator's table (`value, numerator, denominator, status`) and
  /// every other column under their names. A figure that is no value is an empty field; why it is
  /// empty stands in `status`.
  public static func text<Scope>(_ table: Table<Scope>, dialect: Dialect = .standard) -> String {
    let separator = dialect == .standard ? "," : ";"
    let lineEnd = dialect == .standard ? "\n" : "\r\n"
    var text = dialect == .standard ? "" : "\u{FEFF}"
    text += table.columns.map { field($0.name, dialect) }.joined(separator: separator) + lineEnd
    for row in table.rows {
      var isFirst = true
      for cell in row {
        if !isFirst { text += separator }
        isFirst = false
        text += field(of: cell, dialect)
      }
      text += lineEnd
    }
    return text
  }

  private static func field(of cell: TableCell, _ dialect: Dialect) -> String {
    switch cell {
    case .key(let key, _): return field(key, dialect)
    case .text(let text): return field(text, dialect)
    case .figure(let figure):
      guard let number = figure.number else { return "" }
      let text = ExactNumber.text(number)
      return dialect == .standard ? text : String(text.map { $0 == "." ? "," : $0 })
    }
  }

  /// A text cell: neutralised, then quoted where RFC 4180 wants it.
  public static func field(_ text: String, _ dialect: Dialect = .standard) -> String {
    if isPlain(text) { return text }
    let safe = FormulaGuard.neutralise(text)
    let special: Set<Unicode.Scalar> = ["\"", "\n", "\r", dialect == .standard ? "," : ";"]
    let wantsQuotes =
      safe.unicodeScalars.contains(where: special.contains) || safe.first == " "
      || safe.last == " "
    guard wantsQuotes else { return safe }
    var quoted = "\""
    for scalar in safe.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// Whether a text is letters and digits, and signs among them that mean nothing anywhere: most
  /// keys and days.
  private static func isPlain(_ text: String) -> Bool {
    guard text.utf8.first != UInt8(ascii: "-") else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
      default: false
      }
    }
  }
}

/// Text cells that a spreadsheet would run as a formula get an apostrophe in front (OWASP, "CSV
/// injection"). Numbers never come here, so they stay numbers.
public enum FormulaGuard {
  /// Cases G01–G10: `=`, `+`, `-`, `@`, TAB, CR and LF in front, NUL anywhere, blanks before a
  /// sign, and the full-width forms that Excel folds to ASCII.
  public static func neutralise(_ text: String) -> String {
    let clean =
      text.unicodeScalars.contains("\0")
      ? String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" })) : text
    guard let first = clean.unicodeScalars.first else { return clean }
    if first == "\t" || first == "\r" || first == "\n" { return "'" + clean }
    let blanks: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{3000}", "\u{FEFF}", "\t", "\r", "\n"]
    guard let sign = clean.unicodeScalars.first(where: { !blanks.contains($0) }) else {
      return clean
    }
    return signs.contains(sign) ? "'" + clean : clean
  }

  private static let signs: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{2212}",
  ]
}
