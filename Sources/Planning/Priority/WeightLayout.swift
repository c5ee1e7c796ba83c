import Domain

/// Rules about weights over the criteria that have data → what is drawn: parts of the whole, one of
/// them the group of cost and benefit with parts of its own.
///
/// A comparison of a member of the group with a criterion outside it (`hours > demand`) is about
/// the member's own weight. It dissolves the group: its members then stand beside the others, and
/// the group keeps nothing but its least weight.
struct WeightLayout {
  struct Part {
    /// Positions among the criteria.
    let members: [Int]
    /// Of a group: orders of its members.
    let order: LinearExtensions?
  }

  let criteria: [Criterion]
  let parts: [Part]
  /// Orders of the parts; `nil`: nothing is said about them.
  let order: LinearExtensions?
  /// What ``benefitParts`` weigh at least together.
  let minimumBenefit: Double
  /// Parts that belong to cost and benefit.
  let benefitParts: [Int]

  /// - Throws: ``Fault`` (usage) for a comparison about a criterion that no candidate has data for,
  ///   of a group with its own member, or of both the group and its members with others; and where
  ///   the order and the least weight contradict each other.
  init(_ rules: WeightRules, _ criteria: [Criterion]) throws(Fault) {
    self.criteria = criteria
    let members = criteria.indices.filter { criteria[$0].isBenefit }
    var comparisons: [WeightRules.Comparison] = []
    if case .order(let said) = rules.choice {
      comparisons = try Self.known(said, criteria, members)
    }
    let isDissolved = try Self.isDissolved(comparisons)
    var parts: [[Int]] = []
    for position in criteria.indices {
      if !isDissolved, criteria[position].isBenefit, position != members.first { continue }
      parts.append(!isDissolved && criteria[position].isBenefit ? members : [position])
    }
    func part(_ item: WeightRules.Item) -> Int {
      parts.firstIndex { part in
        switch item {
        case .benefit: criteria[part[0]].isBenefit
        case .criterion(let criterion): part.contains { criteria[$0] == criterion }
        }
      }!
    }
    var before = [Int](repeating: 0, count: parts.count)
    var inside: [(more: Int, less: Int)] = []
    for comparison in comparisons {
      let (more, less) = (part(comparison.more), part(comparison.less))
      if more != less {
        before[less] |= 1 << more
      } else if case (.criterion(let a), .criterion(let b)) = (comparison.more, comparison.less) {
        inside.append(
          (
            parts[more].firstIndex { criteria[$0] == a }!,
            parts[less].firstIndex { criteria[$0] == b }!
          ))
      }
    }
    self.parts = parts.map { part in
      guard part.count > 1, !inside.isEmpty else { return Part(members: part, order: nil) }
      var before = [Int](repeating: 0, count: part.count)
      for (more, less) in inside { before[less] |= 1 << more }
      return Part(members: part, order: LinearExtensions(before: before))
    }
    let benefitParts = parts.indices.filter { criteria[parts[$0][0]].isBenefit }
    self.benefitParts = benefitParts
    minimumBenefit = benefitParts.isEmpty ? 0 : rules.minimumBenefit
    order = before.allSatisfy { $0 == 0 } ? nil : LinearExtensions(before: before)
    if order != nil, !benefitParts.isEmpty {
      try Self.checkMinimum(rules, before: before, benefit: Set(benefitParts))
    }
  }

  /// Comparisons whose items all have data, the group named by its only member where it has one.
  private static func known(
    _ said: [WeightRules.Comparison], _ criteria: [Criterion], _ members: [Int]
  ) throws(Fault) -> [WeightRules.Comparison] {
    var comparisons: [WeightRules.Comparison] = []
    for comparison in said {
      var items: [WeightRules.Item] = []
      for item in [comparison.more, comparison.less] {
        switch item {
        case .benefit:
          items.append(members.count == 1 ? .criterion(criteria[members[0]]) : .benefit)
        case .criterion(let criterion):
          guard criteria.contains(criterion) else { throw withoutData(criterion) }
          items.append(item)
        }
      }
      comparisons.append(WeightRules.Comparison(items[0], over: items[1]))
    }
    try WeightRules.refuseCircle(comparisons)
    return comparisons
  }

  static func withoutData(_ criterion: Criterion) -> Fault {
    Fault(
      .badData, at: "criterion \(criterion.rawValue)", "no candidate has data for it",
      remedy: "Deliver it (\(criterion.measure.en)) or leave the criterion out")
  }

  private static func isDissolved(_ comparisons: [WeightRules.Comparison]) throws(Fault) -> Bool {
    func isMember(_ item: WeightRules.Item) -> Bool {
      if case .criterion(let criterion) = item { criterion.isBenefit } else { false }
    }
    for comparison in comparisons {
      let (more, less) = (comparison.more, comparison.less)
      guard more == .benefit && isMember(less) || less == .benefit && isMember(more) else {
        continue
      }
      throw Fault(
        .usage, at: "--order", "\(comparison) compares the group with a part of itself",
        remedy: "Compare criteria with each other, or the group with criteria outside it")
    }
    let member = comparisons.first { comparison in
      isMember(comparison.more) != isMember(comparison.less)
        && comparison.more != .benefit && comparison.less != .benefit
    }
    guard let member else { return false }
    if let whole = comparisons.first(where: { $0.more == .benefit || $0.less == .benefit }) {
      throw Fault(
        .usage, at: "--order",
        "\(whole) speaks of cost and benefit as a whole, \(member) of a part of it",
        remedy: "Say either")
    }
    return true
  }

  /// The largest share that some parts can have under an order is that of a set of parts which
  /// holds with each part all that weigh more, all of its parts weighing the same.
  private static func checkMinimum(
    _ rules: WeightRules, before: [Int], benefit: Set<Int>
  ) throws(Fault) {
    var most = 0.0
    for set in 1..<1 << before.count {
      let parts = before.indices.filter { set >> $0 & 1 == 1 }
      guard parts.allSatisfy({ before[$0] & ~set == 0 }) else { continue }
      most = max(most, Double(parts.count(where: benefit.contains)) / Double(parts.count))
    }
    guard most <= rules.minimumBenefit, case .order(let said) = rules.choice else { return }
    throw Fault(
      .usage, at: "--order",
      "with \(said.map(\.description).joined(separator: ", ")) cost and benefit can weigh "
        + "\(Int((most * 100).rounded(.down))) % at most, which contradicts the minimum of "
        + "\(Int((rules.minimumBenefit * 100).rounded())) % (§ 1 (6))",
      remedy: "Take a comparison out or lower --minimum-benefit")
  }
}
