/// A wish → a plan: items in the order of their worth, each in the year wished for or, where that
/// cannot pay it, in another one; then what else fits.
struct YearFiller {
  let model: PortfolioModel

  /// - Parameters:
  ///   - wish: year of each item, −1: none.
  ///   - worth: of each item at the prices of the years.
  /// - Returns: the year of each item, −1: not chosen; `nil` where a forced item has no place.
  func fill(_ wish: [Int], _ worth: [Int]) -> [Int]? {
    var yearOf = Array(repeating: -1, count: model.count)
    var spent = Array(repeating: 0, count: model.yearCount)
    var usedGroups: Set<Int> = []
    func add(_ item: Int) {
      guard yearOf[item] < 0, !usedGroups.contains(model.groups[item]),
        model.parents[item].allSatisfy({ yearOf[$0] >= 0 })
      else { return }
      let first = model.parents[item].reduce(0) { max($0, yearOf[$1]) }
      let wished = max(first, wish[item])
      for year in [wished] + (first..<model.yearCount).filter({ $0 != wished }) {
        let (cost, care) = (model.costs[item], model.cares[item])
        guard model.money.canPay(spent, and: cost, in: year, later: care) else { continue }
        spent[year] += cost
        for later in (year + 1)..<max(year + 1, spent.count) { spent[later] += care }
        yearOf[item] = year
        if model.groups[item] >= 0 { usedGroups.insert(model.groups[item]) }
        return
      }
    }
    let order = (0..<model.count).filter { model.fates[$0] != .omitted }.sorted {
      (worth[$1], $0) < (worth[$0], $1)
    }
    let forced = model.topological.filter { model.fates[$0] == .chosen }
    for item in forced { add(item) }
    guard forced.allSatisfy({ yearOf[$0] >= 0 }) else { return nil }
    for isWished in [true, true, true, false, false] {
      for item in order where isWished ? wish[item] >= 0 : model.values[item] > 0 { add(item) }
    }
    return yearOf
  }
}
