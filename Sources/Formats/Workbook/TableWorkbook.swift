import Domain
import Indicators

/// A table becomes a workbook: a sheet with the data as people read them, and one that says where
/// they come from. The sheet's name carries the marks, so that a copied sheet keeps them.
public enum TableWorkbook {
  /// Nobody scrolls through more, and a workbook is made in memory.
  public static let rowLimit = 200_000

  /// - Precondition: the table has at most ``rowLimit`` rows.
  public static func workbook<Scope>(_ table: Table<Scope>, _ language: Language) -> Workbook {
    precondition(table.rows.count <= rowLimit, "a table too long for a workbook")
    return Workbook(
      title: table.provenance.title[language],
      sheets: [data(table, language), provenance(table, language)])
  }

  // MARK: - Data

  /// A column of the sheet: one of the table, or the names of its keys.
  private struct Part {
    let index: Int
    let isName: Bool
  }

  private static func data<Scope>(_ table: Table<Scope>, _ language: Language) -> Workbook.Sheet {
    let parts = table.columns.indices.flatMap { index in
      hasNames(table, index)
        ? [Part(index: index, isName: false), Part(index: index, isName: true)]
        : [Part(index: index, isName: false)]
    }
    let columns = parts.map { part -> Workbook.Column in
      let title = title(table.columns[part.index], language)
      let isKey = !part.isName && hasNames(table, part.index)
      let form = part.isName ? .text : form(table, part.index)
      return Workbook.Column(
        isKey ? title + (language == .german ? " (Schlüssel)" : " (key)") : title, form: form,
        width: part.isName ? 32 : form == .text && !isKey ? 24 : 16)
    }
    let rows = table.rows.map { row in
      parts.map { cell(row[$0.index], table.columns[$0.index], isName: $0.isName, language) }
    }
    return Workbook.Sheet(sheetName(table, language), columns: columns, rows: rows)
  }

  private static func hasNames<Scope>(_ table: Table<Scope>, _ index: Int) -> Bool {
    table.rows.contains { row in
      guard case .key(let key, let label?) = row[index] else { return false }
      return label.de != key || label.en != key
    }
  }

  static func title(_ column: TableColumn, _ language: Language) -> String {
    let title = column.title[language]
    let large = title.prefix(1).uppercased() + title.dropFirst()
    guard let unit = column.unit, unit != .share else { return large }
    let symbol = unit.symbol[language]
    return symbol.isEmpty || title.contains(symbol) ? large : "\(large) (\(symbol))"
  }

  /// Keys are texts, so that no zero is lost; days only where all are days.
  private static func form<Scope>(_ table: Table<Scope>, _ index: Int) -> Workbook.Column.Form {
    let texts = table.rows.compactMap { row in
      if case .text(let text) = row[index], !text.isEmpty { text } else { nil }
    }
    if !texts.isEmpty { return texts.allSatisfy { Day($0) != nil } ? .day : .text }
    guard table.columns[index].role == .measure else { return .text }
    let numbers = table.rows.compactMap { row in
      if case .figure(let figure) = row[index] { figure.number } else { nil }
    }
    switch table.columns[index].unit {
    case .share: return .share
    case .euros where numbers.contains(where: { $0 != $0.rounded() }): return .money
    case .count, .euros: return .grouped
    default: return .general
    }
  }

  private static func cell(
    _ cell: TableCell, _ column: TableColumn, isName: Bool, _ language: Language
  ) -> Workbook.Cell {
    switch cell {
    case .text(let text) where column.name == "status":
      .text(FigureText.status(text)?[language] ?? text)
    case .key(let key, let label): .text(isName ? label?[language] ?? key : key)
    case .text(let text): text.isEmpty ? .empty : Day(text).map { .day($0) } ?? .text(text)
    // Per cent are a form of the cell; percentage points are counted, to the ninth decimal.
    case .figure(.value(let number)) where column.unit == .shareDifference:
      .number((number * 1e11).rounded() / 1e9)
    case .figure(.value(let number)): .number(number)
    // A sign is no number: sums leave it out, and nobody takes it for 0.
    case .figure(let figure): .text(FigureText.text(figure, unit: nil, language))
    }
  }

  /// At most 31 characters, which is what spreadsheets allow.
  private static func sheetName<Scope>(_ table: Table<Scope>, _ language: Language) -> String {
    let isGerman = language == .german
    var marks: [String] = []
    if table.provenance.dataState.isSimulated { marks.append(isGerman ? "simuliert" : "simulated") }
    if let mark = Scope.mark { marks.append(mark[language]) }
    let name = isGerman ? "Daten" : "Data"
    return marks.isEmpty ? name : "\(name) (\(marks.joined(separator: ", ")))"
  }

  // MARK: - Provenance

  private static func provenance<Scope>(
    _ table: Table<Scope>, _ language: Language
  ) -> Workbook.Sheet {
    let isGerman = language == .german
    func say(_ de: String, _ en: String) -> String { isGerman ? de : en }
    let columns = table.columns.map { column in
      (say("Spalte ", "Column ") + title(column, language), column.name)
    }
    return Workbook.Sheet(
      say("Herkunft", "Provenance"),
      columns: [
        Workbook.Column(say("Angabe", "Item"), form: .text, width: 34),
        Workbook.Column(say("Inhalt", "Content"), form: .text, width: 90),
      ],
      rows: (ProvenanceLines.lines(table, language) + columns).map { [.text($0), .text($1)] })
  }
}
