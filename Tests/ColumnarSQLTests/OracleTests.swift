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

  private func value(_ cell: Cell) -> QuerySession.Value {
    switch cell {
    case .null: .null
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .text(let text): .text(text)
    }
  }
}
