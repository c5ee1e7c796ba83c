/// A selection → better ones by other fates of some loose items, those that lose least by either.
///
/// Where many items lose hardly anything, very many selections are worth as much as the bound
/// allows, and nearly all of them are too many to list. But a few dozen items have enough subsets
/// to fill all money to the cent (a core of few items: Pisinger 1997). Proves nothing.
struct SelectionTuning {
  private let relaxation: PortfolioRelaxation
  private let model: PortfolioModel
  private let worths: [Int]
  private let isIn: [Bool]
  /// Places of the items by what the whole would lose by their other fate, those first that it wants
  /// otherwise; `nil`: where the whole is the relaxation itself.
  private let ranks: [Int]?
  /// Of the items that lose nothing in a part, how many quarters are taken as the whole wants them.
  private let quarters: Int
  private var random: SplitMix

  /// - Parameters:
  ///   - whole: what `relaxation` is a part of.
  ///   - base: a closed selection.
  ///   - seed: of equally good items another one takes others.
  init(
    _ relaxation: PortfolioRelaxation, of whole: PortfolioRelaxation? = nil, base: [Int],
    seed: UInt64
  ) {
    self.relaxation = relaxation
    model = relaxation.model
    worths = relaxation.worths
    quarters = 4 - Int(seed % 4)
    var isIn = Array(repeating: false, count: relaxation.model.count)
    for item in base { isIn[item] = true }
    self.isIn = isIn
    ranks = whole.map { whole in
      let losses = zip(whole.worths, isIn).map { $1 ? $0 : -$0 }
      var ranks = losses
      let order = losses.indices.sorted { (losses[$0], $0) < (losses[$1], $1) }
      for (rank, item) in order.enumerated() { ranks[item] = rank }
      return ranks
    }
    random = SplitMix(state: seed)
  }

  /// Visits selections that are worth `wanted` or more, until `visit` says that it has had enough.
  mutating func forEach(worth wanted: Int, visit: ([Int]) -> Bool) {
    let price = relaxation.price
    guard price > 0 else { return }
    var isLoose = Array(repeating: false, count: model.count)
    let loose = looseItems()
    for item in loose { isLoose[item] = true }
    // Only the loose items can make good what the selection has lost.
    var allowed =
      price * relaxation.capacity + relaxation.offset - wanted << relaxation.shift
    for item in 0..<model.count {
      if isLoose[item] {
        allowed += max(0, worths[item])
      } else if isIn[item] {
        allowed += worths[item]
      }
    }
    guard allowed >= 0 else { return }
    let (open, settled) = (
      loose.filter { abs(worths[$0]) <= allowed }, loose.filter { worths[$0] > allowed }
    )
    let halves = SelectionHalves(
      open.map(choices), allowed: allowed, most: Self.mostEntries)
    // What had no room in the lists stays as it is.
    let kept = halves.leftOut.flatMap { $0[0].items }
    let fixed = (0..<model.count).filter { isIn[$0] && !isLoose[$0] } + settled + kept
    let rules = SelectionHalves.Rules(
      capacity: fixed.reduce(relaxation.capacity) { $0 - relaxation.weights[$1] }, price: price,
      allowed: halves.leftOut.reduce(allowed) { $0 - $1[0].loss },
      value: fixed.reduce(wanted) { $0 - model.values[$1] }, most: Self.mostPairs)
    if rules.allowed < 0 { return }
    _ = halves.forEach(rules) { visit(fixed + $0) }
  }

  /// As it is, and the other fate.
  private func choices(_ item: Int) -> [SelectionHalves.Choice] {
    [isIn[item], !isIn[item]].map { isIn in
      SelectionHalves.Choice(
        weight: isIn ? relaxation.weights[item] : 0, value: isIn ? model.values[item] : 0,
        loss: max(0, isIn ? -worths[item] : worths[item]), items: isIn ? [item] : [])
    }
  }

  /// Items whose fates don't depend on each other's, those first that lose least.
  private mutating func looseItems() -> [Int] {
    var inGroup: [Int: Int] = [:]
    for item in 0..<model.count where isIn[item] && model.groups[item] >= 0 {
      inGroup[model.groups[item]] = item
    }
    let open = (0..<model.count).filter { item in
      model.fates[item] == .open && model.parents[item].allSatisfy { isIn[$0] }
        && !model.children[item].contains { isIn[$0] }
    }
    let shuffled = open.shuffled(using: &random)
    let order =
      ranks.map { inParts(shuffled, $0) } ?? shuffled.sorted { abs(worths[$0]) < abs(worths[$1]) }
    var loose: [Int] = []
    var isTied = Set<Int>()
    for item in order where loose.count < Self.mostItems && !isTied.contains(item) {
      let group = model.groups[item]
      if group >= 0, inGroup[group, default: item] != item { continue }
      if group >= 0 { inGroup[group] = item }
      loose.append(item)
      isTied.formUnion(model.parents[item])
      isTied.formUnion(model.children[item])
    }
    return loose
  }

  /// In a part very many items may lose nothing by either fate. Of these, some are taken that are open
  /// in the whole as well, which change the money little, and some at random, which change it much; as
  /// many that are in as are not, since their number is wanted.
  private mutating func inParts(_ items: [Int], _ ranks: [Int]) -> [Int] {
    let tied = relaxation.tiedLoss
    let keyed = items.enumerated().map { place, item in
      let isNear = Int(random.next() & 3) < quarters
      return (item: item, key: isNear ? ranks[item] : place)
    }
    let free = keyed.filter { abs(worths[$0.item]) < tied }.sorted { $0.key < $1.key }
    let rest = items.filter { abs(worths[$0]) >= tied }.sorted { abs(worths[$0]) < abs(worths[$1]) }
    let (ins, outs) = (free.filter { isIn[$0.item] }, free.filter { !isIn[$0.item] })
    var order: [Int] = []
    for place in 0..<max(ins.count, outs.count) {
      if place < ins.count { order.append(ins[place].item) }
      if place < outs.count { order.append(outs[place].item) }
    }
    return order + rest
  }

  private static let mostItems = 120
  private static let mostEntries = 1 << 18
  private static let mostPairs = 1 << 21
}
