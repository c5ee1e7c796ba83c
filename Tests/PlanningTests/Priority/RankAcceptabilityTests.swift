import Domain
import Planning
import TestSupport
import Testing

@Suite struct RankAcceptabilityTests {
  /// A counts w, B counts 1 − w, C always 0.6, with w even between 0 and 1: A is first for w > 0.6,
  /// B for w < 0.4, C between.
  @Test func `three candidates and two criteria rank as reckoned by hand`() throws {
    let draws = 200_000
    let scale = CriterionScale(.fixed, atZero: 0, atOne: 1)
    let scores = CriteriaScores(
      ids: ["A", "B", "C"], drawCount: draws,
      columns: [
        .init(.demand, scale: scale, values: .known([1, 0, 0.6])),
        .init(.simplicity, scale: scale, values: .known([0, 1, 0.6])),
      ], seed: 3)
    let weights = try WeightDraws(
      WeightRules(), criteria: [.demand, .simplicity], count: draws, seed: 3)
    let ranks = RankAcceptability(scores, weights, pairs: true)
    let expected = [[0.4, 0.1, 0.5], [0.4, 0.1, 0.5], [0.2, 0.8, 0]]
    for candidate in 0..<3 {
      for rank in 1...3 {
        let share = ranks.share(candidate, rank: rank)
        #expect(abs(share - expected[candidate][rank - 1]) < 0.005, "\(candidate), rank \(rank)")
      }
    }
    let central = [0.8, 0.2, 0.2, 0.8, 0.5, 0.5]
    #expect(zip(ranks.centralWeights, central).allSatisfy { abs($0 - $1) < 0.005 })
    #expect(ranks.confidence == [1, 1, 1])
    #expect(abs(ranks.preferred(0, over: 1)! - 0.5) < 0.005)
    #expect(abs(ranks.preferred(0, over: 2)! - 0.4) < 0.005)
    #expect(ranks.interval(2) == 1...2 && ranks.interval(0) == 1...3)
    #expect(abs(ranks.expectedRank(2) - 1.8) < 0.005)
  }

  @Test(arguments: UInt64(1)...12)
  func `comparing every pair in every draw says the same`(seed: UInt64) throws {
    let made = RandomScores(seed: seed, candidates: Int(seed) * 2, draws: 300)
    let weights = try made.weights()
    let ranks = RankAcceptability(made.scores, weights, pairs: true)
    let plain = PlainRanking(made.scores, weights)
    let width = made.columns.count
    for candidate in made.ids.indices {
      for other in made.ids.indices {
        #expect(
          abs(ranks.share(candidate, rank: other + 1) - plain.rankShares[candidate][other]) < 1e-9)
        #expect(
          abs(ranks.preferred(candidate, over: other)! - plain.preferred[candidate][other]) < 1e-9)
      }
      let central = plain.centralWeights[candidate]
      #expect((central == nil) == (ranks.confidence[candidate] == nil))
      for column in 0..<width where central != nil {
        #expect(abs(ranks.centralWeights[candidate * width + column] - central![column]) < 1e-9)
      }
    }
  }

  @Test(arguments: UInt64(20)...25)
  func `the shares of a candidate and those of a rank add up to one`(seed: UInt64) throws {
    let made = RandomScores(seed: seed, candidates: 25, draws: 500)
    let ranks = RankAcceptability(made.scores, try made.weights())
    for index in made.ids.indices {
      let ofCandidate = made.ids.indices.reduce(0) { $0 + ranks.share(index, rank: $1 + 1) }
      let ofRank = made.ids.indices.reduce(0) { $0 + ranks.share($1, rank: index + 1) }
      #expect(abs(ofCandidate - 1) < 1e-9 && abs(ofRank - 1) < 1e-9, "seed \(seed)")
    }
  }

  @Test(arguments: UInt64(30)...35)
  func `a candidate that is nowhere better never ranks better`(seed: UInt64) throws {
    var made = RandomScores(seed: seed, candidates: 15, draws: 400, ties: false)
    made.copy(4, to: 9, lowering: Int(seed % 3) + 2, by: -0.01)
    // Lower is better for simplicity, higher for the others.
    let better = made.columns[Int(seed % 3) + 2].scale.atZero == 3 ? (4, 9) : (9, 4)
    let ranks = RankAcceptability(made.scores, try made.weights(), pairs: true)
    #expect(ranks.preferred(better.1, over: better.0)! <= 0.5)
    var ahead = 0.0
    for rank in made.ids.indices {
      ahead += ranks.share(better.0, rank: rank + 1) - ranks.share(better.1, rank: rank + 1)
      #expect(
        ahead > -1e-9, "seed \(seed): the worse one is more often among the first \(rank + 1)")
    }
  }

  @Test func `candidates in another order get the same ranks`() throws {
    let made = RandomScores(seed: 50, candidates: 12, draws: 400)
    let known = made.columns.filter { column in
      if case .known(let values) = column.values { !values.contains { $0 == nil } } else { false }
    }
    let turned = known.map { column -> CriteriaScores.Column in
      guard case .known(let values) = column.values else { return column }
      return .init(column.criterion, scale: column.scale, values: .known(values.reversed()))
    }
    let weights = try WeightDraws(
      WeightRules(), criteria: known.map(\.criterion), count: 400, seed: 50)
    let ranks = [known, turned].map { columns in
      RankAcceptability(
        CriteriaScores(ids: made.ids, drawCount: 400, columns: columns, seed: 50), weights)
    }
    for index in made.ids.indices {
      for rank in 1...12 {
        #expect(ranks[0].share(index, rank: rank) == ranks[1].share(11 - index, rank: rank))
      }
    }
  }

  @Test func `one thread and several find the same to the last bit`() throws {
    let made = RandomScores(seed: 77, candidates: 40, draws: 1_000)
    let weights = (1...3).map { threads in
      try! WeightDraws(
        WeightRules(), criteria: made.columns.map(\.criterion), count: 1_000, seed: 77,
        threads: threads)
    }
    #expect(weights[0].values == weights[1].values && weights[0].values == weights[2].values)
    let ranks = (1...3).map {
      RankAcceptability(made.scores, weights[0], pairs: true, threads: $0)
    }
    for other in ranks.dropFirst() {
      #expect(other.rankCounts == ranks[0].rankCounts)
      #expect(other.confidence == ranks[0].confidence && other.pairCounts == ranks[0].pairCounts)
      #expect(
        zip(other.centralWeights, ranks[0].centralWeights).allSatisfy {
          $0 == $1 || $0.isNaN && $1.isNaN
        })
    }
  }

  @Test func `what nobody knows widens the ranks and is no zero`() throws {
    let scale = CriterionScale(.fixed, atZero: 0, atOne: 1)
    let known: [Double?] = [0.5, 0.4, 0.6, 0.45, 0.55]
    func ranks(_ values: [Double?]) throws -> RankAcceptability {
      let scores = CriteriaScores(
        ids: ["a", "b", "c", "d", "e"], drawCount: 2_000,
        columns: [.init(.demand, scale: scale, values: .known(values))], seed: 5)
      let weights = try WeightDraws(WeightRules(), criteria: [.demand], count: 2_000, seed: 5)
      return RankAcceptability(scores, weights)
    }
    #expect(try ranks(known).interval(0) == 3...3)
    let unknown = try ranks([nil, 0.4, 0.6, 0.45, 0.55])
    #expect(unknown.interval(0) == 1...5)
    #expect(abs(unknown.expectedRank(0) - 3) < 0.1)
  }
}
