import Domain
import Indicators
import Planning
import TestSupport
import Testing

/// Searches of one table share their time.
@Suite struct SearchTimeTests {
  private final class Clock {
    var now = Duration.seconds(100)
  }

  @Test func `no search takes more than its part, nor more than is left`() {
    let clock = Clock()
    let time = SearchTime(all: .seconds(5), each: .seconds(2), clock: { clock.now })
    let first = time.next()
    clock.now += .seconds(2)
    #expect(!first())
    clock.now += .milliseconds(1)
    #expect(first())
    let second = time.next()
    clock.now += .seconds(1)
    #expect(!second() && first())
    clock.now += .milliseconds(999)
    // 4.000 of 5 seconds are over: one is left.
    let third = time.next()
    clock.now += .seconds(1)
    #expect(!third())
    clock.now += .milliseconds(1)
    #expect(third())
    #expect(
      {
        clock.now += .milliseconds(1); return time.next()()
      }())
  }

  @Test func `with no time left each row says what is not proven, and the page still comes`() throws
  {
    let world = try SmallWorld()
    for (name, text) in BenefitFeeds.files { try world.load(text, as: name + "-0.csv") }
    try world.load(
      "year,total_eur,operating_eur,policy_id\n2025,3100000.00,500000.00,B\n", as: "budget-0.csv")
    try world.store.read { reader in
      var wish = ProjectMoney.Wish(firstYear: 2025)
      wish.budgetsCents = [350_000]
      let solved = try SolvedPortfolio(
        ProjectPortfolio(reader: reader), reader, wish, minimums: [:])
      var ticks = 0
      let over = SearchTime(
        all: .zero, each: .zero,
        clock: {
          ticks += 1
          return .seconds(ticks)
        })
      let whole = try solved.frontierTable(try reader.dataState())
      let cut = try solved.frontierTable(try reader.dataState(), within: over)
      #expect(cut.rows.count == whole.rows.count && whole.rows.count == 11)
      func proven(_ table: Table<Exact>) -> [String] {
        let column = table.index(of: "proven")!
        return table.rows.map { if case .key(let key, _) = $0[column] { key } else { "" } }
      }
      #expect(proven(whole).allSatisfy { $0 == "yes" })
      // Each of the ten other budgets asked how much is left; the budget itself was searched before.
      #expect(ticks >= 11 && proven(cut)[5] == "yes")
      ticks = 0
      let regrets = try solved.regretTable(try reader.dataState(), within: over)
      #expect(regrets.rows.count >= 2 && ticks >= regrets.rows.count)
      let lost = regrets.index(of: "lost_eur")!
      for (row, isProven) in zip(regrets.rows, proven(regrets)) where isProven == "no" {
        #expect(row[lost] != .figure(.notApplicable))
      }
    }
  }
}
