/// The last units between the best plan and the bound.
extension PortfolioSearch {
  /// Lowers the bound as far as prices can, looks for plans that are worth as much, and at last at
  /// all selections that are left.
  mutating func closeGap() {
    let number = greatestNumber()
    guard number > 0 else { return }
    // What looking has left undecided is not below the bound.
    bound = min(relaxed, settled, max(bound, undecided.map(\.value).max() ?? .min))
    let full = most(upTo: number)
    settle(at: full.units)
    if !isReached {
      let sharp = full.sharpened()
      settle(at: sharp.units)
      // What is tied is a matter of the last units first, what is not may be one of numbers.
      if !sharp.isTied { closeParts(of: sharp, isTrial: true) }
      if !isReached {
        tune(sharp, asFarAs: bound)
        lookClosely(sharp)
      }
      if !isReached { settle(number) }
      if !isReached, sharp.isTied { closeParts(of: sharp, isTrial: true) }
      whole = sharp
    }
    if isReached { (isProven, undecided) = (true, []) }
  }

  /// What tables have not proven, by parts.
  mutating func closeParts() {
    guard !isProven, let whole else { return }
    closeParts(of: whole, isTrial: false)
    if isReached { (isProven, undecided) = (true, []) }
  }

  /// Whether the best plan is worth as much as any can be.
  var isReached: Bool { best.map { $0.value >= bound } ?? false }

  /// Looks for plans that are worth as much as the bound, or nearly so; from these as well.
  mutating func tune(
    _ sharp: PortfolioRelaxation, of whole: PortfolioRelaxation? = nil, asFarAs bound: Int
  ) {
    for (turn, missing) in [0, 1, 2, 0].enumerated() {
      for attempt in 0..<Self.attempts where !expired() {
        if let best, best.value >= bound - missing { break }
        tune(sharp, of: whole, to: bound - missing, seed: UInt64(turn * Self.attempts + attempt))
      }
    }
  }

  private mutating func tune(
    _ sharp: PortfolioRelaxation, of whole: PortfolioRelaxation?, to target: Int, seed: UInt64
  ) {
    let known = best.map { best in best.years.indices.filter { best.years[$0] >= 0 } }
    for base in [known, whole?.closedSelection, sharp.closedSelection] {
      guard let base else { continue }
      var tuning = SelectionTuning(sharp, of: whole, base: base, seed: seed)
      var offers = 0
      tuning.forEach(worth: target) {
        offer($0, steps: 2_000, isClose: true)
        offers += 1
        return offers < Self.mostOffers && target > best?.value ?? .min && !expired()
      }
      if let best, best.value >= target { return }
    }
  }

  private static let attempts = 4
  private static let mostOffers = 30

  /// Looks at all selections that are worth more than the best plan, if they are few.
  private mutating func lookClosely(_ sharp: PortfolioRelaxation) {
    while let known = best?.value, known < bound, known + Self.nearly >= bound, sharp.price > 0 {
      let least = bound << sharp.shift
      switch sharp.core(atLeast: least, expired: expired) {
      case .tooMany: return
      case .nothing: break
      case .core(let core):
        let before = undecided.count
        if !look(at: core, least: least) || undecided.count > before { return }
      }
      if best?.value ?? .min < bound { settle(at: bound - 1) }
    }
  }

  private static let nearly = 3

  /// - Returns: whether all selections of the core were looked at that reach the bound.
  private mutating func look(at core: SelectionCore, least: Int) -> Bool {
    guard core.capacity >= 0 else { return true }
    var ideal = core.price * core.capacity + core.profit
    let components = core.components.map { choices -> [SelectionHalves.Choice] in
      let worths = choices.map { $0.profit - core.price * $0.weight }
      let best = worths.max() ?? 0
      ideal += best
      return zip(choices, worths).map { choice, worth in
        SelectionHalves.Choice(
          weight: choice.weight, value: choice.items.reduce(0) { $0 + model.values[$1] },
          loss: best - worth, items: choice.items)
      }
    }
    let halves = SelectionHalves(components, allowed: ideal - least, most: 1 << 18)
    guard halves.leftOut.isEmpty else { return false }
    let target = bound
    let rules = SelectionHalves.Rules(
      capacity: core.capacity, price: core.price, allowed: ideal - least,
      value: core.fixed.reduce(target) { $0 - model.values[$1] }, most: 1 << 22)
    let isDone = halves.forEach(rules) {
      offer(core.fixed + $0, steps: 200_000, isClose: true)
      return target > best?.value ?? .min && !expired()
    }
    return isDone || target <= best?.value ?? .min
  }
}
