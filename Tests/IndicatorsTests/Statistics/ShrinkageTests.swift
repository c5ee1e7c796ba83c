import Foundation
import Indicators
import Testing

@Suite struct ShrinkageTests {
  @Test func `the less a Gemeinde has to say, the more its rate is drawn to that of all`() throws {
    // Böllen has 92 inhabitants: no application, and one, are next to the same thing.
    let populations: [Double] = [92, 92, 2_000, 9_000, 40_000, 300_000]
    let events = [0, 1, 40, 50, 400, 1_500]
    let rates = try #require(PoissonGammaShrinkage(events: events, exposures: populations))
    #expect(rates.dispersion > 0)
    #expect(rates.units[0].raw == 0)
    #expect(rates.units[0].value > 1 && rates.units[1].value < 11)
    let city = rates.units[5]
    #expect(abs(city.value - 5) < 0.02)
    #expect(city.low > 4.7 && city.high < 5.3)
    let isInside = rates.units.map { $0.low < $0.value && $0.value < $0.high }
    #expect(!isInside.contains(false))
    #expect(abs(rates.pooledRate - 1_991.0 / 351.184) < 1e-9)
  }

  @Test func `where units differ by chance only, all have the pooled share`() throws {
    let shares = try #require(
      BetaBinomialShrinkage(successes: [5, 6, 4, 5, 0], trials: [10, 10, 10, 10, 0]))
    #expect(shares.dispersion == 0)
    #expect(shares.units.map(\.value) == [0.5, 0.5, 0.5, 0.5, 0.5])
    #expect(shares.units[4].raw == nil)
    #expect(shares.units[0].low == WilsonInterval(20, of: 40)?.low)
    let rates = try #require(PoissonGammaShrinkage(events: [0, 0], exposures: [92, 0]))
    #expect(rates.units.map(\.value) == [0, 0])
    // Nothing in 92 inhabitants: up to −log 0.025 events could have been expected.
    #expect(abs(rates.units[0].high + log(0.025) / 0.092) < 1e-9)
    #expect(BetaBinomialShrinkage(successes: [0], trials: [0]) == nil)
    #expect(PoissonGammaShrinkage(events: [], exposures: []) == nil)
  }

  @Test func `no other mean or spread makes the counts likelier`() throws {
    let (successes, trials) = ([1, 9, 4, 30, 0, 7], [10, 10, 9, 41, 3, 8])
    let fit = try #require(BetaBinomialShrinkage(successes: successes, trials: trials))
    // The plain twin: the factors of the likelihood one after the other.
    func likelihood(_ mean: Double, _ theta: Double) -> Double {
      zip(successes, trials).reduce(0) { sum, unit in
        var sum = sum
        for j in 0..<unit.0 { sum += log(mean + Double(j) * theta) }
        for j in 0..<(unit.1 - unit.0) { sum += log(1 - mean + Double(j) * theta) }
        for j in 0..<unit.1 { sum -= log(1 + Double(j) * theta) }
        return sum
      }
    }
    let best = likelihood(fit.mean, fit.dispersion)
    for step in [-1e-4, 1e-4] {
      #expect(likelihood(fit.mean + step, fit.dispersion) < best)
      #expect(likelihood(fit.mean, fit.dispersion + step) < best)
    }
  }

  @Test func `units that are all or nothing keep their own values`() throws {
    let fit = try #require(
      BetaBinomialShrinkage(successes: [0, 50, 0, 50], trials: [50, 50, 50, 50]))
    #expect(abs(fit.units[0].value) < 0.001 && abs(fit.units[1].value - 1) < 0.001)
  }
}
