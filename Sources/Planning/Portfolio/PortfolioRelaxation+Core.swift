extension PortfolioRelaxation: SelectionBound {
  func core(atLeast least: Int, expired: @escaping () -> Bool) -> SelectionCore.Outcome {
    let profits = profits
    var core = model
    fix(&core, profits, least: least)
    if core.isContradictory { return .nothing }
    let (open, capacity, profit) = remainder(core, profits)
    guard capacity >= 0 else { return .nothing }
    let forest = PrecedenceForest(core, open: open, weights: weights, profits: profits)
    let pricing = forest.price(price)
    let ideal = price * capacity + profit + offset + pricing.total
    if ideal < least { return .nothing }
    let choices = ComponentChoices(
      forest, groups: model.groups, price: price,
      worth: ComponentChoices.Worth(
        units: pricing.unitWorth,
        nodes: (0..<forest.count).map { forest.profits[$0] - price * forest.weights[$0] },
        isForced: Array(repeating: false, count: forest.unitNodes.count)),
      loss: ideal - least, most: 100_000, expired: expired
    ) { chosen in chosen.reduce(0) { $0 + forest.weights[$1] } }
    if choices.isCutOff { return .tooMany }
    if choices.isEmpty { return .nothing }
    let fixed = (0..<model.count).filter { core.fates[$0] == .chosen }
    return .core(
      SelectionCore(
        fixed: fixed, choices, capacity: capacity, price: price, profit: profit + offset))
  }

  /// Settles the items whose other fate loses too much.
  private func fix(_ core: inout PortfolioModel, _ profits: [Int], least: Int) {
    for _ in 0..<3 {
      let (open, capacity, profit) = remainder(core, profits)
      guard capacity >= 0 else { return core.set(contradictory: true) }
      let forest = PrecedenceForest(core, open: open, weights: weights, profits: profits)
      let pricing = forest.price(price)
      let slack = price * capacity + profit + offset + pricing.total - least
      if slack < 0 { return core.set(contradictory: true) }
      let (whenChosen, whenOmitted) = forest.losses(pricing)
      var hasFixed = false
      for item in 0..<model.count where core.fates[item] == .open && !open[item] {
        core.set(item, .omitted)
        hasFixed = true
      }
      for (node, item) in forest.items.enumerated() {
        if whenChosen[node] > slack {
          core.set(item, .omitted)
          hasFixed = true
        } else if whenOmitted[node] > slack {
          core.set(item, .chosen)
          hasFixed = true
        }
      }
      if !hasFixed || core.isContradictory { return }
    }
  }
}
