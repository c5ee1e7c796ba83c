extension PlanRenewal {
  /// Lets two or three years exchange loose items with each other and with what is not chosen.
  mutating func exchange() {
    let years = (0..<model.yearCount).shuffled(using: &random).prefix(2 + number(2))
    var found: [YearExchange.Item] = []
    var isTied: Set<Int> = []
    var groups: Set<Int> = []
    let order = (0..<model.count).shuffled(using: &random)
    for isChosen in [true, false] {
      for item in order where found.count < Self.exchanged {
        let (year, group) = (state.years[item], model.groups[item])
        guard isChosen ? years.contains(year) : year < 0, model.fates[item] == .open,
          !isTied.contains(item), group < 0 || !groups.contains(group),
          isChosen || group < 0 || !members[group].contains(where: { state.years[$0] >= 0 }),
          model.parents[item].allSatisfy({ state.years[$0] >= 0 })
        else { continue }
        let first = model.parents[item].reduce(0) { max($0, state.years[$1]) }
        let below = model.children[item].map { state.years[$0] }.filter { $0 >= 0 }
        let last = below.min() ?? model.yearCount - 1
        let open = years.filter { first...max(first, last) ~= $0 }
        if open.isEmpty { continue }
        found.append(
          YearExchange.Item(
            item: item, value: model.values[item], cost: model.costs[item],
            care: model.cares[item], years: open, mayBeOut: below.isEmpty))
        isTied.formUnion(model.parents[item])
        isTied.formUnion(model.children[item])
        if group >= 0 { groups.insert(group) }
      }
    }
    found.sort {
      Double($0.value) * Double(max(1, $1.cost)) > Double($1.value) * Double(max(1, $0.cost))
    }
    let before = state
    for entry in found where state.years[entry.item] >= 0 {
      change(entry.item, state.years[entry.item], -1)
    }
    let search = YearExchange(
      model.money, found, spent: state.spent, beating: before.value - state.value,
      steps: Self.exchangeSteps)
    guard let best = search.best else {
      state = before
      return
    }
    for (entry, year) in zip(found, best) where year >= 0 { put(entry.item, year) }
  }

  private static let exchanged = 13
  private static let exchangeSteps = 20_000
}
