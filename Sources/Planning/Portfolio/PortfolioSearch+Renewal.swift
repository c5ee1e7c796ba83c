/// Where looking alone would not end in time, better plans are looked for besides.
extension PortfolioSearch {
  /// Looks and renews in turn: a better plan leaves less to look at, and most of what is proven soon
  /// needs none. How long each turn takes is counted, not measured.
  mutating func alternate(_ relaxation: any SelectionBound, _ prices: [Int]?) {
    let isOver = expired
    for turn in 0... {
      let isLast = turn == Self.turns || !isFar
      (bound, undecided) = (relaxed, [])
      var left = isLast ? Int.max : Self.firstLooks << (4 * turn)
      expired = {
        left -= 1
        return left < 0 || isOver()
      }
      deepen(relaxation)
      let isPaused = left < 0
      expired = isOver
      if isProven || !isPaused || isOver() { return }
      renew(prices: prices)
    }
  }

  private static let turns = 1
  private static let firstLooks = 3_000

  /// Whether better plans are worth some time: what they beat need not be looked at.
  var isFar: Bool {
    best.map { bound - $0.value > bound.magnitude / 1000 } ?? true
  }

  /// Better plans from the best one, at several heats, until many runs on end have found none.
  mutating func renew(prices: [Int]?) {
    var run = 0
    var last = 0
    while run < max(Self.heats.count, 2 * last), run < Self.mostRuns, !expired() {
      let before = best?.value
      renew(
        prices: prices, seed: nextSeed, heat: Self.heats[run % Self.heats.count],
        steps: renewalSteps)
      nextSeed += 1
      run += 1
      if best?.value != before { last = run }
    }
  }

  /// A short run, before anything has been looked at.
  mutating func renewQuickly(_ prices: [Int]?) {
    renew(prices: prices, seed: 11, heat: 0.01, steps: renewalSteps / 8)
  }

  /// Large steps find their way where a year holds few items, small ones where it holds many.
  private static let heats = [1, 0.1, 0.5, 0.01, 1, 0.05]
  private static let mostRuns = 40

  /// A few items are soon looked at one and all; a step takes longer the more there are.
  private var renewalSteps: Int {
    let count = max(1, min(model.count, 500))
    return min(2_000_000 / count, count * count * count)
  }

  private mutating func renew(prices: [Int]?, seed: UInt64, heat: Double, steps: Int) {
    var renewal = PlanRenewal(model, prices: prices, seed: seed)
    let plan = renewal.improve(best, steps: steps, heat: heat, expired: expired)
    if let plan { best = plan }
  }
}
