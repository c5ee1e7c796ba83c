/// What follows from the fates of some items for those of others: dependencies, alternatives,
/// minimums and what the years have left to spend.
struct YearRules {
  let model: PortfolioModel
  let forest: PrecedenceForest
  private let groups: [[Int]]
  private let minimums: [(members: [Int], minimum: Int)]

  init(_ model: PortfolioModel, _ forest: PrecedenceForest) {
    self.model = model
    self.forest = forest
    var members: [Int: [Int]] = [:]
    var nodeOf: [Int: Int] = [:]
    for (node, item) in forest.items.enumerated() {
      nodeOf[item] = node
      if model.groups[item] >= 0 { members[model.groups[item], default: []].append(node) }
    }
    groups = members.sorted { $0.key < $1.key }.map(\.value)
    minimums = model.minimums.map { row in (row.members.compactMap { nodeOf[$0] }, row.minimum) }
  }

  /// Takes away what can't be any more.
  ///
  /// - Returns: what the decided items spend in each year, `nil` for a contradiction.
  func settle(_ fates: inout [YearFate]) -> [Int]? {
    while true {
      let before = fates
      guard settleNeeds(&fates), settleGroups(&fates), let committed = settleMoney(&fates),
        minimums.allSatisfy({ $0.members.count { fates[$0].mayBeIn } >= $0.minimum })
      else { return nil }
      if fates == before { return committed }
    }
  }

  private func settleNeeds(_ fates: inout [YearFate]) -> Bool {
    for node in fates.indices where fates[node].mayBeIn {
      for needed in forest.needs[node] {
        if fates[needed].mayBeIn {
          fates[node].remove(before: fates[needed].firstYear)
        } else {
          fates[node].leaveOut()
        }
      }
      if fates[node].isEmpty { return false }
    }
    for node in fates.indices.reversed() where !fates[node].mayBeOut {
      guard fates[node].mayBeIn else { return false }
      for needed in forest.needs[node] {
        fates[needed].choose()
        fates[needed].remove(after: fates[node].lastYear)
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
    for (node, fate) in fates.enumerated() {
      guard let year = fate.decidedYear else { continue }
      let item = forest.items[node]
      committed[year] += model.costs[item]
      for later in (year + 1)..<max(years, year + 1) { committed[later] += model.cares[item] }
    }
    guard let limits = model.money.limits(spentCents: committed.map { Int64($0) }) else {
      return nil
    }
    let room = (0..<years).map { Int(limits[$0]) - committed[$0] }
    for node in fates.indices where !fates[node].isDecided {
      let item = forest.items[node]
      var leastLater = Int.max
      for year in (0..<years).reversed() {
        if model.costs[item] > room[year] || model.cares[item] > leastLater {
          fates[node].remove(year: year)
        }
        leastLater = min(leastLater, room[year])
      }
      if fates[node].isEmpty { return nil }
    }
    return committed
  }
}
