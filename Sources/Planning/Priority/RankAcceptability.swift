import Columns
import Indicators

/// Stochastic multicriteria acceptability analysis (SMAA-2, Lahdelma and Salminen 2001): how often a
/// candidate takes which rank, if the weights and the values of the criteria are not known but only
/// how they are distributed.
///
/// In draw d candidate i has the score `Σ_k w(d,k) · u(d,k,i)`, with `u` between 0 and 1. Candidates
/// of the same score share the ranks that they take together, in equal parts, so that the shares of
/// a candidate and those of a rank both add up to 1.
public struct RankAcceptability: Sendable {
  /// Candidates, ascending.
  public let ids: [String]
  public let criteria: [Criterion]
  public let drawCount: Int
  /// `[candidate * ids.count + rank − 1]`: draws in which the candidate has the rank.
  public let rankCounts: [Double]
  /// `[candidate * criteria.count + criterion]`: mean weights of the draws in which the candidate is
  /// first: what one has to find important to prefer it. NaN where it is never first.
  public let centralWeights: [Double]
  /// How often the candidate is first under its central weights, so with weights that suit it best
  /// and values as uncertain as they are; `nil` where it is never first. Low: the data do not say.
  public let confidence: [Double?]
  /// `[candidate * ids.count + other]`: twice the draws in which the candidate has the higher score,
  /// and once those with equal ones; empty where pairs were not asked for.
  public let pairCounts: [UInt32]

  /// b(i, r): the share of draws in which a candidate has a rank, 1….
  public func share(_ candidate: Int, rank: Int) -> Double {
    rankCounts[candidate * ids.count + rank - 1] / Double(drawCount)
  }

  /// The share of draws in which a candidate is among the first `ranks`.
  public func share(_ candidate: Int, first ranks: Int) -> Double {
    let start = candidate * ids.count
    return rankCounts[start..<start + min(ranks, ids.count)].reduce(0, +) / Double(drawCount)
  }

  public func expectedRank(_ candidate: Int) -> Double {
    var sum = 0.0
    for rank in ids.indices { sum += Double(rank + 1) * rankCounts[candidate * ids.count + rank] }
    return sum / Double(drawCount)
  }

  /// The smallest ranks that 5 % and 95 % of the draws do not pass: nine of ten lie between them.
  public func interval(_ candidate: Int) -> ClosedRange<Int> {
    quantile(candidate, 0.05)...quantile(candidate, 0.95)
  }

  private func quantile(_ candidate: Int, _ share: Double) -> Int {
    let counts = rankCounts[candidate * ids.count..<(candidate + 1) * ids.count]
    let rank = NearestRank.quantile(
      share, of: ids.indices.map { Double($0 + 1) }, weights: Array(counts))
    return Int(rank!)
  }

  /// P(a candidate is better than another one), equal scores half; `nil` where pairs were not
  /// asked for.
  public func preferred(_ candidate: Int, over other: Int) -> Double? {
    if pairCounts.isEmpty { return nil }
    return Double(pairCounts[candidate * ids.count + other]) / Double(2 * drawCount)
  }
}

extension RankAcceptability {
  /// - Parameters:
  ///   - weights: of the criteria of `scores`, one draw for each of its draws.
  ///   - pairs: whether to count P(i better than j).
  ///   - threads: `nil`: as many as there are cores. Changes nothing in the result.
  public init(
    _ scores: CriteriaScores, _ weights: WeightDraws, pairs: Bool = false, threads: Int? = nil
  ) {
    precondition(
      weights.criteria == scores.criteria && weights.count == scores.drawCount,
      "weights of other criteria or draws")
    let count = scores.ids.count
    precondition((1...16_000).contains(count), "a ranking of \(count) candidates")
    let threads = threads ?? Parallel.cores
    // Each piece keeps count² numbers.
    let pieces = Pieces(scores.drawCount, most: max(1, min(16, 32_000_000 / (count * count))))
    let drawn = DrawnScores(scores)
    let parts = Parallel.map(pieces.count, threads: threads) { piece in
      var part = RankCount(scores, drawn, countsPairs: pairs)
      part.count(pieces[piece], weights)
      return part.sums
    }
    let sums = parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }
    let width = scores.columns.count
    let centralWeights = sums.firstWeights.indices.map {
      sums.firstWeights[$0] / sums.rankCounts[$0 / width * count]
    }
    let suited = SuitedRanks(
      scores, drawn, centralWeights, firsts: (0..<count).map { sums.rankCounts[$0 * count] })
    let confirmed = Parallel.map(pieces.count, threads: threads) { suited.firsts(pieces[$0]) }
    self.init(
      ids: scores.ids, criteria: scores.criteria, drawCount: scores.drawCount,
      rankCounts: sums.rankCounts, centralWeights: centralWeights,
      confidence: (0..<count).map { candidate in
        guard let place = suited.candidates.firstIndex(of: candidate) else { return nil }
        let firsts = confirmed.reduce(0) { $0 + $1[place] }
        return Double(firsts) / Double(scores.drawCount)
      }, pairCounts: sums.pairs(count, draws: scores.drawCount))
  }
}
