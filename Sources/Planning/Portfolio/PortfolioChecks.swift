import Domain

/// What makes a portfolio impossible before anything is searched: the contradiction is named.
enum PortfolioChecks {
  /// - Throws: ``Fault`` (bad data) for the first of: a budget or cost out of range, an id given
  ///   twice, a dependency on an unknown id, a cycle, a dependency inside one group of
  ///   alternatives, a minimum that its Themenfeld cannot reach, an unknown forced id.
  static func check(_ problem: PortfolioProblem) throws {
    try checkMoney(problem.money)
    try checkCandidates(problem.candidates)
    let total = problem.candidates.reduce(0) { $0 + $1.value.double.magnitude }
    guard total < 0x1p50 else {
      throw Fault(
        .badData, at: "candidates", "their values add up to more than 10^15",
        remedy: "Give the values in a larger unit")
    }
    let index = Dictionary(
      uniqueKeysWithValues: problem.candidates.enumerated().map { ($1.id, $0) })
    let parents = try problem.candidates.map { candidate in
      try candidate.dependsOn.map {
        try known($0, index, at: candidate.place("depends_on"))
      }
    }
    if let cycle = cycle(parents) {
      let names = cycle.map { problem.candidates[$0].id }
      throw Fault(
        .badData, at: problem.candidates[cycle[0]].place("depends_on"),
        "the dependencies run in a circle: \((names + [names[0]]).joined(separator: " → "))",
        remedy: "Take one of them out")
    }
    try checkAlternatives(problem.candidates, parents)
    for id in problem.forcedIn.sorted() { _ = try known(id, index, at: "forced in") }
    for id in problem.forcedOut.sorted() { _ = try known(id, index, at: "forced out") }
    try checkMinimums(problem)
  }

  private static func checkMoney(_ money: PortfolioMoney) throws {
    guard (1...5).contains(money.budgetsCents.count) else {
      throw Fault(
        .usage, at: "budget",
        "a portfolio runs over one to five years, not "
          + "\(money.budgetsCents.count)", remedy: "Give one to five budgets")
    }
    for (year, cents) in money.budgetsCents.enumerated() where !range.contains(cents) {
      throw Fault(
        .usage, at: "budget of \(money.firstYear + year)",
        "\(EuroText.text(cents)) EUR is no budget",
        remedy: "Give 0 to 100 billion EUR")
    }
    for cents in [money.carryInCents, money.accountCents ?? 0] where !range.contains(cents) {
      throw Fault(
        .usage, at: "carry-in", "\(EuroText.text(cents)) EUR cannot be carried in",
        remedy: "Give 0 to 100 billion EUR")
    }
    for commitment in money.commitments where !range.contains(commitment.cents) {
      throw Fault(
        .badData, at: "commitments", "\(EuroText.text(commitment.cents)) EUR cannot be committed",
        remedy: "Give 0 to 100 billion EUR")
    }
  }

  private static func checkCandidates(_ candidates: [PortfolioCandidate]) throws {
    var ids: Set<String> = []
    for candidate in candidates {
      guard ids.insert(candidate.id).inserted else {
        throw Fault(
          .badData, at: candidate.place("id"), "the id \"\(candidate.id)\" is given twice",
          remedy: "Give every candidate an id of its own")
      }
      for (column, cents) in [
        ("cost_eur", candidate.costCents), ("care_eur_a_year", candidate.careCents),
      ] where !range.contains(cents) {
        throw Fault(
          .badData, at: candidate.place(column),
          cents < 0 ? "\(EuroText.text(cents)) EUR is negative" : "the amount is too large",
          remedy: "Give 0 to 100 billion EUR")
      }
    }
  }

  private static func checkAlternatives(
    _ candidates: [PortfolioCandidate], _ parents: [[Int]]
  ) throws {
    for item in candidates.indices {
      var memberOf: [String: Int] = [:]
      for needed in ancestors(of: item, parents) + [item] {
        guard let group = candidates[needed].alternativeGroup else { continue }
        guard let other = memberOf.updateValue(needed, forKey: group) else { continue }
        throw Fault(
          .badData, at: candidates[item].place("alternative_group"),
          "\(candidates[item].id) cannot be chosen: it needs \(candidates[other].id) and \(candidates[needed].id) "
            + "(itself included), which are alternatives of group \(group)",
          remedy: "Take the dependency out or put them into different groups")
      }
    }
  }

  private static func checkMinimums(_ problem: PortfolioProblem) throws {
    for (themenfeld, minimum) in problem.minimums.sorted(by: { $0.key < $1.key }) {
      guard minimum >= 0 else {
        throw Fault(
          .usage, at: "minimum of \(themenfeld)", "\(minimum) is no minimum",
          remedy: "Give 0 or more")
      }
      let members = problem.candidates.filter { $0.themenfeld == themenfeld }
      let fields = Set(problem.candidates.compactMap(\.themenfeld))
      guard !members.isEmpty || minimum == 0 else {
        let known = fields.sorted().joined(separator: ", ")
        throw Fault(
          .badData, at: "minimum of \(themenfeld)",
          Text(
            de: "Kein Kandidat ist vom Themenfeld „\(themenfeld)“",
            en: "no candidate is of this Themenfeld"),
          remedy: fields.isEmpty
            ? Text(
              de: "Die Kandidaten nennen kein Themenfeld", en: "The candidates name no Themenfeld")
            : Text(
              de: "Bekannt sind: \(known)",
              en: Suggestion.hint(for: themenfeld, among: Array(fields))))
      }
      let groups = Set(members.compactMap(\.alternativeGroup))
      let reachable = members.count(where: { $0.alternativeGroup == nil }) + groups.count
      guard minimum <= reachable else {
        throw Fault(
          .badData, at: "minimum of \(themenfeld)",
          Text(
            de: "\(minimum) vom Themenfeld „\(themenfeld)“ sind verlangt, zusammen wählbar sind "
              + "höchstens \(reachable) seiner \(members.count) Kandidaten",
            en:
              "\(minimum) are wanted, but at most \(reachable) of its \(members.count) candidates "
              + "can be chosen together"),
          remedy: Text(de: "Senken Sie die Mindestzahl", en: "Lower the minimum"))
      }
    }
  }

  private static let range: ClosedRange<Int64> = 0...10_000_000_000_000

  private static func known(_ id: String, _ index: [String: Int], at place: String) throws -> Int {
    if let found = index[id] { return found }
    throw Fault(
      .badData, at: place, "\"\(id)\" is no candidate",
      remedy: Suggestion.hint(for: id, among: Array(index.keys)))
  }

  /// Everything that `item` needs, directly or not, ascending; without itself.
  static func ancestors(of item: Int, _ parents: [[Int]]) -> [Int] {
    var seen: Set<Int> = []
    var open = parents[item]
    while let next = open.popLast() {
      if seen.insert(next).inserted { open += parents[next] }
    }
    return seen.sorted()
  }

  /// A circle of dependencies, each needing the next, or `nil`.
  private static func cycle(_ parents: [[Int]]) -> [Int]? {
    var isDone = Array(repeating: false, count: parents.count)
    for start in parents.indices where !isDone[start] {
      var path: [(item: Int, next: Int)] = [(start, 0)]
      var placeOnPath = [start: 0]
      while let (item, next) = path.last {
        guard next < parents[item].count else {
          isDone[item] = true
          placeOnPath[item] = nil
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let parent = parents[item][next]
        if let place = placeOnPath[parent] { return path[place...].map(\.item) }
        if isDone[parent] { continue }
        placeOnPath[parent] = path.count
        path.append((parent, 0))
      }
    }
    return nil
  }
}
