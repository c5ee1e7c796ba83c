import Indicators

/// Distributions, inequality, spread, shares and ranks.
extension StatisticsCase {
  static func normal(_ dice: inout Dice) -> Pair {
    let z = dice.list(20) { $0.between(-36, 36) } + dice.list(20) { $0.between(-3, 3) }
    let p = dice.list(20) { $0.magnitude(1e-300, 0.5) } + dice.list(20) { $0.between(0.001, 0.999) }
    return (
      ["z": z, "p": p],
      [
        "cumulative": z.map(NormalDistribution.cumulative), "tail": z.map(NormalDistribution.tail),
        "quantile": p.map(NormalDistribution.quantile),
      ]
    )
  }

  static func gamma(_ dice: inout Dice) -> Pair {
    // Beyond, scipy cuts its series short far out; `shrunkenRates` has counts that large.
    let shape = dice.list(20) { $0.magnitude(1e-3, 1e5) }
    let x = shape.map { max(0, $0 + dice.between(-5, 8) * max($0, 1).squareRoot()) }
    let p = dice.list(20) { $0.between(1e-6, 1 - 1e-6) }
    return (
      ["shape": shape, "x": x, "p": p],
      [
        "lower": zip(shape, x).map { IncompleteGamma.lower($0, $1) },
        "upper": zip(shape, x).map { IncompleteGamma.upper($0, $1) },
        "quantile": zip(p, shape).map { IncompleteGamma.quantile($0, shape: $1) },
      ]
    )
  }

  static func beta(_ dice: inout Dice) -> Pair {
    let a = dice.list(20) { $0.magnitude(1e-2, 1e6) }
    let b = dice.list(20) { $0.magnitude(1e-2, 1e6) }
    let x = zip(a, b).map { a, b in
      let (sum, mean) = (a + b, a / (a + b))
      let deviation = (mean * (1 - mean) / (sum + 1)).squareRoot()
      return min(1, max(0, mean + dice.between(-5, 5) * deviation))
    }
    let p = dice.list(20) { $0.between(1e-6, 1 - 1e-6) }
    return (
      ["a": a, "b": b, "x": x, "p": p],
      [
        "lower": x.indices.map { IncompleteBeta.lower(x[$0], a[$0], b[$0]) },
        "upper": x.indices.map { IncompleteBeta.upper(x[$0], a[$0], b[$0]) },
        "quantile": x.indices.map { IncompleteBeta.quantile(p[$0], a[$0], b[$0]) },
      ]
    )
  }

  static func tails(_ dice: inout Dice) -> Pair {
    let x = dice.list(20) { $0.magnitude(1e-6, 400) }
    let degrees = dice.list(20) { 1 + $0.below(60) }
    return (
      ["x": x, "degrees": degrees.numbers],
      [
        "chi_square": zip(x, degrees).map { TailProbability.chiSquare($0, degrees: $1) },
        "student": zip(x, degrees).map { TailProbability.student($0, degrees: Double($1)) },
      ]
    )
  }

  static func wilson(_ dice: inout Dice) -> Pair {
    let n = dice.list(20) { $0.magnitude(1, 1e7).rounded() }
    let x = n.map { n in
      [0, n, (dice.between(0, 1) * n).rounded(), (dice.between(0, 1) * n).rounded()][dice.below(4)]
    }
    let intervals = zip(x, n).map { WilsonInterval($0, of: $1) }
    return (
      ["x": x, "n": n], ["low": intervals.map { $0?.low }, "high": intervals.map { $0?.high }]
    )
  }

  static func gini(_ dice: inout Dice) -> Pair {
    let count = dice.below(30)
    let most = [1.0, 3, 1e9][dice.below(3)]
    let values = dice.list(count) { ($0.between(0, 1) * most).rounded() }
    let weights = dice.list(count) { $0.chance(0.2) ? 0 : $0.magnitude(1, 1e6) }
    return (
      ["values": values, "weights": weights],
      [
        "plain": [Gini.coefficient(values)],
        "weighted": [Gini.coefficient(values, weights: weights)],
      ]
    )
  }

  static func spread(_ dice: inout Dice) -> Pair {
    let count = dice.below(40)
    let values = dice.list(count) { $0.between(-1, 1) * $0.magnitude(1e-3, 1e3) }
    let weights = dice.list(count) { Double(1 + $0.below(1000)) }
    // Shares with few binary digits, so that both sides mean the same rank.
    let shares = dice.list(6) { Double(1 + $0.below(64)) / 64 }
    return (
      ["values": values, "weights": weights, "shares": shares],
      [
        "plain": [StandardDeviation.population(values)],
        "weighted": [StandardDeviation.population(values, weights: weights)],
        "quantiles": shares.map { NearestRank.quantile($0, of: values) },
        "weighted_quantiles": shares.map {
          NearestRank.quantile($0, of: values, weights: weights)
        },
      ]
    )
  }

  static func convergence(_ dice: inout Dice) -> Pair {
    let count = 3 + dice.below(42)
    let initial = dice.list(count) { $0.between(0, 1) }
    let growth = initial.map { 0.3 - 0.2 * $0 + dice.between(-0.1, 0.1) }
    let beta = Convergence.beta(initial: initial, growth: growth)
    return (
      ["initial": initial, "growth": growth],
      ["line": [beta?.slope, beta?.intercept, beta?.standardError, beta?.t, beta?.p]]
    )
  }

  static func ranksOfShares(_ dice: inout Dice) -> Pair {
    let trials = dice.list(1 + dice.below(6)) { 1 + Int($0.magnitude(1, 1e5)) }
    let successes = trials.map { $0 * dice.below(11) / 10 }
    let ranks = RankIntervals.shares(successes: successes, trials: trials)
    return (
      ["successes": successes.numbers, "trials": trials.numbers],
      ["first": ranks.map { $0!.lowerBound }.numbers, "last": ranks.map { $0!.upperBound }.numbers]
    )
  }

  static func ranksOfEstimates(_ dice: inout Dice) -> Pair {
    let estimates = dice.list(1 + dice.below(12)) { $0.between(0, 10) }
    let errors = estimates.map { _ in dice.between(0.1, 2) }
    let ranks = RankIntervals.estimates(estimates, standardErrors: errors)
    return (
      ["estimates": estimates, "errors": errors],
      ["first": ranks.map(\.lowerBound).numbers, "last": ranks.map(\.upperBound).numbers]
    )
  }
}
