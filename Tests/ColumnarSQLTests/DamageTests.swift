import Columns
import ColumnarSQL
import Domain
import Testing

/// A damaged file gives a message that names the place: no crash, no wrong answer. The same damage
/// shows what is read at all: a column that no question touches may be as broken as it likes.
@Suite struct DamageTests {
  @Test func `a damaged column is an error that names table, segment and column`() throws {
    for column in ["ts", "event", "duration_ms"] {
      let project = try twoDays()
      try damage(project, "segment_id = 2 AND column_name = '\(column)'")
      let fault = #expect(throws: Fault.self) {
        try project.session().rows("SELECT max(\(column)) FROM events")
      }
      #expect(fault?.kind == .badData)
      #expect(
        fault?.problem
          == "table chunk, segment 2 of events, column \(column): the checksum does not match")
      #expect(fault?.place == project.path)
    }
  }

  @Test func `columns that a question does not touch are not read`() throws {
    let project = try twoDays()
    try damage(project, "column_name NOT IN ('event', 'step')")
    let session = try project.session()
    #expect(try session.rows("SELECT count(*) FROM events") == [[.integer(4)]])
    #expect(
      try session.rows("SELECT step FROM events WHERE event = 'submitted' ORDER BY step")
        == [[.integer(1)], [.integer(3)]])
  }

  @Test(arguments: [
    "ts >= 1741132800000", "ts > 1741132799999", "ts IN (5, 1741168800000)", "ts = 1741168800000",
    "ts BETWEEN 1741132800000 AND 1741219200000", "ts_local >= '2025-03-05'",
    "ts_local LIKE '2025%' AND ts_local > '2025-03-05 00:00'", "process = 'p2'", "process > 'p1'",
    "process IN ('p2', 'p3')", "authority >= '08116'", "authority = '08116' AND ts > 0",
    "rating IS NOT NULL", "authority IN (SELECT '08116')",
  ])
  func `segments that cannot hold a row of the answer are not read`(condition: String) throws {
    let project = try twoDays()
    try damage(project, "segment_id = 1")
    #expect(
      try project.session().rows("SELECT step FROM events WHERE \(condition) ORDER BY step")
        == [[.integer(2)], [.integer(3)]])
  }

  @Test func `a column is only decoded where a row has passed the conditions`() throws {
    let project = try twoDays()
    try damage(project, "column_name = 'duration_ms'")
    #expect(
      try project.session().rows("SELECT duration_ms FROM events WHERE step = 7").isEmpty)
  }

  @Test func `whatever a chunk holds, there is no crash`() throws {
    let project = try twoDays()
    let chunks = try project.session().rows(
      "SELECT segment_id, column_name, bytes FROM chunk WHERE segment_id = 1")
    var dice = Dice(seed: 7)
    for chunk in chunks {
      guard case .text(let column) = chunk[1], case .blob(let good) = chunk[2] else { continue }
      for _ in 0..<12 {
        var bytes = good
        if dice.below(4) == 0 { bytes.removeLast(dice.below(bytes.count)) }
        for _ in 0...dice.below(2) where !bytes.isEmpty {
          bytes[dice.below(bytes.count)] = UInt8(dice.below(256))
        }
        try write(project, bytes, "segment_id = 1 AND column_name = '\(column)'")
        // With the checksum of the damaged bytes: as if a foreign program had written them.
        _ = try? project.session().rows(
          "SELECT *, ts_local FROM events WHERE \(column) > 3 OR \(column) < 'x'")
      }
      try write(project, good, "segment_id = 1 AND column_name = '\(column)'")
    }
    #expect(try project.session().rows("SELECT * FROM events").count == 4)
  }

  @Test func `tables that contradict each other are damage`() throws {
    for (sql, part) in [
      ("UPDATE segment SET rows = 3 WHERE segment_id = 1", "the row count does not match"),
      ("UPDATE segment SET rows = -1 WHERE segment_id = 1", "an impossible row count"),
      ("DELETE FROM chunk WHERE segment_id = 1 AND column_name = 'ts'", "the column is not there"),
      (
        """
        UPDATE chunk SET (checksum, bytes) = (SELECT checksum, bytes FROM chunk
          WHERE segment_id = 1 AND column_name = 'event')
        WHERE segment_id = 1 AND column_name = 'ts'
        """, "the type is another"
      ),
    ] {
      let project = try twoDays()
      try project.tamper(sql)
      let fault = #expect(throws: Fault.self) {
        try project.session().rows("SELECT sum(ts) FROM events")
      }
      #expect(
        fault?.kind == .badData && fault?.problem.hasSuffix(part) == true,
        "\(sql): \(fault?.description ?? "no fault")")
    }
  }

  @Test func `a column that the feed got later is empty in the segments from before`() throws {
    let project = try SQLProject()
    let row: [String: Cell] = [
      "decision_id": .text("d-1"), "body": .text("uag"), "decided_on": .integer(20_000),
      "subject": .text("Eins"), "weights": .text("hours=1"), "result": .text("angenommen"),
    ]
    try project.load(.decisions, [row])
    try project.load(.decisions, [row.merging(["decision_id": .text("d-2")]) { $1 }])
    try project.tamper("DELETE FROM chunk WHERE segment_id = 1 AND column_name = 'weights'")
    #expect(
      try project.session().rows("SELECT decision_id, weights FROM decisions ORDER BY 1")
        == [[.text("d-1"), .null], [.text("d-2"), .text("hours=1")]])
    let decisions = try project.read { try $0.current(.decisions) }
    #expect(decisions?["weights"].map { [$0[0], $0[1]] } == [.null, .text("hours=1")])
  }

  @Test func `a time or day that no calendar has is damage`() throws {
    let project = try SQLProject()
    var row = event(at: .max, step: 1)
    try project.load(.events, [row])
    row = ["month": .integer(1_000_000_000_000), "cases": .integer(1)]
    try project.load(.cases, [row])
    let session = try project.session()
    #expect(try session.rows("SELECT ts FROM events") == [[.integer(.max)]])
    for sql in ["SELECT ts_local FROM events", "SELECT month FROM cases"] {
      #expect(throws: Fault.self) { try session.rows(sql) }
    }
  }

  // MARK: -

  /// One segment on 4 March (p1, 08115), one on 5 March 2025 (p2, 08116).
  private func twoDays() throws -> SQLProject {
    let project = try SQLProject()
    try project.load(
      .events,
      [event(at: 1_741_082_400_000, step: 0), event(at: 1_741_082_460_000, step: 1, "submitted")])
    var second = [
      event(at: 1_741_168_800_000, step: 2), event(at: 1_741_168_800_000, step: 3, "submitted"),
    ]
    for index in second.indices {
      second[index]["process"] = .text("p2")
      second[index]["authority"] = .text("08116")
      second[index]["rating"] = .integer(5)
    }
    try project.load(.events, second)
    return project
  }

  private func event(at ts: Int64, step: Int64, _ kind: String = "page_view") -> [String: Cell] {
    [
      "ts": .integer(ts), "event": .text(kind), "process": .text("p1"),
      "authority": .text("08115"), "channel": .text("online"), "duration_ms": .integer(5),
      "step": .integer(step),
    ]
  }

  private func damage(_ project: SQLProject, _ condition: String) throws {
    try project.tamper(
      "UPDATE chunk SET bytes = CAST(bytes || x'00' AS BLOB) WHERE \(condition)")
  }

  private func write(_ project: SQLProject, _ bytes: [UInt8], _ condition: String) throws {
    let digits = bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }
    let checksum = Int64(bitPattern: Checksum.xxh64(bytes))
    try project.tamper(
      """
      UPDATE chunk SET bytes = x'\(digits.joined())', checksum = \(checksum) WHERE \(condition)
      """)
  }
}
