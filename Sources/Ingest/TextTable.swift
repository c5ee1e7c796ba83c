import Domain
import Foundation

/// A CSV file of the project itself → rows of text by column name, for facts that are no feed.
public enum TextTable {
  /// - Throws: ``Fault`` with file and line where the file is missing or no table.
  public static func rows(path: String) throws -> [[String: String]] {
    try table(path: path, missing: "Restore it from the release").rows.map(\.cells)
  }

  /// The names of the header and the rows with the line on which each begins.
  /// - Parameter missing: what to do about a file that is not there.
  public static func table(
    path: String, missing: String
  ) throws -> (names: [String], rows: [(line: Int, cells: [String: String])]) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Fault(.inputMissing, at: path, "there is no such file", remedy: missing)
    }
    var scanner = try CSVScanner(
      Content(file: path, bytes: [UInt8](data)), mayLackLastBreak: true)
    let names = try scanner.header()
    var rows: [(line: Int, cells: [String: String])] = []
    do {
      while let record = try scanner.nextRecord() {
        guard record.cells.count == names.count else {
          throw Fault(
            .badData, at: "\(path), line \(record.line)",
            "\(record.cells.count) cells under \(names.count) names",
            remedy: "Give every line as many cells as the header")
        }
        let texts = record.cells.map { String(validating: $0, as: UTF8.self) }
        guard !texts.contains(nil) else {
          throw Fault(
            .badData, at: "\(path), line \(record.line)", "a cell is not UTF-8",
            remedy: "Save the file as UTF-8")
        }
        rows.append(
          (record.line, Dictionary(uniqueKeysWithValues: zip(names, texts.map { $0! }))))
      }
    } catch let damage as RowDamage {
      throw Fault(
        .badData, at: "\(path), line \(damage.line)", damage.reason.meaning.en,
        remedy: "Correct the line")
    }
    return (names, rows)
  }
}
