import Columns
import ColumnarSQL
import Domain
import Testing

/// Whatever is asked of the virtual tables, ordinary tables give the same answer.
@Suite struct OracleTests {
  private let feeds: [FeedSchema] = [.events, .activations, .costs, .cases]

  @Test(arguments: 0..<100)
  func `random questions have the answers of ordinary tables`(seed: Int) throws {
    let project = try SQLProject()
    var questioner = Questioner(dice: Dice(seed: seed))
    for feed in feeds {
      for _ in 0..<questioner.dice.below(6) {
        let count = questioner.dice.one([1, 2, 30, 200])
        let rows = (0..<count).map { _ in questioner.row(feed) }
        try project.load(
          feed, rows, producedAt: Int64(questioner.dice.below(3)))
      }
    }
    let session = try project.session()
    let oracle = try project.oracle(feeds)
    for _ in 0..<40 {
      let (feed, other) = (questioner.dice.one(feeds), questioner.dice.one(feeds))
      let question = questioner.question(feed, other)
      let given = try session.rows(question).map(\.description).sorted()
      let expected = try oracle.rows(question).map { $0.map(value).description }.sorted()
      #expect(given == expected, "seed \(seed): \(question)")
    }
  }

  @Test func `durations that the times of visits say are read beside these`() throws {
    let project = try SQLProject()
    var dice = Dice(seed: 3)
    var instant: Int64 = 1_741_082_400_000
    let rows = (0..<2_000).map { row -> [String: Cell] in
      // Four rows a visit; now and then one that waited longer than its times say.
      let pause = Int64(dice.below(90_000))
      instant += pause
      let (kind, stray) = (row % 4 == 0 ? "page_view" : "step_completed", dice.below(9) == 0)
      return [
        "ts": .integer(instant), "event": .text(kind), "process": .text("p1"),
        "authority": .text("08115"), "channel": .text("online"),
        "session": .integer(Int64(row / 4 + 1)),
        "duration_ms": row % 4 == 0 ? .null : .integer(pause + (stray ? 1_000_000 : 0)),
      ]
    }
    try project.load(.events, rows)
    let session = try project.session()
    let flags = try session.rows(
      "SELECT hex(substr(bytes, 3, 1)) FROM chunk WHERE column_name = 'duration_ms'")
    #expect(flags == [[.text("0D")]])
    // By class, with nulls, differences.
    let stored = try session.rows("SELECT duration_ms FROM events ORDER BY ts, step")
    #expect(stored == rows.map { [value($0["duration_ms"]!)] })
    try project.tamper("DELETE FROM chunk WHERE column_name = 'session'")
    let fault = #expect(throws: Fault.self) {
      try project.session().rows("SELECT sum(duration_ms) FROM events")
    }
    #expect(fault?.problem.contains("column session: the column is not there") == true)
  }

  private func value(_ cell: Cell) -> QuerySession.Value {
    switch cell {
    case .null: .null
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .text(let text): .text(text)
    }
  }
}
