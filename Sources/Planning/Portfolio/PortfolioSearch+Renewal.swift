/// Where looking alone would not end in time, better plans are looked for besides.
extension PortfolioSearch {
  /// Looks and renews in turn: a better plan leaves less to look at, and most of what is proven soon
  /// needs none. How long each turn takes is counted, not measured.
  mutating func alternate(_ relaxation: any SelectionBound, _ prices: [Int]?) {
    for turn in 0... {
      let isLast = turn == Self.turns || !isFar
      let questions = isLast ? Int.max : Self.firstLooks << (4 * turn)
      var isPaused = false
      if turn == 0, !model.hasCare {
        // What a short table does not prove is often a matter of the last units.
        isPaused = deepen(
          relaxation, asking: questions, entries: min(Self.firstEntries, tableEntries))
        if !isProven { closeGap() }
        if isProven { return }
      }
      if !isPaused {
        isPaused = deepen(relaxation, asking: questions, entries: tableEntries)
        if !isPaused { closeParts() }
      }
      if isProven || !isPaused || expired() { return }
      renew(prices: prices)
    }
  }

  /// Begins anew with looking.
  /// - Parameters:
  ///   - questions: so many times it is asked whether to go on.
  ///   - entries: of a table of selections, at most.
  /// - Returns: whether the questions have ended it.
  private mutating func deepen(
    _ relaxation: any SelectionBound, asking questions: Int, entries: Int
  ) -> Bool {
    let isOver = expired
    var left = questions
    expired = {
      left -= 1
      return left < 0 || isOver()
    }
    mostEntries = entries
    (bound, undecided) = (min(relaxed, settled), [])
    deepen(relaxation)
    expired = isOver
    return left < 0
  }

  private static let turns = 1
  private static let firstLooks = 3_000
  private static let firstEntries = 1_000_000

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
