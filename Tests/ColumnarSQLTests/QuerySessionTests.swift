import CSQLiteHost
import Columns
import ColumnarSQL
import Domain
import Foundation
import Testing

/// What may be asked, and how answers look.
@Suite struct QuerySessionTests {
  @Test(arguments: [
    "INSERT INTO meta VALUES ('a', 'b')", "DELETE FROM chunk", "UPDATE segment SET rows = 0",
    "WITH x AS (SELECT 1) DELETE FROM chunk", "CREATE TEMP TABLE x (a)", "DROP TABLE events",
    "PRAGMA query_only = OFF", "PRAGMA user_version", "ATTACH 'x' AS x", "BEGIN", "VACUUM",
    "INSERT INTO events (ts) VALUES (1)", "REINDEX", "EXPLAINED", "SELECT 1; SELECT 2",
    "SELECT 1; DELETE FROM chunk", "", "-- nothing", "SELECT 1; nonsense", "SELEC 1",
    "SELECT x FROM events", "SELECT * FROM nowhere", "SELECT load_extension('x')",
    "CREATE VIRTUAL TABLE temp.x USING lagebild_columnar(events)",
  ])
  func `what is not one question is refused as wrong usage`(sql: String) throws {
    let project = try project()
    let fault = #expect(throws: Fault.self) { try project.session().rows(sql) }
    #expect(fault?.kind == .usage, "\(sql): \(fault?.description ?? "")")
    #expect(try project.session().rows("SELECT count(*) FROM costs") == [[.integer(2)]])
  }

  @Test(arguments: [
    "SELECT count(*) FROM costs;", "  \n-- a comment\n/* another */ select count(*) from costs ; ",
    "VALUES (2)", "WITH x AS (SELECT * FROM costs) SELECT count(*) FROM x -- end",
    "SELECT count(*) FROM temp.costs", "SELECT cases + 2 FROM (SELECT count(*) cases FROM cases)",
  ])
  func `a question in any dress is answered`(sql: String) throws {
    #expect(try project().session().rows(sql) == [[.integer(2)]])
  }

  @Test func `values look as the feed's columns say`() throws {
    let session = try project().session()
    var names: [String] = []
    try session.run("SELECT * FROM costs") {
      names = $0
    } row: { _ in
    }
    #expect(names == FeedSchema.costs.columns.map(\.name))
    #expect(
      try session.rows("SELECT * FROM costs WHERE item_id = 'c1'") == [
        [
          .text("c1"), .text("p1"), .null, .text("development"), .text("2025-01"), .real(1200.5),
          .text("land"), .integer(1), .text("actual"),
        ]
      ])
    try session.run("SELECT * FROM events") {
      names = $0
    } row: { _ in
    }
    #expect(names == FeedSchema.events.columns.map(\.name).filter { $0 != "id" })
  }

  @Test func `of a key that was delivered again the latest delivery counts`() throws {
    let project = try project()
    // Produced before the first delivery: it adds a key and changes none.
    try project.load(.costs, [cost("c2", 7), cost("c3", 8)], producedAt: -5)
    try project.load(.costs, [cost("c1", 9)], producedAt: 1_000_000)
    #expect(
      try project.session().rows("SELECT item_id, amount_eur FROM costs ORDER BY 1") == [
        [.text("c1"), .real(0.09)], [.text("c2"), .real(-99.9)], [.text("c3"), .real(0.08)],
      ])
  }

  @Test func `every feed is a table, delivered or not`() throws {
    let session = try project().session()
    for feed in FeedCatalogue.all {
      let rows = try session.rows("SELECT count(*) FROM \(feed.name)")
      #expect(rows == [[.integer(feed.name == "costs" ? 2 : 0)]])
    }
  }

  @Test func `a file of another program is refused`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lagebild-sql-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, content) in [
      ("text", "no database at all, but a text of some length"), ("empty", ""),
    ] {
      let path = folder.path + "/" + name
      try Data(content.utf8).write(to: URL(fileURLWithPath: path))
      let fault = #expect(throws: Fault.self) {
        var db: OpaquePointer?
        let code = lagebild_host_open(path, { QuerySession.entryPoint($0, $1, $2) }, &db)
        _ = try QuerySession(adopting: db!, code: code, path: path)
      }
      #expect(fault?.kind == .badData, "\(name): \(fault?.description ?? "")")
    }
  }

  @Test func `a file of another version is refused`() throws {
    let project = try project()
    try project.tamper("PRAGMA user_version = 99")
    let fault = #expect(throws: Fault.self) { try project.session() }
    #expect(fault?.kind == .configuration && fault?.problem.contains("99") == true)
  }

  private func project() throws -> SQLProject {
    let project = try SQLProject()
    var first = cost("c1", 120_050)
    first["process_id"] = .text("p1")
    try project.load(.costs, [first, cost("c2", -9_990)])
    return project
  }

  private func cost(_ id: String, _ cents: Int64) -> [String: Cell] {
    [
      "item_id": .text(id), "kind": .text("development"), "month": .integer(2025 * 12),
      "amount_eur": .integer(cents), "paid_by": .text("land"), "budget_effective": .integer(1),
      "plan_or_actual": .text("actual"),
    ]
  }
}
