import Indicators
import Testing

@Suite struct ComparisonTests {
  @Test func `inequality runs from 0 to one who has all`() throws {
    #expect(Gini.coefficient([7, 7, 7]) == 0)
    #expect(Gini.coefficient([0, 0, 0, 1]) == 0.75)
    #expect(Gini.coefficient([1, 2, 3, 4]) == 0.25)
    #expect(Gini.coefficient([4, 1], weights: [1, 3]) == Gini.coefficient([1, 1, 1, 4]))
    #expect(Gini.coefficient([]) == nil)
    #expect(Gini.coefficient([0, 0]) == nil)
    #expect(Gini.coefficient([3, 5], weights: [0, 0]) == nil)
  }

  @Test func `a nearest-rank quantile is a value that occurs`() {
    #expect(NearestRank.quantile(0.5, of: [4, 1, 3, 2]) == 2)
    #expect(NearestRank.quantile(0.51, of: [4, 1, 3, 2]) == 3)
    #expect(NearestRank.quantile(1, of: [4, 1, 3, 2]) == 4)
    // 0.07 · 100 is more than 7 in binary.
    #expect(NearestRank.quantile(0.07, of: (1...100).map(Double.init)) == 7)
    #expect(NearestRank.quantile(0.5, of: [1, 2, 9], weights: [1, 1, 3]) == 9)
    #expect(NearestRank.quantile(0.5, of: []) == nil)
  }

  @Test func `a deviation is that of all units`() {
    #expect(StandardDeviation.population([2, 4, 4, 4, 5, 5, 7, 9]) == 2)
    #expect(StandardDeviation.population([2, 8], weights: [1, 0]) == 0)
    #expect(StandardDeviation.population([]) == nil)
  }

  @Test func `those behind catch up where the slope is below 0`() throws {
    let beta = try #require(
      Convergence.beta(initial: [0, 0.25, 0.5, 1], growth: [0.5, 0.375, 0.25, 0]))
    #expect(beta.slope == -0.5 && beta.intercept == 0.5)
    #expect(Convergence.beta(initial: [0.2, 0.2], growth: [0, 1]) == nil)
    #expect(Convergence.beta(initial: [0, 1], growth: [0, 1])?.p == nil)
    // The third unit has no value at first; as a newcomer it would pass for divergence.
    #expect(Convergence.sigma([[0, 1, nil], [0.25, 0.75, 9]]) == [0.5, 0.25])
    #expect(Convergence.sigma([[nil], [1]]) == [nil, nil])
  }

  @Test func `ranks that are in doubt are told as from and to`() {
    #expect(
      RankIntervals.shares(successes: [499, 900, 0, 500], trials: [1_000, 1_000, 0, 1_000])
        == [2...3, 1...1, nil, 2...3])
    #expect(RankIntervals.shares(successes: [1, 0], trials: [1, 1]) == [1...2, 1...2])
    #expect(
      RankIntervals.estimates([1, 2, 9], standardErrors: [0, 0, 4]) == [2...3, 1...2, 1...3])
    #expect(RankIntervals.shares(successes: [], trials: []).isEmpty)
  }

  @Test func `a newcomer is not a change of those who were there`() {
    typealias Part = ConstantPanel.Part
    let shares = ConstantPanel(
      before: [Part(1, of: 10), Part(5, of: 10), nil],
      after: [Part(1, of: 10), Part(5, of: 10), Part(10, of: 10)])
    #expect(abs(shares.total! - (16.0 / 30 - 0.3)) < 1e-12)
    #expect(shares.panel == 0 && shares.panelCount == 2 && shares.unitCount == 3)
    #expect(shares.needsNote)
    let within = ConstantPanel(before: [100, nil], after: [101, 2])
    #expect(abs(within.total! - 0.03) < 1e-12 && !within.needsNote)
    #expect(ConstantPanel(before: [100, nil], after: [101, 3]).needsNote)
    #expect(ConstantPanel(before: [100, nil], after: [nil, 100]).panel == nil)
    #expect(ConstantPanel(before: [100, nil], after: [nil, 100]).needsNote)
  }

  @Test func `two sources that differ by more than a tenth are flagged`() {
    #expect(!SourceGap(100, 90).isFlagged)
    #expect(SourceGap(100, 89.9).isFlagged && SourceGap(89.9, 100).isFlagged)
    #expect(SourceGap(0, 3).relative == 1 && SourceGap(0, 0).relative == 0)
    #expect(SourceGap.byPeriod(["2019-01": 5], ["2019-02": 5]).isEmpty)
  }

  @Test func `a Wilson interval is the one of the formula`() throws {
    // 15 of 20 at 95 %: 0.5313 to 0.8881 (Newcombe 1998, table of examples).
    let interval = try #require(WilsonInterval(15, of: 20))
    #expect(abs(interval.low - 0.5313) < 0.0001)
    #expect(abs(interval.high - 0.8881) < 0.0001)
    #expect(WilsonInterval(0, of: 0) == nil)
    let none = try #require(WilsonInterval(0, of: 10))
    #expect(none.low == 0 && abs(none.high - 0.2775) < 0.0001)
  }
}
