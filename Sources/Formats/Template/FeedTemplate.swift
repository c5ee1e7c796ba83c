import Domain

/// A feed's declaration → an empty table that people fill in, with its explanation beside it and
/// never among its rows.
public enum FeedTemplate {
  /// The header, with the separator that a German spreadsheet wants.
  public static func csv(_ feed: FeedSchema) -> String {
    feed.columns.map { CSVWriter.field($0.name, .excelGerman) }.joined(separator: ";") + "\r\n"
  }

  /// A row a column of the feed: `Spalte;Bedeutung;Meaning;Art;Type;Einheit;Pflicht;Beispiel`.
  public static func explanation(_ feed: FeedSchema) -> String {
    let lines = [titles.map(\.0)] + feed.columns.map { explained($0, in: feed) }
    // Only a byte order mark tells a German Excel that umlauts are UTF-8.
    return "\u{FEFF}"
      + lines.map { line in
        line.map { CSVWriter.field($0, .excelGerman) }.joined(separator: ";") + "\r\n"
      }.joined()
  }

  /// Sheet "Daten" with the header, drop-downs and cells of the right form; sheet "Erläuterung".
  public static func workbook(_ feed: FeedSchema) -> Workbook {
    let data = Workbook.Sheet("Daten", columns: feed.columns.map { column($0, of: feed) })
    let explanation = Workbook.Sheet(
      "Erläuterung", columns: titles.map { Workbook.Column($0.0, form: .text, width: $0.1) },
      rows: feed.columns.map { explained($0, in: feed).map(Workbook.Cell.text) })
    return Workbook(title: "\(feed.name): \(feed.row.de)", sheets: [data, explanation])
  }

  /// Columns of the explanation with their widths.
  private static let titles: [(String, Double)] = [
    ("Spalte", 22), ("Bedeutung", 34), ("Meaning", 34), ("Art", 40), ("Type", 40),
    ("Einheit", 14), ("Pflicht", 26), ("Beispiel", 20),
  ]

  private static func explained(_ column: FeedColumn, in feed: FeedSchema) -> [String] {
    [
      column.name, column.meaning.de, column.meaning.en, column.form.de, column.form.en,
      column.unit.de, duty(column, in: feed).de, shownExample(column, of: feed),
    ]
  }

  /// Whether the column has to be filled in.
  private static func duty(_ column: FeedColumn, in feed: FeedSchema) -> Text {
    if let group = feed.exactlyOneOf.first(where: { $0.contains(column.name) }) {
      let names = group.joined(separator: ", ")
      return Text(de: "genau eine von \(names)", en: "exactly one of \(names)")
    }
    return column.isOptional ? Text(de: "nein", en: "optional") : Text(de: "ja", en: "required")
  }

  /// Days, numbers and words as a German spreadsheet shows them.
  private static func shownExample(_ column: FeedColumn, of feed: FeedSchema) -> String {
    switch column.type {
    case .choice, .flag: shown(column.words, column, of: feed)[0]
    case .day:
      column.example.split(separator: "-").reversed().joined(separator: ".")
    case .money, .decimal: column.example.replacing(".", with: ",")
    default: column.example
    }
  }

  // MARK: - Columns of the sheet

  private static func column(_ column: FeedColumn, of feed: FeedSchema) -> Workbook.Column {
    let duty = duty(column, in: feed)
    let unit = column.unit.de.isEmpty ? "" : " (\(column.unit.de))"
    return Workbook.Column(
      column.name, form: form(column.type),
      width: Double(min(40, max(column.name.count + 3, width(column.type)))),
      isStrong: !column.isOptional,
      comment: """
        \(column.meaning.de)\(unit)
        \(column.form.de)
        Pflicht: \(duty.de); Beispiel: \(shownExample(column, of: feed))

        \(column.meaning.en): \(column.form.en) (\(duty.en))
        """,
      rule: rule(column, of: feed), advice: "\(column.meaning.de): \(column.form.de)")
  }

  /// Keys are texts, so that no zero and no digit is lost.
  private static func form(_ type: ColumnType) -> Workbook.Column.Form {
    switch type {
    case .day: .day
    case .money: .money
    case .integer: .wholeNumber
    case .decimal: .general
    case .text, .key, .keys, .flag, .choice, .month, .timestamp, .session, .eventID: .text
    }
  }

  private static func width(_ type: ColumnType) -> Int {
    switch type {
    case .text(let maximum): maximum > 150 ? 40 : 24
    case .key, .keys, .timestamp, .session: 18
    default: 12
    }
  }

  /// Words as people call them where the feed's files are repaired; else the words of the feed.
  private static func shown(
    _ words: [String], _ column: FeedColumn, of feed: FeedSchema
  ) -> [String] {
    feed.isHandKept ? words.map { column.name(of: $0).de } : words
  }

  private static func rule(_ column: FeedColumn, of feed: FeedSchema) -> Workbook.Rule? {
    switch column.type {
    case .choice, .flag: .list(shown(column.words, column, of: feed))
    case .day: .day
    case .integer(let range):
      .wholeNumber(Double(range.lowerBound)...Double(range.upperBound))
    case .decimal(let range): .number(range)
    case .money(let range): .number(Double(range.lowerBound)...Double(range.upperBound))
    case .text, .key, .keys, .month, .timestamp, .session, .eventID: nil
    }
  }
}
