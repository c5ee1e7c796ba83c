/// Good plans to begin with: what beats them is all that has to be looked at.
extension PortfolioSearch {
  /// A first selection: the best at the price at which it takes `share` thousandths of the
  /// capacity, made valid, then filled up with what is worth most for its weight.
  func greedy(_ relaxation: PortfolioRelaxation, share: Int) -> [Int] {
    let profits = relaxation.profits
    let full = relaxation.remainder(model, profits).capacity
    guard full >= 0 else { return [] }
    let capacity = full / 1000 * share
    let open = model.open { relaxation.weights[$0] <= capacity }
    let forest = PrecedenceForest(
      model, open: open, weights: relaxation.weights, profits: profits)
    var room = capacity
    var isIn = model.fates.map { $0 == .chosen }
    var usedGroups = Set((0..<model.count).filter { isIn[$0] }.map { model.groups[$0] })
    usedGroups.remove(-1)
    func add(_ item: Int) {
      guard !isIn[item], relaxation.weights[item] <= room,
        !usedGroups.contains(model.groups[item]), model.parents[item].allSatisfy({ isIn[$0] })
      else { return }
      isIn[item] = true
      room -= relaxation.weights[item]
      if model.groups[item] >= 0 { usedGroups.insert(model.groups[item]) }
    }
    let best = forest.bestPrice(capacity: capacity)
    for item in forest.selection(forest.price(best.price)) { add(item) }
    let rest = forest.items.filter { profits[$0] > 0 }.sorted {
      Double(profits[$0]) * Double(relaxation.weights[$1])
        > Double(profits[$1]) * Double(relaxation.weights[$0])
    }
    for item in rest { add(item) }
    return (0..<model.count).filter { isIn[$0] }
  }

  /// Splits a closed selection; keeps it if it is the best so far.
  mutating func offer(_ items: [Int], steps: Int, isClose: Bool = false) {
    let value = items.reduce(0) { $0 + model.values[$1] }
    if let best, value <= best.value { return }
    let members = Set(items)
    guard model.isMeetingMinimums({ members.contains($0) }) else { return }
    switch split.split(items, steps: steps, isClose: isClose, expired: expired) {
    case .impossible: return
    case .unknown: undecided.append((value, items))
    case .years(let years):
      var yearOf = Array(repeating: -1, count: model.count)
      for (item, year) in zip(items, years) { yearOf[item] = year }
      best = (value, yearOf)
    }
  }
}
