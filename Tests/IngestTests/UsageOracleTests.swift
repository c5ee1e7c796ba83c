import Columns
import Domain
import Foundation
import Indicators
import Ingest
import Store
import TestSupport
import Testing

/// From a delivered file to the answer of `usage query`, judged by SQLite over the same rows.
@Suite struct UsageOracleTests {
  @Test(arguments: UInt64(1)...12)
  func `usage query agrees with SQLite on random events`(seed: UInt64) throws {
    let rows = randomRows(seed: seed)
    let store = try load(rows)
    let oracle = try oracle(of: rows)
    let dimensions: [(UsageDimension, sql: String)] = [
      (.channel, "channel"), (.process, "process"), (.authority, "authority"), (.event, "event"),
      (.kreis, "substr(authority, 1, 5)"),
    ]
    for (dimension, key) in dimensions {
      let table = try store.read { reader in
        try UsageEngine.table(
          UsageQuery(measures: Self.measures.map(\.0), dimensions: [dimension]), reader: reader)
      }
      let expected = try oracle.rows(
        "SELECT \(key), \(Self.measures.map(\.1).joined(separator: ", ")) FROM e GROUP BY 1 ORDER BY 1"
      )
      #expect(table.rows.count == expected.count, "seed \(seed), by \(dimension)")
      for (row, truth) in zip(table.rows, expected) {
        #expect(row[0] == .key(truth[0].text!, label: nil), "seed \(seed), by \(dimension)")
        #expect(
          row.dropFirst().map(Self.number) == truth.dropFirst().map(Self.number),
          "seed \(seed), by \(dimension), \(truth[0])")
      }
    }
  }

  private static let visit = "event NOT IN ('handed_over', 'completed')"
  private static let measures: [(UsageMeasure, String)] = [
    (.events, "COUNT(*)"), (.pageViews, "SUM(event = 'page_view')"),
    (.submissions, "SUM(event = 'submitted')"), (.completed, "SUM(event = 'completed')"),
    (.sessions, "COUNT(DISTINCT CASE WHEN \(visit) THEN session END)"),
    (
      .completionRate,
      """
      1.0 * COUNT(DISTINCT CASE WHEN event = 'submitted' THEN session END)
      / NULLIF(COUNT(DISTINCT CASE WHEN event = 'process_started' THEN session END), 0)
      """
    ),
    (
      .takeUp,
      """
      1.0 * SUM(event = 'submitted' AND channel IN ('online', 'mobile'))
      / NULLIF(SUM(event = 'submitted'), 0)
      """
    ),
    (.ratingMean, "AVG(rating)"), (.ratingCount, "COUNT(rating)"),
  ]

  private static func number(_ cell: TableCell) -> Double? {
    if case .figure(let figure) = cell { figure.number } else { nil }
  }

  private static func number(_ cell: Cell) -> Double? { cell.real ?? cell.integer.map(Double.init) }

  private struct Row {
    let event: EventKind
    let process: String
    let authority: String
    let session: String?
    let channel: Channel
    let rating: Int64?
  }

  private func randomRows(seed: UInt64) -> [Row] {
    var generator = SeededGenerator(seed: seed)
    let sessions = (0..<40).map { 0x1000_0000_0000_0000 as UInt64 + $0 * 7 }
    return (0..<Int.random(in: 1...2_000, using: &generator)).map { _ in
      let event = EventKind.allCases.randomElement(using: &generator)!
      let session = Bool.random(using: &generator) ? sessions.randomElement(using: &generator) : nil
      return Row(
        event: event, process: ["p1", "p2", "99108008026000"].randomElement(using: &generator)!,
        authority: ["08111", "08115003", "081155001001"].randomElement(using: &generator)!,
        session: session.map { String($0, radix: 16) },
        channel: Channel.allCases.randomElement(using: &generator)!,
        rating: event == .feedback ? Int64.random(in: 1...5, using: &generator) : nil)
    }
  }

  private func load(_ rows: [Row]) throws -> ProjectStore {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lagebild-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("events-1.csv")
    let text =
      "ts,event,process,authority,session,channel,rating\n"
      + rows.map { row in
        "2025-03-04T09:00:00Z,\(row.event.rawValue),\(row.process),\(row.authority),"
          + "\(row.session ?? ""),\(row.channel.rawValue),\(row.rating.map(String.init) ?? "")\n"
      }.joined()
    try text.write(to: file, atomically: false, encoding: .utf8)
    let store = try ProjectStore.writing(dataFolder: folder.path)
    _ = try FileLoader(
      store: store, marts: [], options: ReadOptions(now: 1_767_225_600_000)
    ).load(file.path, feedName: nil)
    return store
  }

  private func oracle(of rows: [Row]) throws -> OracleDatabase {
    func column(_ values: [Cell], _ type: PhysicalType) -> ColumnVector {
      var builder = ColumnBuilder(type)
      for value in values { builder.append(value) }
      return builder.finish()
    }
    let oracle = try OracleDatabase()
    try oracle.create(
      table: "e",
      columns: [
        ("event", column(rows.map { .text($0.event.rawValue) }, .text)),
        ("process", column(rows.map { .text($0.process) }, .text)),
        ("authority", column(rows.map { .text($0.authority) }, .text)),
        ("session", column(rows.map { $0.session.map(Cell.text) ?? .null }, .text)),
        ("channel", column(rows.map { .text($0.channel.rawValue) }, .text)),
        ("rating", column(rows.map { $0.rating.map(Cell.integer) ?? .null }, .integer)),
      ])
    return oracle
  }
}
