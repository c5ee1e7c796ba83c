import Planning

/// The plain twin of the rank counts: every pair of candidates in every draw.
struct PlainRanking {
  var rankShares: [[Double]]
  var preferred: [[Double]]
  var centralWeights: [[Double]?]

  init(_ scores: CriteriaScores, _ weights: WeightDraws) {
    let count = scores.ids.count
    let width = weights.criteria.count
    rankShares = Array(repeating: Array(repeating: 0, count: count), count: count)
    preferred = rankShares
    var firstWeights = Array(repeating: Array(repeating: 0.0, count: width), count: count)
    for draw in 0..<weights.count {
      let columns = scores.scores(draw: draw)
      let drawn = Array(weights.values[draw * width..<(draw + 1) * width])
      let total = (0..<count).map { candidate in
        (0..<width).reduce(0.0) { $0 + drawn[$1] * columns[$1][candidate] }
      }
      for candidate in 0..<count {
        let better = total.count { $0 > total[candidate] }
        let equal = total.count { $0 == total[candidate] }
        for rank in better..<better + equal {
          rankShares[candidate][rank] += 1 / Double(equal) / Double(weights.count)
        }
        if better == 0 {
          for column in 0..<width {
            firstWeights[candidate][column] += drawn[column] / Double(equal)
          }
        }
        for other in 0..<count {
          let won = total[candidate] > total[other] ? 1 : total[candidate] == total[other] ? 0.5 : 0
          preferred[candidate][other] += won / Double(weights.count)
        }
      }
    }
    let shares = rankShares
    centralWeights = (0..<count).map { candidate in
      let draws = shares[candidate][0] * Double(weights.count)
      return draws > 0 ? firstWeights[candidate].map { $0 / draws } : nil
    }
  }
}
