/// The open items as a forest: each keeps one of the items it needs as its parent, so that the best
/// closed selection at a price per cent is found in one pass. What the forest leaves out (further
/// dependencies, alternatives under different parents) is relaxed in the bound and kept by
/// ``ComponentChoices``.
///
/// Nodes are numbered so that parents stand before children. Alternatives with the same parent form
/// one *unit*, of which at most one is chosen; every other node is a unit of its own.
struct PrecedenceForest {
  /// Item of each node.
  let items: [Int]
  /// −1: a root.
  let parent: [Int]
  let unit: [Int]
  /// Parent of each unit's nodes, −1: roots.
  let unitParent: [Int]
  let unitNodes: [[Int]]
  /// Units below each node.
  let unitsBelow: [[Int]]
  let rootUnits: [Int]
  /// All open items that a node needs, as nodes.
  let needs: [[Int]]
  let weights: [Int]
  /// Value of each node, scaled.
  var profits: [Int]

  var count: Int { items.count }

  /// - Parameter isTied: whether what an item needs still matters to it.
  init(
    _ model: PortfolioModel, open: [Bool], weights: [Int], profits: [Int],
    isTied: (_ item: Int, _ needed: Int) -> Bool = { _, _ in true }
  ) {
    let needed = (0..<model.count).map { item in
      open[item] ? model.parents[item].filter { open[$0] && isTied(item, $0) } : []
    }
    var depth = Array(repeating: -1, count: model.count)
    var mother = Array(repeating: -1, count: model.count)
    for item in model.topological where open[item] {
      depth[item] = 0
      for needed in needed[item] where depth[needed] >= depth[item] {
        depth[item] = depth[needed] + 1
        mother[item] = needed
      }
    }
    let order = (0..<model.count).filter { open[$0] }.sorted { (depth[$0], $0) < (depth[$1], $1) }
    var node = Array(repeating: -1, count: model.count)
    for (position, item) in order.enumerated() { node[item] = position }
    items = order
    parent = order.map { mother[$0] < 0 ? -1 : node[mother[$0]] }
    needs = order.map { needed[$0].map { node[$0] } }
    self.weights = order.map { weights[$0] }
    self.profits = order.map { profits[$0] }

    struct Key: Hashable {
      let parent: Int
      let group: Int
    }
    var numbers: [Key: Int] = [:]
    var unit: [Int] = []
    var unitNodes: [[Int]] = []
    var unitParent: [Int] = []
    for (position, item) in order.enumerated() {
      let key = Key(parent: parent[position], group: model.groups[item])
      if key.group >= 0, let known = numbers[key] {
        unit.append(known)
        unitNodes[known].append(position)
        continue
      }
      if key.group >= 0 { numbers[key] = unitNodes.count }
      unit.append(unitNodes.count)
      unitNodes.append([position])
      unitParent.append(parent[position])
    }
    self.unit = unit
    self.unitNodes = unitNodes
    self.unitParent = unitParent
    var below: [[Int]] = Array(repeating: [], count: order.count)
    var roots: [Int] = []
    for (number, parent) in unitParent.enumerated() {
      if parent < 0 { roots.append(number) } else { below[parent].append(number) }
    }
    unitsBelow = below
    rootUnits = roots
  }
}

extension PrecedenceForest {
  /// The best selection at a price per unit of weight, all relaxations granted.
  struct Pricing {
    /// Worth of each node with the best below it, if it is chosen.
    var worth: [Int]
    /// max(0, best of the unit's nodes).
    var unitWorth: [Int]
    /// Weight of the best selection in each unit; of equally good ones the lightest.
    var unitWeight: [Int]
    var total = 0
    var weight = 0
  }

  func price(_ price: Int) -> Pricing {
    var result = Pricing(
      worth: Array(repeating: 0, count: count),
      unitWorth: Array(repeating: 0, count: unitNodes.count),
      unitWeight: Array(repeating: 0, count: unitNodes.count))
    var below = Array(repeating: 0, count: count)
    var belowWeight = below
    for node in stride(from: count - 1, through: 0, by: -1) {
      let worth = profits[node] - price * weights[node] + below[node]
      let weight = weights[node] + belowWeight[node]
      result.worth[node] = worth
      let unit = unit[node]
      let best = result.unitWorth[unit]
      guard worth > best || (worth == best && best > 0 && weight < result.unitWeight[unit]) else {
        if unitNodes[unit][0] == node { pass(unit) }
        continue
      }
      result.unitWorth[unit] = worth
      result.unitWeight[unit] = weight
      if unitNodes[unit][0] == node { pass(unit) }
    }
    return result

    // The first node of a unit is the last one visited: the unit is complete.
    func pass(_ unit: Int) {
      let parent = unitParent[unit]
      if parent >= 0 {
        below[parent] += result.unitWorth[unit]
        belowWeight[parent] += result.unitWeight[unit]
      } else {
        result.total += result.unitWorth[unit]
        result.weight += result.unitWeight[unit]
      }
    }
  }

  /// What it costs at least, in bound, to choose (`whenChosen`) or omit (`whenOmitted`) each node.
  func losses(_ pricing: Pricing) -> (whenChosen: [Int], whenOmitted: [Int]) {
    var whenChosen = Array(repeating: 0, count: count)
    var whenOmitted = whenChosen
    for node in 0..<count {
      let unit = unit[node]
      let others = unitNodes[unit].reduce(0) {
        $1 == node ? $0 : max($0, pricing.worth[$1])
      }
      let parent = parent[node]
      let path = parent < 0 ? 0 : whenChosen[parent]
      whenChosen[node] = path + pricing.unitWorth[unit] - pricing.worth[node]
      let direct = path + pricing.unitWorth[unit] - others
      whenOmitted[node] = parent < 0 ? direct : min(whenOmitted[parent], direct)
    }
    return (whenChosen, whenOmitted)
  }

  /// The price (≥ 0) at which capacity · price + best total is smallest: the bound of the relaxation.
  ///
  /// - Returns: a price whose best selection fits into `capacity` (or 0), and the bound.
  func bestPrice(capacity: Int) -> (price: Int, bound: Int) {
    let free = price(0)
    if free.weight <= capacity { return (0, free.total) }
    // At price p the bound is at least p · capacity, and it is at most that of price 0.
    var low = 0
    var high = free.total / max(1, capacity) + 1
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if price(middle).weight > capacity { low = middle } else { high = middle }
    }
    let bounds = [low, high].map { $0 * capacity + price($0).total }
    return bounds[0] < bounds[1] ? (low, bounds[0]) : (high, bounds[1])
  }
}
