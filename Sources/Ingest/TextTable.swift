import Domain
import Foundation

/// A CSV file of the project itself → rows of text by column name, for facts that are no feed.
public enum TextTable {
  /// - Throws: ``Fault`` with file and line where the file is missing or no table.
  public static func rows(path: String) throws -> [[String: String]] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Fault(
        .inputMissing, at: path, "there is no such file", remedy: "Restore it from the release")
    }
    var scanner = try CSVScanner(
      Content(file: path, bytes: [UInt8](data)), mayLackLastBreak: true)
    let names = try scanner.header()
    var rows: [[String: String]] = []
    do {
      while let record = try scanner.nextRecord() {
        guard record.cells.count == names.count else {
          throw Fault(
            .badData, at: "\(path), line \(record.line)",
            "\(record.cells.count) cells under \(names.count) names",
            remedy: "Give every line as many cells as the header")
        }
        rows.append(
          Dictionary(
            uniqueKeysWithValues: zip(
              names, record.cells.map { String(decoding: $0, as: UTF8.self) })
          ))
      }
    } catch let damage as RowDamage {
      throw Fault(
        .badData, at: "\(path), line \(damage.line)", damage.reason.meaning.en,
        remedy: "Correct the line")
    }
    return rows
  }
}
