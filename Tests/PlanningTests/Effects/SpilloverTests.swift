import Domain
import Foundation
import Planning
import Testing

@Suite struct SpilloverTests {
  /// A ring of places.
  private func ring(_ count: Int) -> [[Int]] {
    (0..<count).map { [($0 + count - 1) % count, ($0 + 1) % count] }
  }

  @Test func `neighbours who are alike have a high I, neighbours who differ a low one`() throws {
    let alike = (0..<20).map { $0 < 10 ? 1.0 : 0 }
    let striped = (0..<20).map { Double($0 % 2) }
    let high = try MoranStatistic(alike, neighbours: ring(20), permutations: 999, seed: 1)
    // Of 40 ordered pairs 36 are alike: (36 − 4) / 40.
    #expect(abs(high.value - 0.8) < 1e-12)
    #expect(high.pValue <= 0.005 && high.expected == -1.0 / 19)
    let low = try MoranStatistic(striped, neighbours: ring(20), permutations: 999, seed: 1)
    #expect(low.value == -1 && low.pValue > 0.9)
  }

  @Test func `places dealt at random seldom look alike`() throws {
    let found = try (UInt64(1)...200).count { seed in
      var random = Random(seed: seed, "places")
      return try MoranStatistic(
        (0..<44).map { _ in random.unit() }, neighbours: ring(44), permutations: 99, seed: seed
      ).pValue <= 0.05
    }
    #expect(found <= 20)
  }

  @Test(arguments: UInt64(1)...20)
  func `a hazard finds the pull that made it`(seed: UInt64) throws {
    var random = Random(seed: seed, "pull")
    let rows = (0..<600).map { index in
      let x = Double(random.index(6)) / 10
      let probability = 1 / (1 + exp(2 - 2 * x))
      let trials = 5
      return LogisticRegression.Row(
        events: Double((0..<trials).count { _ in random.chance(probability) }),
        trials: Double(trials), x: [1, x], cluster: index / 15)
    }
    let fit = try LogisticRegression(rows)
    #expect(abs(fit.coefficients[1] - 2) < 4 * fit.clusteredErrors![1], "seed \(seed)")
  }

  @Test func `what the data cannot tell apart is no number`() {
    func row(_ events: Double, _ trials: Double, _ x: [Double]) -> LogisticRegression.Row {
      LogisticRegression.Row(events: events, trials: trials, x: x, cluster: 0)
    }
    for rows in [
      [], [row(0, 4, [1]), row(0, 5, [1])], [row(4, 4, [1])],
      // Two columns that are the same; a column that tells events from others.
      [row(1, 4, [1, 1]), row(2, 5, [1, 1])], [row(0, 4, [1, 0]), row(5, 5, [1, 1])],
    ] {
      #expect(throws: NotEstimable.self) { try LogisticRegression(rows) }
    }
    #expect(throws: NotEstimable.self) {
      try MoranStatistic([1, 1, 1], neighbours: ring(3), permutations: 19, seed: 1)
    }
    #expect(throws: NotEstimable.self) {
      try MoranStatistic([1, 2], neighbours: [[], []], permutations: 19, seed: 1)
    }
  }

  @Test func `a row of neighbours that names no Kreis is refused with its line`() throws {
    let rows = [["ags5_a": "08111", "ags5_b": "08115"], ["ags5_a": "8111", "ags5_b": "08115"]]
    let fault = #expect(throws: Fault.self) {
      try KreisNeighbours(file: "nachbarn.csv", rows: rows)
    }
    #expect(fault?.place == "nachbarn.csv, line 3")
  }
}
