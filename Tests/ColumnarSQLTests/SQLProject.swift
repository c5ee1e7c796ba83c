import CSQLiteHost
import Columns
import ColumnarSQL
import Cryptography
import Domain
import Foundation
import Store
import Testing

/// A project folder with random deliveries, asked through the virtual tables and, as an oracle,
/// through ordinary tables of ordinary rows.
final class SQLProject {
  let folder: String
  private let store: ProjectStore
  private var deliveries = 0

  var path: String { folder + "/" + ProjectStore.fileName }

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lagebild-sql-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.path
    store = try ProjectStore.writing(dataFolder: folder)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Loads rows of a feed; columns that are not named are null.
  func load(_ feed: FeedSchema, _ rows: [[String: Cell]], producedAt: Int64? = nil) throws {
    deliveries += 1
    var builders = feed.columns.map { ColumnBuilder($0.type.physical) }
    for row in rows {
      for (position, column) in feed.columns.enumerated() {
        builders[position].append(row[column.name] ?? .null)
      }
    }
    let batch = ColumnBatch(
      names: feed.columns.map(\.name), columns: builders.map { $0.finish() })
    let delivery = Delivery(
      feed: feed, source: "test", file: "delivery-\(deliveries)",
      sha256: SHA256.digest(Array("\(deliveries)".utf8)), bytes: 1, producedAt: producedAt)
    let resolution = Resolution(timestamp: .millisecond, duration: .exact)
    _ = try store.load(delivery, resolution: resolution, marts: [], now: Int64(deliveries)) {
      try $0.append(batch)
    }
  }

  /// What the store's own reader says.
  func read<Value>(_ body: (StoreReader) throws -> Value) throws -> Value { try store.read(body) }

  /// A connection to the file with the extension, as `lagebild sql` opens it.
  func session() throws -> QuerySession {
    var db: OpaquePointer?
    let code = lagebild_host_open(path, { QuerySession.entryPoint($0, $1, $2) }, &db)
    return try QuerySession(adopting: db!, code: code, path: path)
  }

  /// The same feeds as ordinary tables, filled from what the store's own reader gives.
  func oracle(_ feeds: [FeedSchema]) throws -> ScratchDatabase {
    let database = try ScratchDatabase()
    for feed in feeds {
      let columns = feed.columns.filter { $0.type != .eventID }
      let cells: [[Cell]] = try store.read { reader in
        let names = columns.map(\.name)
        let batches =
          feed.key.isEmpty
          ? try reader.batches(of: feed.name, columns: names)
          : try reader.current(feed).map { [$0] } ?? []
        return batches.flatMap { batch in (0..<batch.rowCount).map(batch.row) }
      }
      var shown = columns.enumerated().map { index, column in
        (column.name, Plain.sqlType(column.type), cells.map { Plain.show($0[index], column.type) })
      }
      if let ts = columns.firstIndex(where: { $0.name == "ts" }) {
        shown.append(("ts_local", "TEXT", cells.map { Plain.local($0[ts]) }))
      }
      let list = shown.map { "\"\($0.0)\" \($0.1)" }.joined(separator: ", ")
      try database.execute("CREATE TABLE \(feed.name) (\(list))")
      try database.insert(
        table: feed.name,
        columns: shown.map { name, type, cells in
          var builder = ColumnBuilder(
            type == "INTEGER" ? .integer : type == "REAL" ? .real : .text)
          for cell in cells { builder.append(cell) }
          return (name, builder.finish())
        })
    }
    return database
  }

  /// Changes the file behind the store's back.
  func tamper(_ sql: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sqlite3", path, sql]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(sql)")
  }
}

extension QuerySession {
  /// All rows of an answer.
  func rows(_ sql: String) throws -> [[Value]] {
    var rows: [[Value]] = []
    try run(sql) { _ in
    } row: {
      rows.append($0)
    }
    return rows
  }
}

/// How values look in SQL, said the slow way.
enum Plain {
  static func sqlType(_ type: ColumnType) -> String {
    switch type {
    case .text, .key, .keys, .choice, .eventID, .day, .month: "TEXT"
    case .decimal, .money: "REAL"
    case .integer, .flag, .session, .timestamp: "INTEGER"
    }
  }

  static func show(_ cell: Cell, _ type: ColumnType) -> Cell {
    guard let number = cell.integer else { return cell }
    return switch type {
    case .day: .text(Day(number: Int32(number)).description)
    case .month: .text(Month(number: Int32(number)).description)
    case .money: .real(Double(number) / 100)
    default: cell
    }
  }

  /// The calendar of Foundation is the twin of `BerlinTime`.
  static func local(_ cell: Cell) -> Cell {
    guard let instant = cell.integer else { return .null }
    let seconds = floorDivide(instant, 1_000)
    return .text(formatter.string(from: Date(timeIntervalSince1970: TimeInterval(seconds))))
  }

  private static let formatter: DateFormatter = {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "Europe/Berlin")!
    formatter.dateFormat = "yyyy-MM-dd HH:mm:ss"
    return formatter
  }()
}
