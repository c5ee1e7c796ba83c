/// How many candidates of a kind are chosen is a whole number, where prices grant a fraction.
///
/// A plan holds at most `k` of some candidates, or at least `k + 1`: whatever `k` is, the higher of
/// the bounds of these two parts bounds every plan (branching on a sum of variables: Owen and Mehrotra
/// 2001). In each part the number gets a price of its own, which candidates pay where few are allowed
/// and are paid where many are wanted.
///
/// Where values are the costs less a constant, prices spend all money on the dearest candidates and
/// a fraction of one more. In fact ten of them leave money, and eleven lose the constant once more,
/// whatever they cost; plans as good as these two bounds can be found.
extension PortfolioRelaxation {
  /// Two parts with lower bounds than `self`, the higher one as low as a number makes it; `nil` where
  /// none lowers both.
  /// - Parameter known: what is worth no more is not looked for.
  func parts(beyond known: Int) -> [PortfolioRelaxation]? {
    var best: (bound: Int, parts: [PortfolioRelaxation])?
    for members in kinds() {
      guard let parts = parts(by: members, beyond: known) else { continue }
      let bound = max(known, parts[0].units, parts[1].units)
      if bound < best?.bound ?? units { best = (bound, parts) }
      if let best, units - best.bound >= (units - known) / 4 { break }
    }
    return best?.parts
  }

  /// The bound in whole units.
  var units: Int { bound >> shift }

  /// Candidates whose number may be a fraction: all, and those that are worth more than one of the
  /// few whose fates the prices leave most open.
  private func kinds() -> [[Int]] {
    let possible = (0..<model.count).filter { model.fates[$0] != .omitted }
    let (forest, _, _) = forest()
    let (whenChosen, whenOmitted) = forest.losses(forest.price(price))
    let open = (0..<forest.count)
      .map { (value: model.values[forest.items[$0]], loss: max(whenChosen[$0], whenOmitted[$0])) }
      .sorted { ($0.loss, $0.value) < ($1.loss, $1.value) }
    var thresholds: [Int] = []
    for (value, _) in open.prefix(Self.mostOpen) where !thresholds.contains(value) {
      thresholds.append(value)
    }
    let above = thresholds.map { value in possible.filter { model.values[$0] > value } }
    return [possible] + above.filter { !$0.isEmpty && $0.count < possible.count }
  }

  private static let mostOpen = 4
  /// The number is near that of the best selection at the price.
  private static let mostSteps = 4

  /// At most `k` of the members and at least `k + 1`, both lower than `self`. The more are allowed, the
  /// higher is the bound of the first, the more are wanted, the lower that of the second.
  private func parts(by members: [Int], beyond known: Int) -> [PortfolioRelaxation]? {
    let (forest, capacity, _) = forest()
    guard capacity >= 0 else { return nil }
    let selection = Set(forest.selection(forest.price(price + 1)))
    var number = members.count { selection.contains($0) || model.fates[$0] == .chosen }
    var isRising: Bool?
    for _ in 0..<Self.mostSteps where 0..<members.count ~= number {
      let fewer = adding(Row(members: members, limit: number, isAtLeast: false), enough: known)
      let more = adding(Row(members: members, limit: number + 1, isAtLeast: true), enough: known)
      guard let fewer, let more else { return nil }
      let (isFewerLower, isMoreLower) = (fewer.units < units, more.units < units)
      if isFewerLower, isMoreLower { return [fewer, more] }
      if isFewerLower == isMoreLower || isRising == isMoreLower { return nil }
      isRising = isFewerLower
      number += isFewerLower ? 1 : -1
    }
    return nil
  }

  /// Whether very many selections come as near to the bound as numbers can tell: where there is one that
  /// reaches it, tuning finds it.
  var isTied: Bool {
    let tied = tiedLoss
    return worths.count { abs($0) < tied } >= Self.mostTied
  }

  /// What is no loss, since prices are whole numbers and found to some precision.
  var tiedLoss: Int { bound / 10_000_000 }

  private static let mostTied = 24

  /// What each item alone is worth at the prices.
  var worths: [Int] {
    zip(profits, weights).map { $0 - price * $1 }
  }
}
