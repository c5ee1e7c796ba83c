/// What follows from the fates of some items for those of others: dependencies, alternatives,
/// minimums and what the years have left to spend.
struct YearRules {
  let model: PortfolioModel
  private let groups: [[Int]]

  init(_ model: PortfolioModel) {
    self.model = model
    var members: [Int: [Int]] = [:]
    for (item, group) in model.groups.enumerated() where group >= 0 {
      members[group, default: []].append(item)
    }
    groups = members.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Takes away what can't be any more.
  ///
  /// - Parameter fates: of each item.
  /// - Returns: what the decided items spend in each year, `nil` for a contradiction.
  func settle(_ fates: inout [YearFate]) -> [Int]? {
    while true {
      let before = fates
      guard settleNeeds(&fates), settleGroups(&fates), let committed = settleMoney(&fates),
        model.minimums.allSatisfy({ $0.members.count { fates[$0].mayBeIn } >= $0.minimum })
      else { return nil }
      if fates == before { return committed }
    }
  }

  private func settleNeeds(_ fates: inout [YearFate]) -> Bool {
    for item in model.topological where fates[item].mayBeIn {
      for needed in model.parents[item] {
        if fates[needed].mayBeIn {
          fates[item].remove(before: fates[needed].firstYear)
        } else {
          fates[item].leaveOut()
        }
      }
      if fates[item].isEmpty { return false }
    }
    for item in model.topological.reversed() where !fates[item].mayBeOut {
      guard fates[item].mayBeIn else { return false }
      for needed in model.parents[item] {
        fates[needed].choose()
        fates[needed].remove(after: fates[item].lastYear)
        if fates[needed].isEmpty { return false }
      }
    }
    return true
  }

  private func settleGroups(_ fates: inout [YearFate]) -> Bool {
    for members in groups {
      guard let chosen = members.first(where: { !fates[$0].mayBeOut }) else { continue }
      for other in members where other != chosen {
        fates[other].leaveOut()
        if fates[other].isEmpty { return false }
      }
    }
    return true
  }

  /// Limits only fall when more is spent: what does not fit beside the decided items never fits.
  private func settleMoney(_ fates: inout [YearFate]) -> [Int]? {
    let years = model.yearCount
    var committed = Array(repeating: 0, count: years)
    for (item, fate) in fates.enumerated() {
      guard let year = fate.decidedYear else { continue }
      committed[year] += model.costs[item]
      for later in (year + 1)..<max(years, year + 1) { committed[later] += model.cares[item] }
    }
    guard let limits = model.money.limits(spent: committed) else {
      return nil
    }
    let room = (0..<years).map { limits[$0] - committed[$0] }
    for item in fates.indices where !fates[item].isDecided {
      var leastLater = Int.max
      for year in (0..<years).reversed() {
        if model.costs[item] > room[year] || model.cares[item] > leastLater {
          fates[item].remove(year: year)
        }
        leastLater = min(leastLater, room[year])
      }
      if fates[item].isEmpty { return nil }
    }
    return committed
  }
}
