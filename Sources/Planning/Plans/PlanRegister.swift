import Columns
import Domain
import Indicators
import Store

/// A feed of plans as a table of its own columns, for what is shown as it was delivered.
enum PlanRegister {
  /// Columns and titles are those of the feed; rows by its key.
  static func table(
    _ feed: FeedSchema, title: Text, _ reader: StoreReader, leavingOut hidden: Set<String> = []
  ) throws -> Table<Released> {
    let columns = feed.columns.filter { !hidden.contains($0.name) }
    var rows: [[TableCell]] = []
    if let batch = try reader.current(feed) {
      rows = (0..<batch.rowCount).map { row in
        columns.map { cell(batch[$0.name]![row], of: $0) }
      }
    }
    let keys = feed.key.compactMap { key in columns.firstIndex { $0.name == key } }
    return Disclosure.withoutCountsOfCitizens(
      columns: columns.map { column in
        TableColumn(
          name: column.name, title: column.meaning,
          role: feed.key.contains(column.name) ? .dimension : .measure, unit: unit(of: column))
      },
      rows: rows.sorted { a, b in
        keys.map { text(a[$0]) }.lexicographicallyPrecedes(keys.map { text(b[$0]) })
      },
      provenance: Provenance(
        title: title, source: feed.row,
        isSimulated: try reader.meta("origin") == ProjectOrigin.simulated.rawValue,
        revision: try reader.revision()))
  }

  private static func unit(of column: FeedColumn) -> Unit? {
    if case .money = column.type { return .euros }
    if case .integer = column.type { return .count }
    return nil
  }

  private static func cell(_ cell: Cell, of column: FeedColumn) -> TableCell {
    switch (column.type, cell) {
    case (.day, .integer(let number)): .text(Day(number: Int32(clamping: number)).description)
    case (.month, .integer(let number)): .text(Month(number: Int32(clamping: number)).description)
    case (.money, .integer(let cents)): .figure(.value(Double(cents) / 100))
    case (.flag, .integer(let flag)):
      flag == 1
        ? .key("yes", label: Text(de: "ja", en: "yes"))
        : .key("no", label: Text(de: "nein", en: "no"))
    case (.choice, .text(let word)): .key(word, label: ChoiceNames.name(word, of: column.name))
    case (.key, .text(let key)): .key(key, label: nil)
    case (_, .integer(let number)): .figure(.value(Double(number)))
    case (_, .real(let number)): .figure(.value(number))
    case (_, .text(let text)): .text(text)
    case (.integer, _), (.decimal, _), (.money, _): .figure(.missing)
    default: .text("")
    }
  }

  private static func text(_ cell: TableCell) -> String {
    switch cell {
    case .key(let text, _), .text(let text): text
    case .figure: ""
    }
  }
}

/// Words of the feeds as people read them.
enum ChoiceNames {
  private static let names: [String: Text] = [
    "body.lenkungskreis": .same("Lenkungskreis"), "body.uag": .same("UAG E-Government"),
    "body.it_kooperationsrat": .same("IT-Kooperationsrat"),
  ]

  static func name(_ word: String, of column: String) -> Text? { names[column + "." + word] }
}
