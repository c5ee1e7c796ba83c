/// The choices of each component with the year of each item, within a loss: what ``YearMeeting``
/// combines.
struct YearChoices {
  typealias Choice = YearLists.Choice

  private(set) var components: [[Choice]] = []
  private(set) var isCutOff = false
  private(set) var isEmpty = false

  private let model: PortfolioModel
  private let years: YearForest
  private let whenChosen: [Int]
  private let whenOmitted: [Int]
  private let most: Int

  private struct Task {
    let unit: Int
    let first: Int
    let next: Int
  }

  private var agenda: [Task] = []
  /// −1: open, −2: out.
  private var yearOf: [Int]
  private var usedGroups: Set<Int> = []
  private var chosen: [Int] = []
  private var found: [Choice] = []
  private var limit = 0

  private var forest: PrecedenceForest { years.forest }
  private static let isOpen = -1
  private static let isOut = -2

  init(
    _ model: PortfolioModel, _ years: YearForest,
    losses: (whenChosen: [Int], whenOmitted: [Int]), limit: Int, most: Int
  ) {
    self.model = model
    self.years = years
    self.most = most
    whenChosen = losses.whenChosen
    whenOmitted = losses.whenOmitted
    yearOf = Array(repeating: Self.isOpen, count: years.forest.count)
    self.limit = limit
    settle()
    for units in unitsByComponent() {
      agenda = []
      found = []
      var head = -1
      var best = 0
      for (unit, first) in units.reversed() {
        agenda.append(Task(unit: unit, first: first, next: head))
        head = agenda.count - 1
        best += years.unitWorth[unit * years.yearCount + first]
      }
      visit(head, worth: 0, bound: best, best: best)
      if isCutOff { return }
      if found.isEmpty {
        isEmpty = true
        return
      }
      components.append(found)
    }
  }

  /// Year in which a node certainly is, where it has no other fate within the loss.
  private var fixedYear: [Int] = []
  private var isGone: [Bool] = []

  private mutating func settle() {
    let count = years.yearCount
    fixedYear = Array(repeating: -1, count: forest.count)
    isGone = Array(repeating: false, count: forest.count)
    for node in 0..<forest.count {
      let possible = (0..<count).filter { whenChosen[node * count + $0] <= limit }
      if possible.isEmpty { isGone[node] = true }
      if possible.count == 1, whenOmitted[node] > limit { fixedYear[node] = possible[0] }
    }
  }

  private func isPossible(_ node: Int, _ year: Int) -> Bool {
    whenChosen[node * years.yearCount + year] <= limit
  }

  private mutating func visit(_ head: Int, worth: Int, bound: Int, best: Int) {
    if isCutOff || worth + bound < best - limit { return }
    guard head >= 0 else {
      finish(loss: best - worth)
      return
    }
    let task = agenda[head]
    let count = years.yearCount
    let rest = bound - years.unitWorth[task.unit * count + task.first]
    let nodes = forest.unitNodes[task.unit]
    for node in nodes { yearOf[node] = Self.isOut }
    for node in nodes where !isGone[node] {
      let group = model.groups[forest.items[node]]
      if group >= 0, usedGroups.contains(group) { continue }
      for year in task.first..<count where isPossible(node, year) && mayStand(node, year) {
        let before = agenda.count
        var head = task.next
        var below = 0
        var settled = 0
        for child in forest.unitsBelow[node] where isLive(child) {
          if fixedYear[node] >= 0 {
            // Decided on its own.
            settled += years.unitWorth[child * count + year]
            continue
          }
          agenda.append(Task(unit: child, first: year, next: head))
          head = agenda.count - 1
          below += years.unitWorth[child * count + year]
        }
        if group >= 0 { usedGroups.insert(group) }
        yearOf[node] = year
        chosen.append(node)
        // Units below that have no fate but "out" within the loss add nothing (or exactly 0).
        visit(
          head, worth: worth + years.own[node * count + year] + settled, bound: rest + below,
          best: best)
        chosen.removeLast()
        yearOf[node] = Self.isOut
        if group >= 0 { usedGroups.remove(group) }
        agenda.removeLast(agenda.count - before)
      }
    }
    if !years.isForced[task.unit] { visit(task.next, worth: worth, bound: rest, best: best) }
    for node in nodes { yearOf[node] = Self.isOpen }
  }

  /// Whether any node of the unit can be chosen within the loss.
  private func isLive(_ unit: Int) -> Bool {
    years.isForced[unit] || forest.unitNodes[unit].contains { !isGone[$0] }
  }

  private func mayStand(_ node: Int, _ year: Int) -> Bool {
    for needed in forest.needs[node] where needed != forest.parent[node] {
      if isGone[needed] || fixedYear[needed] > year { return false }
      if yearOf[needed] == Self.isOut || yearOf[needed] > year { return false }
    }
    return true
  }

  private mutating func finish(loss: Int) {
    for node in chosen {
      for needed in forest.needs[node] {
        let year = fixedYear[needed] >= 0 ? fixedYear[needed] : yearOf[needed]
        if year < 0 || year > yearOf[node] { return }
      }
    }
    if found.count == most {
      isCutOff = true
      return
    }
    var spent = Array(repeating: 0, count: years.yearCount)
    var profit = 0
    for node in chosen {
      let item = forest.items[node]
      profit += forest.profits[node]
      spent[yearOf[node]] += model.costs[item]
      for later in spent.indices where later > yearOf[node] { spent[later] += model.cares[item] }
    }
    found.append(
      Choice(
        loss: loss, profit: profit, spent: spent,
        items: chosen.map { (forest.items[$0], yearOf[$0]) }))
  }

  /// Units whose parent is settled (or that have none), with the first year open to them, grouped
  /// by what hangs together.
  private func unitsByComponent() -> [[(unit: Int, first: Int)]] {
    var leader = Array(0..<forest.count)
    func find(_ node: Int) -> Int {
      var node = node
      while leader[node] != node { node = leader[node] }
      return node
    }
    func join(_ a: Int, _ b: Int) {
      let (a, b) = (find(a), find(b))
      leader[max(a, b)] = min(a, b)
    }
    var memberOf: [Int: Int] = [:]
    for node in 0..<forest.count where !isGone[node] {
      for needed in forest.needs[node] where !isGone[needed] && fixedYear[needed] < 0 {
        join(node, needed)
      }
      let group = model.groups[forest.items[node]]
      guard group >= 0 else { continue }
      if let other = memberOf.updateValue(node, forKey: group) { join(node, other) }
    }
    var units: [Int: [(unit: Int, first: Int)]] = [:]
    for (unit, nodes) in forest.unitNodes.enumerated() where isLive(unit) {
      let parent = forest.unitParent[unit]
      if parent >= 0, isGone[parent] || fixedYear[parent] < 0 { continue }
      for node in nodes.dropFirst() where !isGone[node] && !isGone[nodes[0]] {
        join(nodes[0], node)
      }
      let key = find(nodes.first { !isGone[$0] } ?? nodes[0])
      units[key, default: []].append((unit, parent < 0 ? 0 : fixedYear[parent]))
    }
    return units.sorted { $0.key < $1.key }.map(\.value)
  }
}
