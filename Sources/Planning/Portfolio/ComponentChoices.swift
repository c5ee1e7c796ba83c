/// Items tied by dependencies or alternatives are decided together: a component becomes a list of
/// choices (closed selections with at most one alternative of each group) within a loss.
struct ComponentChoices {
  struct Choice {
    let weight: Int
    let profit: Int
    let items: [Int]
  }

  /// Of each component with at least one choice to make.
  private(set) var components: [[Choice]] = []
  /// Whether a component had more choices than there is room for.
  private(set) var isCutOff = false
  /// Whether a component has no choice within the loss.
  private(set) var isEmpty = false

  /// What is chosen at the prices, for the bound.
  struct Worth {
    /// Of each unit, with the best below it.
    let units: [Int]
    /// Of each node alone, at most.
    let nodes: [Int]
    /// Whether a node of the unit has to be chosen.
    let isForced: [Bool]
  }

  private let forest: PrecedenceForest
  private let groups: [Int]
  private let worth: Worth
  private let weigh: ([Int]) -> Int?
  private let price: Int
  private let most: Int
  private let expired: () -> Bool

  // While one component is enumerated:
  private var agenda: [(unit: Int, next: Int)] = []
  private var fate: [UInt8]
  private var isGroupUsed: Set<Int> = []
  private var chosen: [Int] = []
  private var found: [Choice] = []
  private var steps = 0

  /// - Parameters:
  ///   - price: of a unit of weight.
  ///   - weigh: the weight of nodes that are chosen together, each after its parent; `nil`: they
  ///     cannot be.
  ///   - loss: choices that lose more than this against the best of their component are left out.
  ///   - most: choices of a component.
  init(
    _ forest: PrecedenceForest, groups: [Int], price: Int, worth: Worth,
    loss: Int, most: Int, expired: @escaping () -> Bool, weigh: @escaping ([Int]) -> Int?
  ) {
    self.forest = forest
    self.groups = forest.items.map { groups[$0] }
    self.price = price
    self.worth = worth
    self.weigh = weigh
    self.most = most
    self.expired = expired
    fate = Array(repeating: Self.open, count: forest.count)
    for units in unitsByComponent() {
      agenda = []
      var head = -1
      var best = 0
      for unit in units.reversed() {
        agenda.append((unit, head))
        head = agenda.count - 1
        best += worth.units[unit]
      }
      found = []
      isGroupUsed = []
      visit(head, profit: 0, worth: 0, bound: best, atLeast: best - loss)
      if isCutOff { return }
      if found.isEmpty { isEmpty = true }
      components.append(found)
    }
  }

  private static let open: UInt8 = 0
  private static let isIn: UInt8 = 1
  private static let isOut: UInt8 = 2

  /// - Parameter bound: the most that the units on the agenda can still be worth.
  private mutating func visit(
    _ head: Int, profit: Int, worth soFar: Int, bound: Int, atLeast: Int
  ) {
    if isCutOff || soFar + bound < atLeast { return }
    steps += 1
    if steps & 0xFFFF == 0, expired() { isCutOff = true }
    guard head >= 0 else {
      guard chosen.allSatisfy({ forest.needs[$0].allSatisfy { fate[$0] == Self.isIn } }),
        let weight = weigh(chosen), profit - price * weight >= atLeast
      else { return }
      if found.count == most { isCutOff = true }
      found.append(
        Choice(weight: weight, profit: profit, items: chosen.map { forest.items[$0] }))
      return
    }
    let (unit, next) = agenda[head]
    let rest = bound - worth.units[unit]
    let nodes = forest.unitNodes[unit]
    for node in nodes { fate[node] = Self.isOut }
    for node in nodes where mayChoose(node) {
      let before = agenda.count
      var below = next
      var belowWorth = 0
      for child in forest.unitsBelow[node] {
        agenda.append((child, below))
        below = agenda.count - 1
        belowWorth += worth.units[child]
      }
      let group = groups[node]
      if group >= 0 { isGroupUsed.insert(group) }
      fate[node] = Self.isIn
      chosen.append(node)
      visit(
        below, profit: profit + forest.profits[node], worth: soFar + worth.nodes[node],
        bound: rest + belowWorth, atLeast: atLeast)
      chosen.removeLast()
      fate[node] = Self.isOut
      if group >= 0 { isGroupUsed.remove(group) }
      agenda.removeLast(agenda.count - before)
    }
    if !worth.isForced[unit] {
      visit(next, profit: profit, worth: soFar, bound: rest, atLeast: atLeast)
    }
    for node in nodes { fate[node] = Self.open }
  }

  private func mayChoose(_ node: Int) -> Bool {
    if groups[node] >= 0, isGroupUsed.contains(groups[node]) { return false }
    for needed in forest.needs[node] where needed != forest.parent[node] {
      // Out is also what hangs below something that is out.
      var above = needed
      while above >= 0 {
        if fate[above] == Self.isOut { return false }
        above = forest.parent[above]
      }
    }
    return true
  }

  /// Root units, grouped by what hangs together.
  private func unitsByComponent() -> [[Int]] {
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
    for node in 0..<forest.count {
      for needed in forest.needs[node] { join(node, needed) }
      guard groups[node] >= 0 else { continue }
      if let other = memberOf.updateValue(node, forKey: groups[node]) { join(node, other) }
    }
    var units: [Int: [Int]] = [:]
    for unit in forest.rootUnits {
      units[find(forest.unitNodes[unit][0]), default: []].append(unit)
    }
    return units.sorted { $0.key < $1.key }.map(\.value)
  }
}
