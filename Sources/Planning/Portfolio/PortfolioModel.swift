/// A checked problem in numbers: items are indices, money is cents, values are integers.
struct PortfolioModel {
  enum Fate: UInt8 { case open, chosen, omitted }

  let ids: [String]
  private(set) var values: [Int]
  /// Decimal places of `values`.
  private(set) var valueScale: Int
  let costs: [Int]
  let cares: [Int]
  let parents: [[Int]]
  let children: [[Int]]
  /// Items so that what is needed stands first.
  let topological: [Int]
  /// Group of alternatives, −1: none.
  let groups: [Int]
  /// Items of a Themenfeld, and how many of them at least.
  let minimums: [(name: String, members: [Int], minimum: Int)]
  let money: PortfolioMoney
  /// What follows from the forced items and from what no year can pay.
  private(set) var fates: [Fate]
  /// Whether a forced item cannot be chosen.
  private(set) var isContradictory = false

  var count: Int { ids.count }
  var yearCount: Int { money.yearCount }
  var hasCare: Bool { cares.contains { $0 > 0 } && yearCount > 1 }

  /// - Precondition: `problem` has passed ``PortfolioChecks``.
  init(_ problem: PortfolioProblem) {
    // The order in which candidates are listed changes nothing.
    let candidates = problem.candidates.sorted { $0.id < $1.id }
    let index = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($1.id, $0) })
    ids = candidates.map(\.id)
    (values, valueScale) = Self.integers(candidates.map(\.value))
    costs = candidates.map { Int($0.costCents) }
    cares = candidates.map { Int($0.careCents) }
    parents = candidates.map { Set($0.dependsOn.map { index[$0]! }).sorted() }
    var children: [[Int]] = Array(repeating: [], count: candidates.count)
    for (item, needed) in parents.enumerated() {
      for parent in needed { children[parent].append(item) }
    }
    self.children = children
    topological = Self.topological(parents, children)
    var numbers: [String: Int] = [:]
    groups = candidates.map { candidate in
      guard let group = candidate.alternativeGroup else { return -1 }
      if numbers[group] == nil { numbers[group] = numbers.count }
      return numbers[group]!
    }
    minimums = problem.minimums.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { entry in
      (entry.key, candidates.indices.filter { candidates[$0].themenfeld == entry.key }, entry.value)
    }
    money = problem.money
    fates = Array(repeating: .open, count: candidates.count)
    let most = money.greatestLimits.max()!
    for item in candidates.indices where costs[item] > most { set(item, .omitted) }
    for id in problem.forcedOut { set(index[id]!, .omitted) }
    for id in problem.forcedIn { set(index[id]!, .chosen) }
  }

  /// Sets the fate of an item and of all whose fate follows.
  mutating func set(_ item: Int, _ fate: Fate) {
    if fates[item] == fate { return }
    if fates[item] != .open {
      isContradictory = true
      return
    }
    fates[item] = fate
    switch fate {
    case .open: break
    case .omitted: for child in children[item] { set(child, .omitted) }
    case .chosen:
      for parent in parents[item] { set(parent, .chosen) }
      if groups[item] >= 0 {
        for other in fates.indices where other != item && groups[other] == groups[item] {
          set(other, .omitted)
        }
      }
    }
  }

  /// Open items that `fits`, with all that they need.
  func open(_ fits: (Int) -> Bool) -> [Bool] {
    var isOpen = Array(repeating: false, count: count)
    for item in topological {
      isOpen[item] =
        fates[item] == .open && fits(item)
        && parents[item].allSatisfy { isOpen[$0] || fates[$0] == .chosen }
    }
    return isOpen
  }

  private static func topological(_ parents: [[Int]], _ children: [[Int]]) -> [Int] {
    var missing = parents.map(\.count)
    var order = parents.indices.filter { missing[$0] == 0 }
    var next = 0
    while next < order.count {
      for child in children[order[next]] {
        missing[child] -= 1
        if missing[child] == 0 { order.append(child) }
      }
      next += 1
    }
    return order
  }

  mutating func set(contradictory: Bool) { isContradictory = contradictory }

  /// The same rules, where a selection is worth as many as it holds.
  var counting: PortfolioModel {
    var model = self
    (model.values, model.valueScale) = (Array(repeating: 1, count: count), 0)
    return model
  }

  func decimal(_ value: Int) -> ExactDecimal {
    ExactDecimal(digits: Int64(value), scale: valueScale)
  }

  /// A plan's items, each as early as the money allows: of plans that are worth the same, what is
  /// there earlier helps for longer. Care tells years apart: with it a plan stays as it is.
  func advanced(_ plan: [Int]) -> [Int] {
    guard !hasCare else { return plan }
    var plan = plan
    var spent = [Int](repeating: 0, count: yearCount)
    for (item, year) in plan.enumerated() where year >= 0 { spent[year] += costs[item] }
    var isMoving = true
    while isMoving {
      isMoving = false
      for item in topological where plan[item] > 0 {
        let first = parents[item].reduce(0) { max($0, plan[$1]) }
        for year in first..<max(first, plan[item]) {
          var moved = spent
          moved[plan[item]] -= costs[item]
          moved[year] += costs[item]
          guard money.canPay(moved) else { continue }
          (plan[item], spent, isMoving) = (year, moved, true)
          break
        }
      }
    }
    return plan
  }

  func isMeetingMinimums(_ isChosen: (Int) -> Bool) -> Bool {
    minimums.allSatisfy { $0.members.count(where: isChosen) >= $0.minimum }
  }

  /// Decimals on their finest common scale. Where their sum would not leave room for exact bounds
  /// (more than 2^50 of the smallest unit), the scale is coarser and the values are rounded to it.
  private static func integers(_ decimals: [ExactDecimal]) -> ([Int], scale: Int) {
    var scale = decimals.map(\.scale).max() ?? 0
    let total = decimals.reduce(0) { $0 + $1.double.magnitude }
    while scale > 0, total * Double(ExactDecimal.power(scale)) > 0x1p50 { scale -= 1 }
    return (
      decimals.map { decimal in
        if decimal.scale <= scale {
          return Int(decimal.digits * ExactDecimal.power(scale - decimal.scale))
        }
        let unit = ExactDecimal.power(decimal.scale - scale)
        let half = decimal.digits < 0 ? -unit / 2 : unit / 2
        return Int((decimal.digits + half) / unit)
      }, scale
    )
  }
}
