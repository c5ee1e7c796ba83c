import Indicators
import Testing

@Suite struct SurvivalTests {
  /// Weeks of remission with 6-MP and with placebo (Freireich et al. 1963), a table that every
  /// textbook computes; negative: censored.
  private let treated = [
    6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35,
  ].map { WaitingTime(duration: Double(abs($0)), isEvent: $0 > 0) }
  private let placebo = [
    1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23,
  ].map { WaitingTime(duration: Double($0), isEvent: true) }

  @Test func `the curve is the one of the textbooks`() {
    let curve = KaplanMeier(treated)
    #expect(curve.steps.map(\.time) == [6, 7, 10, 13, 16, 22, 23])
    #expect(curve.steps.map(\.atRisk) == [21, 17, 15, 12, 11, 7, 6])
    let textbook = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    for (step, value) in zip(curve.steps, textbook) {
      #expect(abs(step.survival - value) < 0.0005)
    }
    #expect(abs(curve.steps[0].variance!.squareRoot() - 0.0764) < 0.00005)
    #expect(curve.median.value == 23)
    #expect(KaplanMeier(placebo).median.value == 8)
  }

  @Test func `the log-rank test is the one of the textbooks`() throws {
    let test = try #require(LogRank.test([treated, placebo]))
    #expect(abs(test.chiSquare - 16.79) < 0.005)
    #expect(test.degrees == 1)
    #expect(test.observed == [9, 21])
    #expect(abs(test.expected[0] - 19.25) < 0.005)
    // A group in which nobody was ever at risk changes nothing.
    let late = [WaitingTime(duration: 3, isEvent: true, entry: 3)]
    #expect(LogRank.test([treated, [], placebo, late])?.degrees == 1)
    #expect(LogRank.test([treated, []]) == nil)
  }

  @Test func `who enters late is at risk only from then on`() {
    let curve = KaplanMeier([
      WaitingTime(duration: 10, isEvent: true),
      WaitingTime(duration: 20, isEvent: true, entry: 12),
      WaitingTime(duration: 30, isEvent: false, entry: 5),
      WaitingTime(duration: 7, isEvent: true, entry: 7),
    ])
    #expect(curve.omittedCount == 1)
    #expect(curve.steps.map(\.atRisk) == [2, 2])
    #expect(curve.steps.map(\.survival) == [0.5, 0.25])
  }

  @Test func `the curve says nothing beyond the time watched, unless it has come down to 0`() {
    let open = KaplanMeier([
      WaitingTime(duration: 2, isEvent: true), WaitingTime(duration: 4, isEvent: false),
    ])
    #expect(open.survival(at: 4)?.value == 0.5)
    #expect(open.survival(at: 4.1) == nil)
    #expect(open.restrictedMean(upTo: 4)?.value == 3)
    #expect(open.restrictedMean(upTo: 4.1) == nil)
    let closed = KaplanMeier([2, 4].map { WaitingTime(duration: $0, isEvent: true) })
    #expect(closed.survival(at: 9)?.value == 0)
    #expect(closed.restrictedMean(upTo: 9)?.value == 3)
    // (2² · 1/(2 · 1)) · ½²: the area behind the first event is 1.
    #expect(closed.restrictedMean(upTo: 9)?.standardError == 0.5.squareRoot())
    #expect(KaplanMeier([]).survival(at: 0) == nil)
    #expect(KaplanMeier([WaitingTime(duration: 5, isEvent: false)]).median.value == nil)
  }

  @Test func `half of a product of fractions is a half`() {
    // 9/10 · 8/9 · … · 5/6 is not 0.5 to the last digit.
    let times = (1...10).map { WaitingTime(duration: Double($0), isEvent: true) }
    #expect(KaplanMeier(times).median.value == 5)
  }

  @Test func `an event between two snapshots has its share in each interval that may hold it`() {
    // p = (2 + p)/4: the fourth is in the first interval with the probability p.
    let estimate = Turnbull([
      Turnbull.Observation(after: 0, upTo: 1), Turnbull.Observation(after: 0, upTo: 1),
      Turnbull.Observation(after: 1, upTo: 2), Turnbull.Observation(after: 0, upTo: 2),
    ])!
    #expect(estimate.hasConverged)
    #expect(estimate.masses.map(\.high) == [1, 2])
    #expect(abs(estimate.masses[0].mass - 2.0 / 3) < 1e-9)
    #expect(estimate.median == (0, 1))
    // Within an interval the data do not say when.
    #expect(estimate.survival(at: 0.5).upperBound == 1)
    #expect(abs(estimate.survival(at: 0.5).lowerBound - 1.0 / 3) < 1e-9)
    #expect(abs(estimate.survival(at: 1).upperBound - 1.0 / 3) < 1e-9)
  }

  @Test func `known to the day, the estimate between snapshots is Kaplan and Meier's`() {
    let estimate = Turnbull(
      treated.map {
        Turnbull.Observation(after: $0.duration, upTo: $0.isEvent ? $0.duration : nil)
      })!
    for step in KaplanMeier(treated).steps {
      #expect(abs(estimate.survival(at: step.time).upperBound - step.survival) < 1e-9)
    }
    #expect(estimate.masses.last?.high == nil)
  }
}
