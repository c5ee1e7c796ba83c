/// Better plans near the best one.
extension YearSearch {
  /// Frees some items of the best plan and searches again with all others where they are, as long
  /// as that helps (large neighbourhood search, Shaw 1998).
  mutating func improve(_ open: [YearFate]) {
    var idle = 0
    while idle < 60, let known = best, !expired() {
      var isFree = Array(repeating: false, count: open.count)
      for _ in 0..<min(12, open.count) {
        isFree[Int.random(in: 0..<open.count, using: &random)] = true
      }
      var fates = open
      for (node, item) in forest.items.enumerated() where !isFree[node] {
        fates[node] = YearFate(known.years[item] < 0 ? nil : known.years[item])
      }
      idle += 1
      guard let committed = rules.settle(&fates) else { continue }
      nodesLeft = 300
      visit(fates, committed, prices: root)
      if best!.value > known.value { idle = 0 }
    }
  }

  mutating func evaluate(
    _ prices: [Int], _ fates: [YearFate], _ money: YearPrices
  ) -> (bound: Int, slope: [Int]) {
    years.set(prices, fates)
    let most = money.most(prices)
    var slope = most.spent
    for (node, year) in years.selection() {
      let item = forest.items[node]
      slope[year] -= model.costs[item]
      for later in (year + 1)..<max(year + 1, slope.count) { slope[later] -= model.cares[item] }
    }
    return (most.worth + years.total, slope)
  }

  mutating func visit(_ open: [YearFate], _ known: [Int], prices start: [Int]) {
    var (fates, committed, prices) = (open, known, start)
    var bound = Int.max
    var changed = fates.count
    while changed > 0 {
      // Where little has changed, the prices are good enough.
      let isNew = changed * 20 > fates.count
      guard let found = descend(&prices, fates, committed, steps: isNew ? 15 : 1) else { return }
      if bound == Int.max {
        nodesLeft -= 1
        nodeCount += 1
        if nodesLeft < 0 || expired() { return leave(found) }
        if nodeCount & 7 == 0 || best == nil { offer() }
      }
      bound = found
      let before = fates
      fix(&fates, slack: bound - wanted)
      guard let settled = rules.settle(&fates) else { return }
      committed = settled
      if fates.allSatisfy(\.isDecided) { return take(fates) }
      changed = zip(fates, before).count(where: { $0 != $1 })
    }
    branch(fates, prices, bound)
  }
}
