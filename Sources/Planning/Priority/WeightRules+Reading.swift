import Domain

/// Options of the command line and forms of pages → rules.
extension WeightRules {
  /// - Parameters:
  ///   - weights: `net_value=30,hours=20`; any scale, they are brought to 100 %; criteria that are
  ///     not named weigh nothing.
  ///   - orders: `net_value>hours>coverage_gap`, several separated by commas.
  ///   - minimumBenefit: percent, 0…99.
  /// - Throws: ``Fault`` (usage) for what cannot be read, for comparisons that contradict each
  ///   other, and for weights that give cost and benefit less than their minimum.
  public init(weights: String?, orders: [String], minimumBenefit: String?) throws(Fault) {
    var least = Self.usualMinimumBenefit
    if let minimumBenefit {
      guard let percent = ExactDecimal(minimumBenefit), (0..<100).contains(percent.double) else {
        throw Fault(
          .usage, at: "--minimum-benefit \(minimumBenefit)", "that is no percentage from 0 to 99",
          remedy: "For example --minimum-benefit 30")
      }
      least = percent.double / 100
    }
    switch (weights, orders.isEmpty) {
    case (nil, true): self.init(.ignorance, minimumBenefit: least)
    case (nil, false):
      var comparisons: [Comparison] = []
      for order in orders { comparisons += try Self.comparisons(order) }
      try Self.refuseCircle(comparisons)
      self.init(.order(comparisons), minimumBenefit: least)
    case (let weights?, true):
      let fixed = try Self.fixed(weights)
      let benefit = Criterion.benefit.reduce(0) { $0 + (fixed[$1] ?? 0) }
      guard benefit >= least - 1e-12 else {
        throw Fault(
          .usage, at: "--weights \(weights)",
          "cost and benefit (\(Criterion.benefit.map(\.rawValue).joined(separator: ", "))) weigh "
            + "\(Int((benefit * 100).rounded())) %, less than the minimum of "
            + "\(Int((least * 100).rounded())) % (§ 1 (6))",
          remedy: "Give them more weight, or another --minimum-benefit")
      }
      self.init(.fixed(fixed), minimumBenefit: least)
    case (_?, false):
      throw Fault(
        .usage, at: "--weights", "fixed weights leave nothing for --order to say",
        remedy: "Give one of them")
    }
  }

  private static func fixed(_ text: String) throws(Fault) -> [Criterion: Double] {
    let place = "--weights \(text)"
    var weights: [Criterion: Double] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard sides.count == 2, let weight = ExactDecimal(sides[1]), weight.digits >= 0 else {
        throw Fault(
          .usage, at: place, "\"\(part)\" is no CRITERION=NUMBER with a number from 0 on",
          remedy: "For example --weights net_value=30,hours=20,demand=50")
      }
      guard let criterion = Criterion(rawValue: sides[0]) else {
        throw unknown(sides[0], place, Criterion.allCases.map(\.rawValue))
      }
      guard weights.updateValue(weight.double, forKey: criterion) == nil else {
        throw Fault(.usage, at: place, "\(sides[0]) has two weights", remedy: "Give one of them")
      }
    }
    let sum = weights.values.reduce(0, +)
    guard sum > 0 else {
      throw Fault(.usage, at: place, "all weights are 0", remedy: "Give one more than that")
    }
    return weights.mapValues { $0 / sum }
  }

  private static func comparisons(_ text: String) throws(Fault) -> [Comparison] {
    let place = "--order \(text)"
    var comparisons: [Comparison] = []
    for chain in text.split(separator: ",", omittingEmptySubsequences: false) {
      var items: [Item] = []
      for name in chain.split(separator: ">", omittingEmptySubsequences: false) {
        let name = name.filter { $0 != " " }
        guard let item = Item(name) else { throw unknown(name, place, Item.names) }
        items.append(item)
      }
      guard items.count > 1 else {
        throw Fault(
          .usage, at: place, "\"\(chain)\" compares nothing",
          remedy: "For example --order \"net_value>hours>demand\"")
      }
      comparisons += zip(items, items.dropFirst()).map { Comparison($0, over: $1) }
    }
    return comparisons
  }

  private static func unknown(_ name: String, _ place: String, _ known: [String]) -> Fault {
    Fault(
      .usage, at: place, "\"\(name)\" is no criterion",
      remedy: Suggestion.hint(for: name, among: known))
  }

  static func refuseCircle(_ comparisons: [Comparison]) throws(Fault) {
    guard let circle = circle(comparisons) else { return }
    throw Fault(
      .usage, at: "--order",
      "these contradict each other: \(circle.map(\.description).joined(separator: ", "))",
      remedy: "Take one of them out")
  }

  /// Comparisons that contradict each other, since no weights but equal ones keep such a circle;
  /// `nil`: there is none.
  public static func circle(_ comparisons: [Comparison]) -> [Comparison]? {
    for start in comparisons {
      if let path = path(from: start.less, to: start.more, comparisons) { return [start] + path }
    }
    return nil
  }

  /// The shortest chain of comparisons by which `start` weighs more than `end`; empty where they
  /// are the same.
  private static func path(
    from start: Item, to end: Item, _ comparisons: [Comparison]
  ) -> [Comparison]? {
    var ways: [Item: [Comparison]] = [start: []]
    var open = [start]
    while !open.isEmpty {
      let item = open.removeFirst()
      if item == end { return ways[item] }
      for comparison in comparisons where comparison.more == item && ways[comparison.less] == nil {
        ways[comparison.less] = ways[item]! + [comparison]
        open.append(comparison.less)
      }
    }
    return nil
  }
}
