/// Empirical-Bayes shares: each unit's share is drawn to that of all, by as much as chance alone
/// makes shares of its size scatter (Griffiths 1973; Clayton & Kaldor 1987 for the idea).
///
/// Unit i has `x` of `n`, its true share comes from Beta(π/θ, (1 − π)/θ) with the mean π and the
/// dispersion θ; both are found by marginal maximum likelihood (the first maximum of the profile
/// from θ = 0 on). The posterior is Beta(π/θ + x, (1 − π)/θ + n − x), its mean
/// `(π + θx)/(1 + θn)`. At θ = 0 all units have the pooled share Σx/Σn, with its Wilson interval.
public struct BetaBinomialShrinkage: Sendable {
  /// π, 0…1.
  public let mean: Double
  /// θ ≥ 0; 0: the shares differ no more than by chance. Capped at 100,000, where units are all or
  /// nothing.
  public let dispersion: Double
  /// In the order of the units given; shares 0…1.
  public let units: [ShrunkenValue]

  /// - Parameters:
  ///   - successes: of each unit.
  ///   - trials: of each unit, in the same order.
  /// - Returns: `nil` where no unit has a trial.
  /// - Precondition: 0 ≤ successes ≤ trials.
  public init?(successes: [Int], trials: [Int]) {
    precondition(
      successes.count == trials.count && zip(successes, trials).allSatisfy { 0 <= $0 && $0 <= $1 },
      "successes have to be between 0 and the trials of their unit")
    let (hits, all) = (successes.reduce(0, +), trials.reduce(0, +))
    guard all > 0 else { return nil }
    let misses = zip(trials, successes).map { $0 - $1 }
    let sums = (hits: CountSums(successes), misses: CountSums(misses), all: CountSums(trials))
    let pooled = Double(hits) / Double(all)
    if hits == 0 || hits == all {
      (mean, dispersion) = (pooled, 0)
    } else {
      (mean, dispersion) = Dispersion.mostLikely { theta in
        theta == 0
          ? pooled
          : RootSearch.rising(from: 0, to: 1, guess: pooled) { mean in
            let (hit, miss) = (sums.hits.inverse(mean, theta), sums.misses.inverse(1 - mean, theta))
            return (miss.sum - hit.sum, hit.squares + miss.squares)
          }
      } slope: { mean, theta in
        sums.hits.weighted(mean, theta) + sums.misses.weighted(1 - mean, theta)
          - sums.all.weighted(1, theta)
      }
    }
    let (mean, theta) = (mean, dispersion)
    let interval = WilsonInterval(Double(hits), of: Double(all))!
    units = zip(successes, trials).map { x, n in
      let raw = n > 0 ? Double(x) / Double(n) : nil
      guard theta > 0 else {
        return ShrunkenValue(raw: raw, value: pooled, low: interval.low, high: interval.high)
      }
      let (a, b) = (mean / theta + Double(x), (1 - mean) / theta + Double(n - x))
      return ShrunkenValue(
        raw: raw, value: (mean + theta * Double(x)) / (1 + theta * Double(n)),
        low: IncompleteBeta.quantile(0.025, a, b), high: IncompleteBeta.quantile(0.975, a, b))
    }
  }
}
