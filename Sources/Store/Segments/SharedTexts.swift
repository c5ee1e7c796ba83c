import Columns
import Domain
import GRDB

/// The texts that all segments of a series share, each under a code that never changes: stored
/// once, in the table `dictionary`, in the order of their first appearance.
final class SharedTexts {
  /// The series with few texts and many segments; others keep their texts in each chunk.
  static func isShared(_ series: String) -> Bool { series == "events" }

  private struct Column: Hashable {
    let series: String
    let name: String
  }

  private let db: Database
  private var known: [Column: TextDictionary] = [:]

  init(db: Database) { self.db = db }

  /// Reads all texts anew when they are next asked for.
  func forget() { known = [:] }

  /// All texts of a column, by code.
  func texts(of name: String, in series: String) throws -> [String] {
    try dictionary(Column(series: series, name: name)).texts
  }

  /// The codes of a column's rows; texts seen for the first time are added to the table.
  func codes(
    _ codes: [UInt32], of dictionary: [String], validity: Validity?, column name: String,
    in series: String
  ) throws -> [UInt32] {
    let column = Column(series: series, name: name)
    var shared = try self.dictionary(column)
    // Those that ``texts(of:in:)`` has handed out are shared already.
    if shared.areTheVery(dictionary) { return codes }
    let first = shared.count
    let isUsed = ColumnVector.areUsed(codes, validity, of: dictionary.count)
    // Code 0 stands in null rows, also where the dictionary is empty.
    var translation = [UInt32](repeating: 0, count: max(1, dictionary.count))
    for (code, text) in dictionary.enumerated() where isUsed[code] {
      translation[code] = shared.code(of: text)
    }
    for code in first..<shared.count {
      try db.cachedStatement(sql: "INSERT INTO dictionary VALUES (?, ?, ?, ?, ?)")
        .execute(arguments: [
          series, name, code, shared.texts[code],
          Int64(
            bitPattern: Checksum.dictionaryEntry(
              series: series, column: name, code: Int64(code), text: shared.texts[code])),
        ])
    }
    known[column] = shared
    return ColumnVector.translated(codes, translation, validity)
  }

  private func dictionary(_ column: Column) throws -> TextDictionary {
    if let dictionary = known[column] { return dictionary }
    var dictionary = TextDictionary()
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT code, text, checksum FROM dictionary WHERE series = ? AND column_name = ?
        ORDER BY code
        """, arguments: [column.series, column.name])
    while let row = try rows.next() {
      let (code, text) = (row[0] as Int64, row[1] as String)
      let checksum = Checksum.dictionaryEntry(
        series: column.series, column: column.name, code: code, text: text)
      guard Int64(bitPattern: checksum) == row[2] as Int64,
        Int64(dictionary.code(of: text)) == code
      else {
        throw Fault(
          .badData,
          at: "table dictionary, code \(code) of column \(column.name) of \(column.series)",
          "the checksum does not match, or a code before it is missing",
          remedy: "Restore the database from a backup, or load Data/archive anew")
      }
    }
    known[column] = dictionary
    return dictionary
  }
}
