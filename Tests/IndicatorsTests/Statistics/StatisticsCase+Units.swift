import Indicators

/// Waiting times, and units that are small.
extension StatisticsCase {
  /// Few whole days, so that there are ties; or days and parts of days. Some enter late, some after
  /// their own event.
  private static func waiting(_ dice: inout Dice, _ count: Int) -> [WaitingTime] {
    let isWhole = dice.chance(0.7)
    let events = [0, 0.3, 0.8, 1][dice.below(4)]
    let late = [0, 0, 0.4][dice.below(3)]
    return dice.list(count) {
      let duration = isWhole ? Double($0.below(15)) : $0.between(0, 900)
      let entry = isWhole ? Double($0.below(12)) : $0.between(0, 600)
      return WaitingTime(
        duration: duration, isEvent: $0.chance(events), entry: $0.chance(late) ? entry : nil)
    }
  }

  private static func columns(_ times: [WaitingTime]) -> Numbers {
    [
      "duration": times.map(\.duration), "event": times.map { $0.isEvent ? 1 : 0 },
      "entry": times.map(\.entry),
    ]
  }

  static func kaplanMeier(_ dice: inout Dice) -> Pair {
    let count = [0, 1, 2, 8, 40, 300][dice.below(6)]
    let times = waiting(&dice, count)
    let at = dice.list(5) { $0.chance(0.6) ? Double($0.below(16)) : $0.between(0, 1000) }
    let curve = KaplanMeier(times)
    var input = columns(times)
    (input["at"], input["horizon"]) = (at, at)
    let means = at.map { curve.restrictedMean(upTo: $0) }
    return (
      input,
      [
        "time": curve.steps.map(\.time), "at_risk": curve.steps.map(\.atRisk).numbers,
        "events": curve.steps.map(\.events).numbers, "survival": curve.steps.map(\.survival),
        "variance": curve.steps.map(\.variance), "low": curve.steps.map { $0.band?.lowerBound },
        "high": curve.steps.map { $0.band?.upperBound },
        "median": [curve.median.value, curve.median.low, curve.median.high],
        "at": at.map { curve.survival(at: $0)?.value }, "mean": means.map { $0?.value },
        "error": means.map { $0?.standardError },
      ]
    )
  }

  static func logRank(_ dice: inout Dice) -> Pair {
    let groups = (0..<(1 + dice.below(5))).map { _ in
      waiting(&dice, [0, 1, 5, 20, 80][dice.below(5)])
    }
    let test = LogRank.test(groups)
    var input = columns(groups.flatMap(\.self))
    input["group"] = groups.enumerated().flatMap { group, times in times.map { _ in Double(group) }
    }
    // The judge does not see a group without members.
    let seen = groups.indices.filter { !groups[$0].isEmpty }
    return (
      input,
      [
        "test": [test?.chiSquare, test.map { Double($0.degrees) }, test?.p],
        "observed": test.map { test in seen.map { Double(test.observed[$0]) } } ?? [],
        "expected": test.map { test in seen.map { test.expected[$0] } } ?? [],
      ]
    )
  }

  static func turnbull(_ dice: inout Dice) -> Pair {
    let most = [6, 30, 1000][dice.below(3)]
    let observations = dice.list(1 + dice.below(40)) {
      let low = Double($0.below(most))
      let width = Double([0, 1, 3, $0.below(most)][$0.below(4)])
      return Turnbull.Observation(after: low, upTo: $0.chance(0.2) ? nil : low + width)
    }
    let estimate = Turnbull(observations)!
    let at = dice.list(12) { Double($0.below(most)) + ($0.chance(0.5) ? 0.5 : 0) }
    let bounds = at.map(estimate.survival)
    return (
      ["low": observations.map(\.low), "high": observations.map(\.high), "at": at],
      [
        "low": bounds.map(\.lowerBound), "high": bounds.map(\.upperBound),
        "likelihood": [estimate.meanLogLikelihood],
      ]
    )
  }

  /// Counts between nothing and a million, more or less alike.
  static func shrunkenShares(_ dice: inout Dice) -> Pair {
    let most = [5.0, 300, 2e6][dice.below(3)]
    let spread = [0, 0.05, 0.3, 1][dice.below(4)]
    let mean = [0, 0.03, 0.5, 0.9, 1][dice.below(5)]
    let trials = [1 + dice.below(3)] + dice.list(dice.below(12)) { Int($0.magnitude(1, most)) - 1 }
    let successes = trials.map { n -> Int in
      let share = min(1, max(0, mean + spread * dice.between(-0.5, 0.5)))
      let scatter = dice.between(-2, 2) * (Double(n) * share * (1 - share)).squareRoot()
      return min(n, max(0, Int((Double(n) * share + scatter).rounded())))
    }
    let shrunken = BetaBinomialShrinkage(successes: successes, trials: trials)
    return (
      ["successes": successes.numbers, "trials": trials.numbers], columns(shrunken?.units ?? [])
    )
  }

  static func shrunkenRates(_ dice: inout Dice) -> Pair {
    let mean = dice.magnitude(1e-4, 10)
    let spread = [0, 0.2, 0.9][dice.below(3)]
    let exposures =
      [92] + dice.list(dice.below(12)) { $0.chance(0.1) ? 0 : $0.magnitude(90, 6e5).rounded() }
    let events = exposures.map { exposure -> Int in
      let wanted = exposure * mean * (1 + spread * dice.between(-1, 1))
      return max(0, Int((wanted + dice.between(-2, 2) * wanted.squareRoot()).rounded()))
    }
    let shrunken = PoissonGammaShrinkage(events: events, exposures: exposures)
    return (
      ["events": events.numbers, "exposures": exposures, "scale": [1000]],
      columns(shrunken?.units ?? [])
    )
  }

  private static func columns(_ units: [ShrunkenValue]) -> Numbers {
    [
      "raw": units.map(\.raw), "value": units.map(\.value), "low": units.map(\.low),
      "high": units.map(\.high),
    ]
  }
}
